"""What is drawn: a case's reasoning, the tree, the ladder, an exercise's paths, a plan."""
