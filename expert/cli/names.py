"""What the program is called, and the variable of the environment by which a shell asks it what can come next."""

from __future__ import annotations

PROGRAM = "expert"
COMPLETE_VARIABLE = "_EXPERT_COMPLETE"
