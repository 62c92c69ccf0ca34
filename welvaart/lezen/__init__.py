"""Reads the warehouse into one `Stand`, the figures every page works on."""
