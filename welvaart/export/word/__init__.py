"""Word: a chapter with headings, tables and captions."""
