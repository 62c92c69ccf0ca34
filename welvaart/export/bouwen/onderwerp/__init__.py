"""Chapters about one subject: arbeid with its months and quarters, and leegstand."""
