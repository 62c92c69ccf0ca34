"""The command `python -m welvaart`: arguments, rows, output."""
