"""The catalogue held against its sources, before a figure is fetched."""
