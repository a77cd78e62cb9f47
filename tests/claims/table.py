"""What is claimed of trainings: which accuracy they reach, as the median over seeds."""

from dataclasses import dataclass
from typing import Any

SEEDS = range(7)


@dataclass(frozen=True)
class Claim:
    """A training under every seed.

    Args:
        request: the run, as `POST /api/experiments` takes it; without its seed.
        low: the median of the validation accuracies is at least this.
        high: and at most this.
    """

    request: dict[str, Any]
    low: float = 0.0
    high: float = 1.0


# First weights so small that the signal thins out from layer to layer: the page's variant B.
THIN = {"name": "normal", "params": {"std": 0.01}}
CLAIMS = {
    "the default run learns the digits": Claim({}, low=0.96),
    "momentum learns them at its default rate": Claim({"optimizer": "momentum"}, low=0.92),
    "ten epochs are enough with He's weights": Claim({"epochs": 10}, low=0.94),
    "ten are not with weights of 0.01": Claim({"epochs": 10, "initializer": THIN}, high=0.9),
    "the moons are learned": Claim({"dataset": "moons"}, low=0.96),
    "the spirals are learned": Claim({"dataset": "spirals"}, low=0.97),
}
