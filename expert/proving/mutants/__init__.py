"""Mutants: small mistakes that are made in the parts of a rule folder, each alone, to see if check or test notices."""
