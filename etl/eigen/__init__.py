"""Files of a team of its own: read, held against the catalogue, stored as snapshot."""
