"""Chapters to look things up in: which figures, from where, how they were made, and one's own."""
