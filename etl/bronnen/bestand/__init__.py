"""A file of someone, CSV or Excel, to a table of text cells."""
