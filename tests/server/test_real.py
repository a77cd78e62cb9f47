"""The whole way with the real tasks: request, worker, store, answer. Answers fit their schemas."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter
from tests.server.live import LiveServer, live_server
from tests.stream.client import Cursor, StreamClient

from ravine.schemas.catalog import CatalogAnswer
from ravine.schemas.experiments import RunDetail, SeriesAnswer, SnapshotAnswer
from ravine.schemas.landscape import CompareAnswer, SurfaceAnswer
from ravine.schemas.training import ImagesPreview, PointsPreview
from ravine.workers.options import TASKS


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server whose workers do the real work."""
    with live_server(tmp_path_factory.mktemp("real"), TASKS) as server:
        yield server


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
    ("dataset", "model"), [("digits", ImagesPreview), ("moons", PointsPreview)]
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
    assert names == [
        "loss",
        "learning_rate",
        "gradient_norm",
        "layer_gradient_norm",
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
