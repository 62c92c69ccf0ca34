"""Starts the ETL as a process of its own, one at a time."""
