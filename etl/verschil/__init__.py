"""Two warehouses beside each other: what changed, and the log of it inside the warehouse."""
