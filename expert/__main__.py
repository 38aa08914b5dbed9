"""`python -m expert`, the same as the command `expert`."""

from expert.cli import main

if __name__ == "__main__":
    main()
