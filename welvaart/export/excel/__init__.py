"""Excel: figures, comparison, method and native charts."""
