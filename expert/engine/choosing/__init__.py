"""What to ask about a case: what could be asked, what each answer would decide, what it is worth, in which order."""
