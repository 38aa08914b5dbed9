"""What to do about a case.

>>> from expert import Case, diagnose
>>> from expert.planning import plan
>>> case = Case(error="AccountNotOnboarded", apns_certificate="expired")
>>> plan(diagnose(case)).stages[-1].kind
'finish'
"""

from __future__ import annotations

from expert.planning.planner import plan
from expert.results.plan import Plan

__all__ = ["Plan", "plan"]
