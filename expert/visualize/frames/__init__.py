"""Pictures to project: frames of 16:9, one claim each, with no text that a class cannot read."""
