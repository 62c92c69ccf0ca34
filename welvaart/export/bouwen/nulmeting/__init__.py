"""Chapters of every nulmeting: the foto, what stands out, and the figures per thema."""
