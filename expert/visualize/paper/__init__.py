"""Pictures on paper: a picture that Graphviz drew, on sheets of A4 or on one large sheet, with nothing too small."""
