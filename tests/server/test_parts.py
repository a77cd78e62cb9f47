"""Small parts by themselves."""

import pytest

from ravine.jobs.trainings.resolve import resolve_run
from ravine.server.http.naming import name_for
from ravine.server.jobs.answers import AnswerCache
from ravine.server.stream.statuses import INTERVAL_S, StatusSchedule
from ravine.wire.landscape import FilledSpec
from ravine.wire.training import RunRequest, RunSettings


def test_the_cache_forgets_what_was_not_asked_for_longest() -> None:
    cache = AnswerCache(max_bytes=100)
    for name in (b"a", b"b", b"c", b"d"):
        cache.put(name, bytes(25))
    assert cache.get(b"a") == bytes(25)
    cache.put(b"e", bytes(20))
    assert cache.get(b"b") is None
    assert cache.get(b"a") is not None
    cache.put(b"huge", bytes(80))
    assert cache.get(b"huge") is None
    assert cache.get(b"e") is not None


def test_statuses_are_coalesced_but_a_change_is_told_at_once() -> None:
    now = 100.0
    schedule = StatusSchedule(lambda: now)
    assert schedule.wait_s() is None
    schedule.note("a")
    assert schedule.take_changed() == ["a"]
    assert schedule.is_due("a", "running")
    schedule.report("a", "running")
    assert schedule.take_changed() == []
    for _ in range(50):
        schedule.note("a")
    assert schedule.take_changed() == ["a"]
    schedule.note("a")
    assert not schedule.is_due("a", "running")
    assert schedule.is_due("a", "finished")
    assert schedule.wait_s() == pytest.approx(INTERVAL_S)
    now += INTERVAL_S
    assert schedule.is_due("a", "running")
    assert schedule.wait_s() == 0
    schedule.forget("a")
    assert schedule.wait_s() is None


def test_what_changes_while_a_status_is_read_is_told_next() -> None:
    schedule = StatusSchedule()
    schedule.note("a")
    assert schedule.take_changed() == ["a"]
    schedule.note("a")
    schedule.report("a", "running")
    assert schedule.take_changed() == ["a"]


def settings(**names: str) -> RunSettings:
    first = resolve_run(RunRequest.model_validate({})).settings
    specs = {part: FilledSpec(name=name, params={}) for part, name in names.items()}
    return first.model_copy(update=specs)


def test_an_experiment_is_named_after_what_differs() -> None:
    assert name_for([settings(dataset="moons", optimizer="adam")]) == "moons: adam"
    initializers = [settings(initializer=name) for name in ("zeros", "he_normal", "zeros")]
    assert name_for(initializers) == "digits: zeros, he_normal"
    many = [settings(optimizer=f"o{index}") for index in range(6)]
    assert name_for(many) == "digits: o0, o1, o2, o3 and more"
