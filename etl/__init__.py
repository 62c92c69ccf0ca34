"""How figures get in: fetch → snapshot → transform → check → publish."""
