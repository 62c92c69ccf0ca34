"""Arithmetic of the method, apart from any figure of ours: ranks, trends, bands, paths."""
