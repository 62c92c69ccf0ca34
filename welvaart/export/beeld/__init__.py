"""Charts and maps drawn as SVG and PNG, without a browser."""
