"""What to do about a case: steps put in order, and the plan over every open cause."""
