"""Every optimizer on every surface against PyTorch's paths."""

import pytest
from tests.references.agreement import stored_paths, torch_agreements
from tests.references.translate import to_ravine

from ravine.optimizers import OPTIMIZERS
from ravine.surfaces import SURFACES

DEMANDED = 1e-7


def test_every_pair_is_stored_with_the_surfaces_own_start() -> None:
    runs = stored_paths().facts["runs"]
    pairs = {(run["surface"], run["optimizer"]) for run in runs}
    assert pairs == {(surface, optimizer) for surface in SURFACES for optimizer in OPTIMIZERS}
    assert all(tuple(run["start"]) == SURFACES[run["surface"]].start for run in runs)


@pytest.mark.parametrize("surface", SURFACES)
def test_paths_equal_pytorchs(surface: str) -> None:
    for found in torch_agreements():
        if found.surface == surface:
            assert found.rows > 40, found
            assert found.difference < DEMANDED, found


def test_nearly_every_step_is_compared() -> None:
    rows = sum(found.rows for found in torch_agreements())
    assert rows > 0.9 * 201 * len(torch_agreements())


def test_what_pytorch_does_otherwise_is_translated() -> None:
    assert to_ravine("rmsprop", {"lr": 0.1, "alpha": 0.9})["eps_in_sqrt"] is False
    assert to_ravine("adam", {"betas": [0.8, 0.9]}) == {"b1": 0.8, "b2": 0.9}
