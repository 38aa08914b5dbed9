"""The result documents: frozen, plain, and all that a view reads. They know nothing of rules or engines."""
