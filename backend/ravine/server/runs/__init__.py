"""What becomes of runs: led to their end, looked after, told of."""
