"""The stored numbers are what `make claims` measured, bear the claims out, and come out again."""

import json
from statistics import median
from typing import Any

import pytest
from tests.claims.make import FILE, accuracy, digest_of
from tests.claims.table import CLAIMS, SEEDS

STORED: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
# Another machine rounds otherwise, and a training is chaotic: some examples may fall elsewhere.
SLACK = 0.03


def test_nobody_has_edited_the_numbers() -> None:
    assert STORED["sha256"] == digest_of(STORED)
    assert len(STORED["date"]) == 10
    assert {"python", "ravine", "jax"} <= set(STORED["versions"])


def test_the_numbers_are_those_of_the_present_claims() -> None:
    # Otherwise: `make claims`.
    measured = {name: found["request"] for name, found in STORED["claims"].items()}
    assert measured == {name: claim.request for name, claim in CLAIMS.items()}


@pytest.mark.parametrize("name", CLAIMS)
def test_the_numbers_bear_the_claim_out(name: str) -> None:
    claim, found = CLAIMS[name], STORED["claims"][name]
    assert len(found["reached"]) == len(SEEDS)
    assert found["median"] == median(found["reached"])
    assert claim.low <= found["median"] <= claim.high
    assert claim.low > 0 or claim.high < 1


@pytest.mark.slow
@pytest.mark.parametrize("name", CLAIMS)
def test_a_sample_comes_out_again(name: str) -> None:
    seed = list(CLAIMS).index(name) % len(SEEDS)
    assert abs(accuracy(name, seed) - STORED["claims"][name]["reached"][seed]) <= SLACK
