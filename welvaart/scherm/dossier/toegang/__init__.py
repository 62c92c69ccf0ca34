"""The door of a dossier: open, begin, hand over, leave and move it."""
