"""One module per source: talks to the outside, nothing else."""
