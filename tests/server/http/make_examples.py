"""Makes the API's examples anew: `python -m tests.server.http.make_examples`.

Sends each request to a real server and keeps what it answers, long lists shortened.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import httpx
import orjson
from tests.server.live import LiveServer, live_server
from tests.server.stream.client import finish

from ravine.server.http.manual import EXAMPLES
from ravine.server.http.series_parquet import MEDIA_TYPE
from ravine.workers.options import TASKS

LONGEST: Final = 9
KEPT: Final = 3


class Request(NamedTuple):
    """One request: its body, and its parameters by name; `{run_id}` stands for a real one."""

    body: Any = None
    parameters: Mapping[str, Any] = {}


RUN: Final = {"run_id": "{run_id}"}
EXPERIMENT: Final = {"experiment_id": "{experiment_id}"}
SMALL: Final = {
    "dataset": "moons",
    "model": {"name": "mlp", "params": {"hidden": [8]}},
    "epochs": 2,
}
REQUESTS: Final[Mapping[str, Request]] = {
    "get /api/health": Request(),
    "get /api/catalog": Request(),
    "post /api/landscape/compare": Request(
        {
            "surface": "rosenbrock",
            "start": [-1.5, 2.0],
            "steps": 5,
            "optimizers": [
                {"name": "momentum", "params": {"learning_rate": 0.001, "momentum": 0.9}},
                {"name": "adam", "label": "fast Adam", "params": {"learning_rate": 0.05}},
            ],
        }
    ),
    "post /api/landscape/surface": Request(
        {"surface": {"expression": "x^2 + 1/y", "x": [-1, 1], "y": [-1, 1]}, "resolution": 9}
    ),
    "post /api/datasets/preview": Request({"dataset": "moons"}),
    "post /api/experiments": Request(
        {
            "name": "Two moons",
            "runs": [
                {**SMALL, "label": "Adam"},
                {**SMALL, "label": "momentum", "optimizer": "momentum"},
            ],
        }
    ),
    "get /api/experiments": Request(parameters={"search": "moons", "limit": 10}),
    "get /api/experiments/{experiment_id}": Request(parameters=EXPERIMENT),
    "patch /api/experiments/{experiment_id}": Request({"name": "Moons"}, EXPERIMENT),
    "get /api/runs/{run_id}": Request(parameters=RUN),
    "post /api/runs/{run_id}/cancel": Request(parameters=RUN),
    "get /api/runs/{run_id}/series": Request(
        parameters={**RUN, "names": "loss,validation_loss", "from_step": 1, "max_points": 5}
    ),
    "get /api/runs/{run_id}/series.csv": Request(
        parameters={**RUN, "names": "loss,validation_loss", "max_points": 5}
    ),
    "get /api/runs/{run_id}/series.parquet": Request(
        parameters={**RUN, "names": "loss,validation_loss", "max_points": 5}
    ),
    "get /api/runs/{run_id}/readings": Request(parameters=RUN),
    "get /api/runs/{run_id}/snapshots": Request(parameters=RUN),
    "get /api/runs/{run_id}/snapshots/{step}": Request(parameters={**RUN, "step": 0}),
    "delete /api/experiments/{experiment_id}": Request(parameters=EXPERIMENT),
}


def ask(server: LiveServer, place: str, request: Request, ids: Mapping[str, str]) -> Any:
    """Send a request; gives the response."""
    method, path = place.split(" ")
    values = {
        name: value.format(**ids) if isinstance(value, str) else value
        for name, value in request.parameters.items()
    }
    query = {name: value for name, value in values.items() if f"{{{name}}}" not in path}
    options: dict[str, Any] = {} if request.body is None else {"json": request.body}
    return server.http.request(method, path.format(**values), params=query, **options)


def begin(server: LiveServer) -> dict[str, str]:
    """A finished run to ask about."""
    body = REQUESTS["post /api/experiments"].body
    created = server.http.post("/api/experiments", json=body).json()
    for run in created["runs"]:
        finish(server, run["id"])
    return {"experiment_id": created["id"], "run_id": created["runs"][0]["id"]}


def told(response: httpx.Response) -> Any:
    """The answer as an example: of a file, how it begins."""
    kind = response.headers.get("content-type", "")
    if kind == "application/json":
        return response.json()
    return f"{response.content[:4].decode()}..." if kind == MEDIA_TYPE else response.text


def shortened(value: Any) -> Any:
    """The value with the beginnings of long lists alone."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shortened(inner) for inner in value[: KEPT if len(value) > LONGEST else None]]
    return value


def first_of_each(catalog: Mapping[str, Any]) -> dict[str, Any]:
    """The catalog with one entry of each kind."""
    return {key: value[:1] if isinstance(value, list) else value for key, value in catalog.items()}


def made(server: LiveServer) -> dict[str, Any]:
    """Every example."""
    ids = begin(server)
    found = {}
    for place, request in REQUESTS.items():
        response = ask(server, place, request, ids)
        response.raise_for_status()
        answer = told(response)
        if place == "get /api/catalog":
            answer = first_of_each(answer)
        parameters = {
            name: value.format(**ids) if isinstance(value, str) else value
            for name, value in request.parameters.items()
        }
        found[place] = {
            "body": request.body,
            "parameters": parameters,
            "status": response.status_code,
            "answer": shortened(answer),
        }
    return found


def main() -> None:
    """Make them and keep them."""
    with TemporaryDirectory() as folder, live_server(Path(folder), TASKS) as server:
        options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        EXAMPLES.write_bytes(orjson.dumps(made(server), option=options))


if __name__ == "__main__":
    main()
