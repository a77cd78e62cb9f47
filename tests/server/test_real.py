"""The whole way with the real tasks: request, worker, store, answer. Answers fit their schemas."""

from itertools import chain
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter
from tests.server.live import LiveServer
from tests.server.stream.client import Cursor, StreamClient

from ravine.python.client import Client
from ravine.wire.entries import CatalogAnswer
from ravine.wire.experiments import ReadingsAnswer, RunDetail, SeriesAnswer, SnapshotAnswer
from ravine.wire.landscape import CompareAnswer, SurfaceAnswer
from ravine.wire.previews import ImagesPreview, PointsPreview, SequencesPreview, TablePreview


def post(server: LiveServer, path: str, body: Any) -> Any:
    answer = server.http.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def fits(model: Any, answer: Any) -> None:
    """The answer has the documented fields and no others."""
    adapter = TypeAdapter(model)
    parsed = adapter.validate_python(answer)
    assert_same_keys(adapter.dump_python(parsed, mode="json"), answer)


def assert_same_keys(documented: Any, answer: Any, path: str = "") -> None:
    if isinstance(documented, dict):
        assert set(documented) == set(answer), path
        for key, value in documented.items():
            assert_same_keys(value, answer[key], f"{path}/{key}")
    if isinstance(documented, list):
        assert len(documented) == len(answer), path
        for index, value in enumerate(documented):
            assert_same_keys(value, answer[index], f"{path}/{index}")


def test_the_catalog(real: LiveServer) -> None:
    fits(CatalogAnswer, real.http.get("/api/catalog").json())


def test_a_comparison(real: LiveServer) -> None:
    answer = post(
        real,
        "/api/landscape/compare",
        {"surface": "rosenbrock", "steps": 50, "optimizers": ["momentum", "adam"]},
    )
    fits(CompareAnswer, answer)
    for run in answer["runs"]:
        assert len(run["x"]) == len(run["loss"]) == 51
        assert len(run["learning_rate"]) == 50
        assert run["nonfinite"] == {}


def test_a_path_that_leaves_the_finite_numbers_is_an_answer(real: LiveServer) -> None:
    wild = {"name": "gradient_descent", "params": {"learning_rate": 10}}
    answer = post(real, "/api/landscape/compare", {"surface": "rosenbrock", "optimizers": [wild]})
    fits(CompareAnswer, answer)
    (run,) = answer["runs"]
    assert run["outcome"]["status"] == "diverged"
    assert run["loss"][-1] is None
    assert run["nonfinite"]["loss"][str(len(run["loss"]) - 1)] in ("inf", "nan")


def test_a_start_without_a_value_is_a_problem_at_the_start(real: LiveServer) -> None:
    request = {
        "surface": {"expression": "log(x) + y^2"},
        "start": [-1, 1],
        "optimizers": ["adam"],
    }
    refused = real.http.post("/api/landscape/compare", json=request)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["pointer"] == "/start"
    assert "not a number at the start (-1, 1)" in error["message"]
    assert "(0.13, 1.07)" in error["remedy"]


@pytest.mark.parametrize(
    "surface", ["himmelblau", {"expression": "1/x + log(y)", "x": [-1, 1], "y": [-1, 1]}]
)
def test_a_drawing(real: LiveServer, surface: Any) -> None:
    answer = post(real, "/api/landscape/surface", {"surface": surface, "resolution": 9})
    fits(SurfaceAnswer, answer)
    assert np.shape(answer["z"]) == (9, 9)
    blanks = {str(index) for index, value in enumerate(chain(*answer["z"])) if value is None}
    assert blanks == set(answer["nonfinite"].get("z", {}))


@pytest.mark.parametrize(
    ("dataset", "model"),
    [
        ("digits", ImagesPreview),
        ("moons", PointsPreview),
        ("latch", SequencesPreview),
        ("diabetes", TablePreview),
    ],
)
def test_a_dataset(real: LiveServer, dataset: str, model: Any) -> None:
    fits(model, post(real, "/api/datasets/preview", {"dataset": dataset}))


def test_a_training_from_request_to_series(real: LiveServer) -> None:
    mlp = {"name": "mlp", "params": {"hidden": [8]}}
    (run_id,) = real.begin("A", epochs=3, dataset="moons", model=mlp)
    with StreamClient(real.url) as client:
        cursor = Cursor(run_id)
        cursor.subscribe(client)
        cursor.follow(client)
    run = real.run(run_id)
    assert run["status"] == "finished", run["sentence"]
    fits(RunDetail, run)
    names = list(cursor.columns)
    assert sorted(names) == [
        "gradient_norm",
        "layer_gradient_norm",
        "learning_rate",
        "loss",
        "update_ratio",
    ]
    stored = real.http.get(f"/api/runs/{run_id}/series", params={"names": ",".join(names)}).json()
    fits(SeriesAnswer, stored)
    for name in names:
        value = np.array(stored["series"][name]["value"], "f4")
        assert value.tolist() == cursor.columns[name]
    assert cursor.snapshots[0] == 0
    assert cursor.snapshots[-1] == run["steps"]
    last = real.http.get(f"/api/runs/{run_id}/snapshots/{run['steps']}").json()
    fits(SnapshotAnswer, last)
    assert np.shape(last["columns"]["boundary.class"]) == (40, 40)
    assert np.shape(last["columns"]["weight.counts"]) == (2, 40)
    losses = real.http.get(f"/api/runs/{run_id}/series").json()["series"]["validation_loss"]
    assert losses["step"] == cursor.snapshots
    assert losses["value"][-1] == pytest.approx(run["metrics"]["validation_loss"])


def test_what_was_said_of_a_training_reaches_everybody(real: LiveServer) -> None:
    """At a rate of 0 nothing is learned: the run is finished, and its tone is bad."""
    still = {"name": "gradient_descent", "params": {"learning_rate": 0}}
    (run_id,) = real.begin("A", epochs=3, dataset="moons", optimizer=still)
    sent: dict[int, Any] = {}
    with StreamClient(real.url) as client:
        client.say("subscribe", run_id=run_id)
        while not isinstance(got := client.receive(), dict) or got["type"] != "complete":
            if isinstance(got, tuple) and got[0]["kind"] == "snapshot":
                sent[got[0]["first_step"]] = got[0]["readings"]
    run = real.run(run_id)
    assert (run["status"], run["tone"]) == ("finished", "bad")
    assert "No kernel moves." in run["sentence"]
    answer = real.http.get(f"/api/runs/{run_id}/readings").json()
    fits(ReadingsAnswer, answer)
    for step, said in sent.items():
        stored = [one for one in answer["readings"] if one["from_step"] <= step <= one["to_step"]]
        assert [{name: one[name] for name in said[0]} for one in stored] == said
    assert max(one["to_step"] for one in answer["readings"]) == run["steps"]
    with Client(real.url) as client_:
        found = client_.readings(run_id)
    assert [one.model_dump() for one in found] == answer["readings"]


def test_readings_of_an_unknown_run_are_404(real: LiveServer) -> None:
    assert real.http.get("/api/runs/none/readings").status_code == 404
