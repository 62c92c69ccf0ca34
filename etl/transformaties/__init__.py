"""Snapshot to waarnemingen: pure functions, no clock, no network."""
