"""Measure every optimizer against both references: `python -m tests.references.check`.

It writes `backend/ravine/optimizers/checks.json`, which the catalog shows to users.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from tests.oracles.comparisons import STEPS, agreement, run_of
from tests.references.agreement import torch_agreements

from ravine.optimizers import OPTIMIZERS
from ravine.optimizers.checks import Check
from ravine.surfaces import SURFACES
from ravine.workers.jax_setup import set_up

FILE = Path(__file__).resolve().parents[2] / "backend/ravine/optimizers/checks.json"
REFERENCE = "NumPy and PyTorch 2.13"


def measure(name: str, surfaces: Iterable[str] = SURFACES) -> Check:
    """An optimizer's check: PyTorch on every surface, NumPy on those given."""
    apart = [found.difference for found in torch_agreements() if found.optimizer == name]
    for surface in surfaces:
        apart += [
            agreement(surface, run_of(surface, name, setting)).difference for setting in (0, 1)
        ]
    return Check(
        reference=REFERENCE,
        steps=STEPS,
        surfaces=len(SURFACES),
        max_relative_difference=float(f"{max(apart):.1e}"),
    )


if __name__ == "__main__":
    set_up()
    FILE.write_text(
        json.dumps({name: measure(name) for name in OPTIMIZERS}, indent=2) + "\n", encoding="utf-8"
    )
