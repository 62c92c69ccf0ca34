"""PowerPoint: slides with native charts."""
