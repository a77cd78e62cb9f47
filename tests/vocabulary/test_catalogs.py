"""Every entry of every catalog: one table."""

from itertools import pairwise
from typing import Any

import pytest

from ravine.datasets import DATASETS
from ravine.optimizers import OPTIMIZERS
from ravine.surfaces import SURFACES
from ravine.vocabulary.catalog import Catalog, Entry
from ravine.vocabulary.parameters import Choice, Float, Int, IntList, Parameter, Unacceptable
from ravine.vocabulary.problems import Problems
from ravine.wire.catalog import whole_catalog
from ravine.wire.catalogs import CATALOGS

LISTS: tuple[Catalog[Any], ...] = tuple(CATALOGS.values())
ENTRIES = [
    pytest.param(entry, id=f"{catalog.kind}-{entry.name}")
    for catalog in LISTS
    for entry in catalog.values()
]
# Their content is data, not a formula.
WITHOUT_FORMULA = set(DATASETS.values())


def plain(name: str) -> Entry:
    return Entry(name=name, title=name, summary="")


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry_says_what_it_is(entry: Entry) -> None:
    assert entry.name.isidentifier()
    assert entry.name == entry.name.lower()
    assert entry.title[:1] == entry.title[:1].upper()
    assert entry.summary.endswith((".", "?"))
    assert "$" not in entry.formula
    assert bool(entry.formula) == (entry not in WITHOUT_FORMULA)
    assert entry.formula.count("{") == entry.formula.count("}")
    assert entry.formula.count(r"\left") == entry.formula.count(r"\right")


@pytest.mark.parametrize("entry", ENTRIES)
def test_defaults_are_accepted(entry: Entry) -> None:
    values = entry.fill()
    assert list(values) == [parameter.name for parameter in entry.parameters]
    assert values == {parameter.name: parameter.default for parameter in entry.parameters}
    assert entry.fill(values) == values


@pytest.mark.parametrize("entry", ENTRIES)
def test_parameters_have_sensible_ranges(entry: Entry) -> None:
    assert len({parameter.name for parameter in entry.parameters}) == len(entry.parameters)
    for parameter in entry.parameters:
        assert parameter.help.endswith(".")
        if isinstance(parameter, Float | Int):
            assert parameter.low < parameter.high
            low, high = parameter.soft or (parameter.low, parameter.high)
            assert parameter.low <= low < high <= parameter.high
            # A slider that moves logarithmically has to start above zero.
            assert not parameter.log or low > 0
        if isinstance(parameter, Choice):
            assert len(set(parameter.choices)) == len(parameter.choices) > 1


@pytest.mark.parametrize("entry", ENTRIES)
def test_values_out_of_range_are_refused(entry: Entry) -> None:
    for parameter in entry.parameters:
        for value in _unacceptable(parameter):
            with pytest.raises(Problems) as refusal:
                entry.fill({parameter.name: value})
            (problem,) = refusal.value.problems
            assert problem.pointer == f"/{parameter.name}"
            assert problem.remedy.startswith(("Give ", "Did you mean", "Known:"))


def _unacceptable(parameter: Parameter) -> list[Any]:
    wrong: list[Any] = [None, {}, "much"]
    if isinstance(parameter, Float | Int):
        wrong += [parameter.low - 1, parameter.high + 1, float("nan"), float("inf"), True, "1"]
    if isinstance(parameter, Int):
        wrong += [parameter.low + 0.5]
    if isinstance(parameter, IntList):
        wrong += [[parameter.low - 1], [parameter.high + 1], [1.5], 3, "12"]
        wrong += [[parameter.low] * (parameter.max_length + 1)]
    return wrong


@pytest.mark.parametrize("catalog", LISTS, ids=lambda catalog: catalog.kind)
def test_nearest_name_is_suggested(catalog: Catalog[Any]) -> None:
    for name in catalog:
        assert catalog.find(name) is catalog[name]
        with pytest.raises(Problems) as refusal:
            catalog.find(name + "z")
        (problem,) = refusal.value.problems
        assert problem.pointer == "/name"
        assert problem.message == f"Unknown {catalog.kind} '{name}z'."
        assert problem.remedy.startswith(f"Did you mean '{name}'?")


def test_a_hopeless_name_gets_the_whole_list() -> None:
    with pytest.raises(Problems, match="Known: rosenbrock, quadratic"):
        SURFACES.find("????")


def test_an_unknown_parameter_gets_the_nearest() -> None:
    with pytest.raises(Problems, match=r"/learning_rat.*Did you mean 'learning_rate'"):
        OPTIMIZERS["adam"].fill({"learning_rat": 1.0})
    with pytest.raises(Problems, match="has no parameters"):
        SURFACES["beale"].fill({"a": 1.0})


@pytest.mark.parametrize(
    ("catalog", "word", "meant"),
    [
        (OPTIMIZERS, "sgd", "gradient_descent"),
        (OPTIMIZERS, "SGD", "gradient_descent"),
        (OPTIMIZERS, "gd", "gradient_descent"),
        (OPTIMIZERS, "heavy_ball", "momentum"),
    ],
)
def test_other_words_for_an_entry_find_it(catalog: Catalog[Any], word: str, meant: str) -> None:
    with pytest.raises(Problems, match=f"Did you mean '{meant}'"):
        catalog.find(word)


@pytest.mark.parametrize(
    ("optimizer", "word", "meant"),
    [
        *((name, "lr", "learning_rate") for name in OPTIMIZERS),
        ("adam", "eta", "learning_rate"),
        ("adam", "alpha", "learning_rate"),
        ("adam", "beta1", "b1"),
        ("adamw", "beta2", "b2"),
        ("rmsprop", "epsilon", "eps"),
        ("nesterov", "mu", "momentum"),
        ("rmsprop", "alpha", "decay"),
    ],
)
def test_other_words_for_a_parameter_find_it(optimizer: str, word: str, meant: str) -> None:
    with pytest.raises(Problems, match=f"Did you mean '{meant}'"):
        OPTIMIZERS[optimizer].fill({word: 0.1})


def test_other_words_mean_one_thing_each() -> None:
    for catalog in LISTS:
        words = [word for entry in catalog.values() for word in (entry.name, *entry.aliases)]
        assert len(set(words)) == len(words)
        for entry in catalog.values():
            words = [word for one in entry.parameters for word in (one.name, *one.aliases)]
            assert len(set(words)) == len(words)


def test_all_problems_are_gathered() -> None:
    given = {"learning_rate": -1, "b1": 2, "momentum": 0.9}
    with pytest.raises(Problems) as refusal:
        OPTIMIZERS["adam"].fill(given)
    pointers = {problem.pointer for problem in refusal.value.problems}
    assert pointers == {"/learning_rate", "/b1", "/momentum"}


def test_duplicate_names_raise() -> None:
    with pytest.raises(ValueError, match="two optimizer entries are named 'adam'"):
        Catalog("optimizer", [plain("adam"), plain("adam")])


def test_entries_keep_their_order() -> None:
    names = ["b", "a", "c"]
    catalog = Catalog("letter", [plain(name) for name in names])
    assert list(catalog) == names
    assert len(catalog) == 3


def test_titles_are_distinct() -> None:
    for catalog in LISTS:
        titles = sorted(entry.title.lower() for entry in catalog.values())
        assert all(one != other for one, other in pairwise(titles))


def test_whole_numbers_are_accepted_as_floats_and_back() -> None:
    assert Float("a", 0.5, 0, 2, "").check(1) == 1.0
    assert Int("a", 1, 0, 2, "").check(2.0) == 2
    with pytest.raises(Unacceptable, match=r"1\.5 is not a whole number"):
        Int("a", 1, 0, 2, "").check(1.5)


def test_clients_see_every_entry_and_parameter() -> None:
    seen = whole_catalog().model_dump()
    assert set(CATALOGS) == set(seen) - {"parts", "language", "limits"}
    for key, catalog in CATALOGS.items():
        assert [entry["name"] for entry in seen[key]] == list(catalog)
        for entry in seen[key]:
            names = [parameter["name"] for parameter in entry["parameters"]]
            assert names == [parameter.name for parameter in catalog[entry["name"]].parameters]
    assert seen["limits"]["max_steps"] == 50_000


def test_clients_see_how_optimizers_were_checked() -> None:
    for entry in whole_catalog().optimizers:
        assert entry.check is not None
        assert entry.check.max_relative_difference < 1e-7
