"""Dutch sentences about figures: what stands out, and how sure it is."""
