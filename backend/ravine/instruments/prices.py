"""What each instrument costs, as measured (`python -m benchmarks.prices`)."""

import json
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def all_prices() -> dict[str, float]:
    """How long measuring once takes, by the instrument's name, in plain steps of a training.

    Such a step measures what every run measures, and no more; the training is the usual one:
    digits or what the instrument goes with instead, two hidden layers of 64 units, batches of 64.
    """
    text = files("ravine.instruments").joinpath("prices.json").read_text(encoding="utf-8")
    prices: dict[str, float] = json.loads(text)
    return prices
