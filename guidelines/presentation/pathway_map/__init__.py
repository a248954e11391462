"""The map of the pathway drawn from the rules: words and wrapping, lines and columns, ways between them, the drawing."""
