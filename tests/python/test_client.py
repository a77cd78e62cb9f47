import math
from typing import Any

import httpx
import numpy as np
import pytest
from tests.server.live import LiveServer

import ravine
from ravine.python.client import Client
from ravine.python.transport import Transport

TOO_FAST = "gradient_descent:learning_rate=10,label=too fast"
SMALL = {
    "dataset": {"name": "moons"},
    "model": {"name": "mlp", "params": {"hidden": [4]}},
    "epochs": 2,
}


def test_a_server_and_this_process_give_the_same(client: Client) -> None:
    arguments: dict[str, Any] = {
        "surface": "rosenbrock",
        "optimizers": ["momentum", TOO_FAST],
        "start": (-1.5, 2.0),
        "steps": 100,
    }
    here, there = ravine.compare(**arguments), client.compare(**arguments)
    assert there.surface == here.surface
    assert there.protocol == here.protocol
    for one, other in zip(here.runs, there.runs, strict=True):
        assert one.optimizer == other.optimizer
        assert one.outcome == other.outcome
        for name, values in one.columns.items():
            np.testing.assert_array_equal(values, other.columns[name])
    assert there["too fast"].loss[-1] == math.inf
    np.testing.assert_allclose(there.draw().z, here.draw().z)
    assert there.to_dict() == here.to_dict()


def test_an_own_expression_is_drawn_by_the_server(client: Client) -> None:
    result = client.compare({"expression": "x^2 + 1/y"}, ["adam"], x=(-1, 1), y=(0, 1), steps=5)
    assert result.surface.domain.y == (0, 1)
    assert result.figure().data[0].type == "contour"
    drawing = client.surface({"expression": "x^2 + 1/y"}, x=(-1, 1), y=(0, 1), resolution=9)
    assert drawing.z.shape == (9, 9)
    assert np.isposinf(drawing.z[0]).all()
    np.testing.assert_allclose(drawing.z[1:], drawing.x**2 + 1 / drawing.y[1:, None])


def test_health_and_catalog(client: Client) -> None:
    assert client.health().version == ravine.__version__
    assert "adam" in [entry.name for entry in client.catalog().optimizers]


def test_an_experiment_from_its_start_to_its_end(client: Client) -> None:
    started = client.create_experiment([SMALL, {**SMALL, "optimizer": "momentum"}], "Two moons")
    assert started.name == "Two moons"
    for run in started.runs:
        ended = client.wait(run.id, timeout_s=120)
        assert ended.status == "finished"
        assert ended.metrics.headline.value is not None
        series = client.series(run.id, ["loss", "layer_gradient_norm", "validation_loss"])
        assert len(series["loss"].value) == ended.steps
        assert series["loss"].step[0] == 1
        assert series["layer_gradient_norm"].value.shape == (ended.steps, 2)
        few = client.series(run.id, max_points=5)["loss"]
        assert len(few.step) <= 5
        assert few.rows == ended.steps
        whole = client.series(run.id, max_points=None)["loss"]
        assert len(whole.step) == whole.rows == ended.steps
    assert client.experiment(started.id).runs[0].status == "finished"
    assert [found.id for found in client.experiments("two moons").experiments] == [started.id]
    client.delete_experiment(started.id)
    with pytest.raises(ravine.RequestError) as caught:
        client.experiment(started.id)
    assert caught.value.problem.status == 404


def test_a_run_can_be_cancelled_and_waiting_ends(fake: LiveServer) -> None:
    with ravine.Client(fake.url) as client, fake.gate() as gate:
        (run,) = client.create_experiment([{"label": gate.label}]).runs
        with pytest.raises(TimeoutError, match=run.id):
            client.wait(run.id, timeout_s=0.2)
        client.cancel(run.id)
        assert client.wait(run.id, timeout_s=60).status == "cancelled"


def test_a_refusal_names_the_field_and_the_remedy(client: Client) -> None:
    with pytest.raises(
        ravine.RequestError, match=r"/optimizers/0/name.*Did you mean 'adam'"
    ) as caught:
        client.compare("rosenbrock", ["adm"])
    assert caught.value.problem.status == 422
    assert caught.value.problem.errors[0].pointer == "/optimizers/0/name"


@pytest.mark.alone
def test_the_printed_address_is_enough_for_a_server_with_a_token(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    guarded = LiveServer(tmp_path_factory.mktemp("guarded"), token="open sesame")
    try:
        with ravine.Client(f"{guarded.url}/?token=open+sesame") as client:
            assert client.health().status == "ok"
        with ravine.Client(guarded.url, token="open sesame") as client:
            assert client.health().status == "ok"
        with (
            ravine.Client(guarded.url) as client,
            pytest.raises(ravine.RequestError, match="token"),
        ):
            client.health()
    finally:
        guarded.stop()


def test_what_another_program_answers_is_a_refusal_too() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(502, text="<h1>Bad gateway</h1>", request=request)

    transport = Transport("http://ravine.test", None, 1.0, httpx.MockTransport(answer))
    with pytest.raises(ravine.RequestError, match="502 Bad Gateway"):
        transport.json("GET", "/api/health")
