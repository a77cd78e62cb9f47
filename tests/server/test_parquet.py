"""Parquet from a server: what it is called, what it says, and how it is refused."""

from typing import Any

import httpx
import numpy as np
import pytest
from tests.server.live import LiveServer
from tests.server.parquet import column, read
from tests.server.stream.client import Cursor, StreamClient, finish

from ravine.python.client import Client


def ask(server: LiveServer, run_id: str, *names: str, **query: Any) -> httpx.Response:
    """Columns of a run as a file."""
    place = f"/api/runs/{run_id}/series.parquet"
    return server.http.get(place, params={"names": ",".join(names), **query})


def test_it_is_a_file_of_typed_columns(server: LiveServer) -> None:
    (run_id,) = finish(server, "nan")
    answer = ask(server, run_id, "loss", "validation_loss", "layer_gradient_norm")
    assert answer.headers["content-type"] == "application/vnd.apache.parquet"
    assert answer.headers["content-disposition"] == f'attachment; filename="{run_id}.parquet"'
    found = read(answer.content)
    assert found.types == {
        "step": "BIGINT",
        "loss": "FLOAT",
        "validation_loss": "FLOAT",
        "layer_gradient_norm[0]": "FLOAT",
        "layer_gradient_norm[1]": "FLOAT",
    }
    rows = list(zip(*(values[:4].tolist() for values in found.columns.values()), strict=True))
    assert rows[0] == (0, None, 1.0, None, None)
    assert rows[2][3:] == (2.0, -2.0)
    assert np.isnan(rows[3][1])


def test_it_says_what_was_run_and_what_the_columns_are(server: LiveServer) -> None:
    (run_id,) = finish(server, "quick")
    told = server.run(run_id)
    about = read(ask(server, run_id, "loss", max_points=5).content).about
    assert (about["run_id"], about["experiment_id"]) == (run_id, told["experiment_id"])
    assert about["settings"] == told["settings"]
    planned = [one for entry in told["plan"]["instruments"] for one in entry["columns"]]
    assert about["columns"] == {one["name"]: one for one in planned if one["name"] == "loss"}
    assert "least" in about["thinning"]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"names": "loss,valdation_loss"}, "/query/names"),
        ({"max_points": 4}, "/query/max_points"),
        ({"from_step": -1}, "/query/from_step"),
    ],
)
def test_a_refusal_names_the_field(server: LiveServer, query: dict[str, Any], pointer: str) -> None:
    (run_id,) = finish(server, "quick")
    refused = server.http.get(f"/api/runs/{run_id}/series.parquet", params=query)
    assert refused.status_code == 422
    assert [error["pointer"] for error in refused.json()["errors"]] == [pointer]


def test_before_a_run_begins_there_are_columns_without_rows(server: LiveServer) -> None:
    with server.gate() as gate:
        (run_id,) = server.begin(gate.label)
        found = read(ask(server, run_id, "loss", from_step=1).content)
    assert found.types == {"step": "BIGINT", "loss": "FLOAT"}
    assert [len(values) for values in found.columns.values()] == [0, 0]


def test_of_a_diverged_training_it_says_what_the_series_say(real: LiveServer) -> None:
    """With a number for each layer, and what has a cadence of its own, as far as it came."""
    wild = {"name": "gradient_descent", "params": {"learning_rate": 0.7}}
    rare = [{"name": "update_ratio", "every": 2}, {"name": "sharpness", "every": 3}]
    (run_id,) = real.begin("A", dataset="diabetes", optimizer=wild, epochs=3, instruments=rare)
    with StreamClient(real.url) as client:
        Cursor(run_id).subscribe(client)
        client.until("complete")
    assert real.run(run_id)["status"] == "diverged"
    names = ("loss", "layer_gradient_norm", "update_ratio", "sharpness", "validation_loss")
    with Client(real.url) as client_:
        series = client_.series(run_id, names, max_points=None)
    found = read(ask(real, run_id, *names).content)
    assert np.isinf(series["loss"].value[-1])
    assert series["update_ratio"].step.tolist() == [2, 4]
    for name, line in series.items():
        layers = line.value.astype("f4").reshape(len(line.step), -1).T
        flat = [name] if line.value.ndim == 1 else [f"{name}[{at}]" for at in range(len(layers))]
        assert [one for one in found.columns if one.partition("[")[0] == name] == flat
        for one, values in zip(flat, layers, strict=True):
            step, stored = column(found, one)
            assert step == line.step.tolist()
            assert np.array_equal(stored, values, equal_nan=True)
