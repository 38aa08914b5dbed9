"""Finds what will stop enrollments before anybody calls: the obstacles of a case, for a whole tenant and over time."""
