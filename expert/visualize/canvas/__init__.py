"""How a picture is made: what it consists of, how it looks, and the formats it comes in."""
