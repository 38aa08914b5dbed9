"""What all tests share: how randomized tests run, the shipped knowledge, and a day that never changes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from expert import KnowledgeBase

# No deadline: a busy machine must not fail a test. A failing example is printed with the line that repeats it.
settings.register_profile(
    "expert", deadline=None, print_blob=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("expert")


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The shipped knowledge."""
    return KnowledgeBase.shipped()


@pytest.fixture(scope="session")
def today() -> date:
    """The day of observation where a case gives none."""
    return date(2026, 11, 23)
