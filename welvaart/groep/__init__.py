"""Regio's together: comparison groups, look-alikes, areas judged like a gemeente."""
