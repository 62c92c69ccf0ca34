"""What a team writes in the ten steps: kept apart from the figures, and never lost."""
