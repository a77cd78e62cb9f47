"""Ravine shows how optimizers go downhill, and why."""

__version__ = "0.1.0"
