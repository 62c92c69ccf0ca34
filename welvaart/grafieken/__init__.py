"""Waarnemingen and an indicator to a plotly Figure; one module per chart kind."""
