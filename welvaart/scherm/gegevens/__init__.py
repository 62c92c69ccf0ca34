"""The page Gegevens: sources, revisions, refreshing."""
