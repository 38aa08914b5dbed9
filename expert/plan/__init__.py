"""What to do about a case, and what to hand on when nothing more can be done.

>>> from expert import Case, diagnose
>>> from expert.plan import plan
>>> plan(diagnose(Case(error="AccountNotOnboarded", apns_certificate="expired"))).stages[-1].kind
'finish'
"""

from __future__ import annotations

from expert.plan.document import EscalationPackage, Plan
from expert.plan.planning import plan

__all__ = ["EscalationPackage", "Plan", "plan"]
