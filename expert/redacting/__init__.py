"""What identifies somebody, a device or an organization in a text, and what stands in its place."""
