"""Short jobs: how many may wait, and answers that are kept."""
