"""The chapters about a region: who is in it, what is in view, and who stands where."""
