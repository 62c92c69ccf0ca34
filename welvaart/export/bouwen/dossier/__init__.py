"""What a team decided, as content: its goals, its notes, and the handouts of its steps."""
