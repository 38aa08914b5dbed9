"""Recognition: what a text shows, in layers, each of which says how it knows."""
