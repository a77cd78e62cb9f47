import math

import numpy as np
import orjson
from hypothesis import given
from hypothesis.extra import numpy as hnp

from ravine.wire.encoding import canonical, encode

floats = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=5))


@given(floats)
def test_every_number_comes_back(values: np.ndarray) -> None:
    answer = orjson.loads(encode({"x": values, "nonfinite": {}}))
    named = answer["nonfinite"].get("x", {})
    flat = np.array(answer["x"], dtype=object).reshape(-1)
    for index, number in enumerate(values.reshape(-1)):
        if math.isfinite(number):
            assert flat[index] == number
        else:
            assert flat[index] is None
            assert np.array_equal(float(named[str(index)]), number, equal_nan=True)
    assert len(named) == int((~np.isfinite(values)).sum())


def test_the_map_belongs_to_the_nearest_object_that_has_one() -> None:
    run = {"state": {"mu": {"x": np.array([1, np.inf])}}, "loss": [1.0, math.nan], "nonfinite": {}}
    answer = orjson.loads(encode({"runs": [run, {**run, "loss": np.zeros(2)}], "top": -math.inf}))
    assert answer["runs"][0]["nonfinite"] == {"state.mu.x": {"1": "inf"}, "loss.1": {"0": "nan"}}
    assert answer["runs"][1]["nonfinite"] == {"state.mu.x": {"1": "inf"}}
    assert answer["nonfinite"] == {"top": {"0": "-inf"}}


def test_finite_answers_get_no_map() -> None:
    assert (
        encode({"a": np.float32(0.1), "b": np.int64(3), "c": None}) == b'{"a":0.1,"b":3,"c":null}'
    )


def test_canonical_bytes_ignore_the_order_of_keys() -> None:
    assert canonical({"a": 1, "b": {"c": 2, "d": 3}}) == canonical({"b": {"d": 3, "c": 2}, "a": 1})
