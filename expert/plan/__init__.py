"""What to do about a case, and what to hand on when nothing more can be done.

>>> from expert import Case, diagnose
>>> from expert.plan import escalation_package, plan
>>> case = Case(error="AccountNotOnboarded", apns_certificate="expired")
>>> plan(diagnose(case)).stages[-1].kind
'finish'
>>> escalation_package(case).stuck
False
"""

from __future__ import annotations

from expert.plan.document import EscalationPackage, Plan
from expert.plan.escalation import escalation_package
from expert.plan.planning import plan

__all__ = ["EscalationPackage", "Plan", "escalation_package", "plan"]
