"""What leaves the company: the package to hand a case on with, and the masking of what identifies somebody."""
