"""What crosses the wire, and nothing else."""
