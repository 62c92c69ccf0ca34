"""PDF: the same content, tagged, by Typst."""
