"""What the numbers of a run mean, in sentences that can be checked against them."""
