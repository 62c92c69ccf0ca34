"""CBS OData v3, through the package cbsodata."""
