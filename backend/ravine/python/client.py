"""The Python client of a Ravine server."""

import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel

from ravine.python.arrays import Drawing, Series, series_from_answer
from ravine.python.requests import Interval, OptimizerLike, SurfaceLike, compare_body, surface_spec
from ravine.python.results import Comparison
from ravine.python.transport import Json, Query, Transport
from ravine.wire.experiments import (
    ExperimentAnswer,
    ExperimentPage,
    HealthAnswer,
    ReadingAnswer,
    ReadingsAnswer,
    RunDetail,
    RunSummary,
)
from ravine.wire.landscape import SurfaceDetail
from ravine.wire.limits import DEFAULT_POINTS

if TYPE_CHECKING:
    from ravine.wire.entries import CatalogAnswer

Model = TypeVar("Model", bound=BaseModel)

RESOLUTION: Final = 201
UNFINISHED: Final = frozenset({"queued", "running"})
FIRST_PAUSE_S: Final = 0.05
LONGEST_PAUSE_S: Final = 1.0


class Client:
    """Speaks to a Ravine server; a context manager that closes its connections.

    >>> with Client("http://127.0.0.1:8000") as client:  # doctest: +SKIP
    ...     result = client.compare("rosenbrock", ["momentum", "adam:learning_rate=0.05"])

    Args:
        url: the server's address; the one that it prints at its start may be given as it is.
        token: the server's token, if it asks for one.
        timeout_s: seconds to wait for an answer.

    Every method raises `RequestError` when the server refuses, and `httpx.TransportError` when it
    cannot be reached.
    """

    def __init__(self, url: str, *, token: str | None = None, timeout_s: float = 60.0) -> None:
        self._transport = Transport(url, token, timeout_s)

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def health(self) -> HealthAnswer:
        """Whether the server answers, and its version."""
        return self._get(HealthAnswer, "/api/health")

    def catalog(self) -> "CatalogAnswer":
        """Everything that can be chosen."""
        from ravine.wire.entries import CatalogAnswer

        return self._get(CatalogAnswer, "/api/catalog")

    def compare(
        self,
        surface: SurfaceLike,
        optimizers: Sequence[OptimizerLike],
        *,
        x: Interval | None = None,
        y: Interval | None = None,
        start: Sequence[float] | None = None,
        steps: int = 500,
        seed: int = 0,
        noise: float = 0.0,
    ) -> Comparison:
        """Run several optimizers on one surface; arguments and result as `ravine.compare`."""
        body = compare_body(
            surface, optimizers, x=x, y=y, start=start, steps=steps, seed=seed, noise=noise
        )
        answer = self._transport.json("POST", "/api/landscape/compare", body)
        shown = SurfaceDetail.model_validate(answer["surface"])
        return Comparison.from_answer(answer, partial(self._draw, _spec(shown), RESOLUTION))

    def surface(
        self,
        surface: SurfaceLike,
        *,
        x: Interval | None = None,
        y: Interval | None = None,
        resolution: int = 101,
    ) -> Drawing:
        """Values of a surface on a grid of `resolution` by `resolution` points."""
        return self._draw(surface_spec(surface, x, y), resolution)

    def create_experiment(
        self, runs: Sequence[Mapping[str, Any]], name: str | None = None
    ) -> ExperimentAnswer:
        """Start trainings; the fields of each are those of `POST /api/experiments`."""
        body = {"runs": list(runs), **({} if name is None else {"name": name})}
        answer = self._transport.json("POST", "/api/experiments", body)
        return ExperimentAnswer.model_validate(answer)

    def experiments(
        self, search: str = "", *, limit: int = 50, before: str | None = None
    ) -> ExperimentPage:
        """Experiments, newest first; `before=page.next` gives the next page."""
        query: dict[str, str | int] = {"search": search, "limit": limit}
        if before is not None:
            query["before"] = before
        return self._get(ExperimentPage, "/api/experiments", query)

    def experiment(self, experiment_id: str) -> ExperimentAnswer:
        """One experiment and its runs."""
        return self._get(ExperimentAnswer, f"/api/experiments/{experiment_id}")

    def delete_experiment(self, experiment_id: str) -> None:
        """Delete an experiment with all its data; its unfinished runs are cancelled first."""
        self._transport.send("DELETE", f"/api/experiments/{experiment_id}")

    def run(self, run_id: str) -> RunDetail:
        """One run with its settings and its plan."""
        return self._get(RunDetail, f"/api/runs/{run_id}")

    def cancel(self, run_id: str) -> RunSummary:
        """Stop a run; what was computed is kept."""
        return RunSummary.model_validate(self._transport.json("POST", f"/api/runs/{run_id}/cancel"))

    def series(
        self,
        run_id: str,
        names: Sequence[str] = ("loss", "validation_loss"),
        *,
        from_step: int = 0,
        max_points: int | None = DEFAULT_POINTS,
    ) -> dict[str, Series]:
        """Columns of a run by name.

        Args:
            run_id: the run.
            names: the columns.
            from_step: the first step wanted.
            max_points: most rows of each; where there are more, the telling ones are given (first,
                last, least and largest of each bucket), and `rows` says how many there are. None
                for every row.
        """
        query: dict[str, str | int] = {"names": ",".join(names), "from_step": from_step}
        query |= {"whole": "true"} if max_points is None else {"max_points": max_points}
        return series_from_answer(
            self._transport.json("GET", f"/api/runs/{run_id}/series", query=query)
        )

    def readings(self, run_id: str) -> list[ReadingAnswer]:
        """What was said of a run, from which step to which; at each step the most telling first."""
        return self._get(ReadingsAnswer, f"/api/runs/{run_id}/readings").readings

    def wait(self, run_id: str, timeout_s: float | None = None) -> RunDetail:
        """Wait until a run has ended, and say how.

        Raises:
            TimeoutError: it has not ended after `timeout_s` seconds.
        """
        deadline = None if timeout_s is None else time.monotonic() + timeout_s
        pause = FIRST_PAUSE_S
        while (run := self.run(run_id)).status in UNFINISHED:
            if deadline is not None and time.monotonic() + pause > deadline:
                raise TimeoutError(f"run {run_id} is {run.status} after {timeout_s:g} s")
            time.sleep(pause)
            pause = min(LONGEST_PAUSE_S, 1.5 * pause)
        return run

    def _draw(self, surface: Mapping[str, Any], resolution: int) -> Drawing:
        body = {"surface": surface, "resolution": resolution}
        return Drawing.from_answer(self._transport.json("POST", "/api/landscape/surface", body))

    def _get(self, model: type[Model], path: str, query: Query | None = None) -> Model:
        return model.model_validate(self._transport.json("GET", path, query=query))


def _spec(surface: SurfaceDetail) -> Json:
    """What to ask for to get the same surface again."""
    if surface.expression is None:
        return {"name": surface.name, "params": surface.params}
    return {"expression": surface.expression, "x": surface.domain.x, "y": surface.domain.y}
