"""Series on the gemeenten of another year: herindelingen followed, each value explained."""
