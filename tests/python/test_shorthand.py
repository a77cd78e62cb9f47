import pytest

from ravine.python.shorthand import parse_entry
from ravine.vocabulary.problems import Problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("adam", {"name": "adam", "params": {}}),
        ("adam:", {"name": "adam", "params": {}}),
        (
            "adam:learning_rate=5e-2, b1=.8",
            {"name": "adam", "params": {"learning_rate": 0.05, "b1": 0.8}},
        ),
        ("nesterov:label=two words", {"name": "nesterov", "params": {}, "label": "two words"}),
        ("sgd:label=7", {"name": "sgd", "params": {}, "label": "7"}),
        (
            "mlp:hidden=[16,16],bias=true,kind=wide",
            {"name": "mlp", "params": {"hidden": [16, 16], "bias": True, "kind": "wide"}},
        ),
        ("a:text=x=y", {"name": "a", "params": {"text": "x=y"}}),
    ],
)
def test_an_entry_in_one_word(text: str, expected: object) -> None:
    assert parse_entry(text) == expected


def test_a_part_without_a_value_is_named() -> None:
    with pytest.raises(Problems, match=r"/optimizers/2/params: 'b1' has no value"):
        parse_entry("adam:b1,b2=0.9", "/optimizers/2")
