"""What both services of CBS share: what a table tells about itself, and what is asked of it."""
