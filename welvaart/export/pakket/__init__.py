"""CSV with a description for machines, and the file of a Swing portal."""
