"""What is refused before a warehouse is published."""
