"""Waarnemingen and an indicator to a `Figuur`; one module per chart kind."""
