"""What the cases of rule files cover of the rules, what is missing, and the cases that would show it."""
