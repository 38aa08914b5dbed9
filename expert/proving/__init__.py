"""What cases show of the rules, and what is missing; and whether a rule folder would notice if it were wrong."""
