"""Experiments: start, list, rename, delete."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from ravine.core.problems import Problem
from ravine.schemas.experiments import ExperimentAnswer, ExperimentPage, RenameRequest
from ravine.schemas.resolve_training import resolve_experiment
from ravine.schemas.training import ExperimentRequest
from ravine.server.naming import name_for
from ravine.server.problems import Refusal, documented
from ravine.server.routes.runs import refuse_elsewhere
from ravine.server.services import Given, Services
from ravine.server.views import experiment_answer
from ravine.store import Experiment, NewRun

router = APIRouter(prefix="/api/experiments", tags=["training"], responses=documented(404, 422))

Search = Annotated[str, Query(max_length=200, description="Every word must occur.")]
Limit = Annotated[int, Query(ge=1, le=200)]
Before = Annotated[str | None, Query(max_length=64, description="`next` of the page before.")]


@router.post("", status_code=201)
async def create(services: Given, body: ExperimentRequest) -> ExperimentAnswer:
    """Start runs together; they wait for a free worker in their order."""
    resolved = resolve_experiment(body)
    new = [NewRun(settings["label"], settings, plan, plan["steps"]) for settings, plan in resolved]
    name = (body.name or "").strip() or name_for([run.settings for run in new])
    experiment = await services.store.create_experiment(name, new)
    for run in experiment.runs:
        services.conductor.begin(run)
    return experiment_answer(experiment)


@router.get("")
async def page(
    services: Given, search: Search = "", limit: Limit = 50, before: Before = None
) -> ExperimentPage:
    """List experiments, newest first."""
    found = await services.store.experiments(search, limit + 1, before)
    shown = found[:limit]
    following = shown[-1].id if len(found) > limit else None
    return ExperimentPage(experiments=[experiment_answer(one) for one in shown], next=following)


@router.get("/{experiment_id}")
async def show(services: Given, experiment_id: str) -> ExperimentAnswer:
    """One experiment."""
    return experiment_answer(await find(services, experiment_id))


@router.patch("/{experiment_id}")
async def rename(services: Given, experiment_id: str, body: RenameRequest) -> ExperimentAnswer:
    """Give an experiment another name."""
    renamed = await services.store.rename_experiment(experiment_id, body.name.strip())
    return experiment_answer(renamed or await find(services, experiment_id))


@router.delete("/{experiment_id}", status_code=204, responses=documented(409))
async def delete(services: Given, experiment_id: str) -> Response:
    """Delete an experiment with all its data; its unfinished runs are cancelled first."""
    experiment = await find(services, experiment_id)
    for run in experiment.runs:
        refuse_elsewhere(services, run)
    await services.conductor.cancel(run.id for run in experiment.runs)
    for run_id in await services.store.delete_experiment(experiment_id):
        services.hub.remove(run_id)
    return Response(status_code=204)


async def find(services: Services, experiment_id: str) -> Experiment:
    """The experiment; refuses when there is none."""
    experiment = await services.store.experiment(experiment_id)
    if experiment is None:
        problem = Problem(
            "/path/experiment_id", "Unknown experiment.", "GET /api/experiments lists them."
        )
        text = f"There is no experiment '{experiment_id[:80]}'."
        raise Refusal(404, "unknown-experiment", text, [problem])
    return experiment
