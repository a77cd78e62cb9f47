"""The same job in Ravine and in PyTorch, one table of ratios: `python -m benchmarks`."""
