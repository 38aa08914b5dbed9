"""Whether a rule folder would notice if it were wrong."""
