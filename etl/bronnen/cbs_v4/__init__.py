"""CBS OData v4."""
