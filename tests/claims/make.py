"""Measure every claim anew: `python -m tests.claims.make`. It takes minutes.

It writes `claims.json` beside this module: the numbers, when and with which versions they came
about, and a digest, so that nobody edits them by hand.
"""

import hashlib
import json
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from tests.claims.table import CLAIMS, SEEDS
from tests.jobs.trainings.runs import trained

from ravine.workers.jax_setup import set_up

FILE = Path(__file__).with_name("claims.json")
PACKAGES = ("ravine", "jax", "jaxlib", "optax", "numpy", "scikit-learn")


def accuracy(name: str, seed: int) -> float:
    """The validation accuracy that one training of a claim reaches."""
    result, _ = trained(**CLAIMS[name].request, seed=seed)
    return float(result["metrics"]["validation_accuracy"])


def measure(name: str) -> dict[str, Any]:
    """The claim's request, what it reaches under each seed, and the median."""
    reached = [round(accuracy(name, seed), 4) for seed in SEEDS]
    return {"request": CLAIMS[name].request, "reached": reached, "median": median(reached)}


def digest_of(stored: dict[str, Any]) -> str:
    """SHA-256 over everything but the digest itself."""
    rest = {key: value for key, value in stored.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def main() -> None:
    """Write the file."""
    claims = {name: measure(name) for name in CLAIMS}
    made = {
        "date": datetime.now(UTC).date().isoformat(),
        "versions": {
            "python": platform.python_version(),
            **{name: version(name) for name in PACKAGES},
        },
        "claims": claims,
    }
    made["sha256"] = digest_of(made)
    FILE.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    for name, found in claims.items():
        reached = found["reached"]
        print(f"{found['median']:6.1%} ({min(reached):.1%} to {max(reached):.1%})  {name}")


if __name__ == "__main__":
    set_up()
    main()
