"""What is read: reports, explanations, plans, the package to escalate with, and handouts."""
