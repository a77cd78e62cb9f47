"""Experiments: start, list, rename, delete."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from ravine.jobs.trainings.resolve import resolve_experiment
from ravine.server.http.naming import name_for
from ravine.server.http.routes.runs import refuse_elsewhere
from ravine.server.problems import Refusal, documented
from ravine.server.runs.views import experiment_answer
from ravine.server.services import Given, Services
from ravine.store import Experiment, NewRun
from ravine.vocabulary.problems import Problem
from ravine.wire.experiments import ExperimentAnswer, ExperimentPage, RenameRequest
from ravine.wire.training import ExperimentRequest, Plan, RunSettings

router = APIRouter(prefix="/api/experiments", tags=["training"], responses=documented(404, 422))

Search = Annotated[str, Query(max_length=200, description="Every word must occur.")]
ExperimentId = Annotated[str, Path(description="`id` of an experiment.")]
Limit = Annotated[int, Query(ge=1, le=200, description="Most experiments of a page.")]
Before = Annotated[str | None, Query(max_length=64, description="`next` of the page before.")]


@router.post("", status_code=201, responses=documented(429, 507))
async def create(services: Given, body: ExperimentRequest) -> ExperimentAnswer:
    """Start runs together; they wait for a free worker in their order."""
    plans = resolve_experiment(body)
    name = (body.name or "").strip() or name_for([plan.settings for plan in plans])
    new = [new_run(plan.settings, plan.plan) for plan in plans]
    with services.conductor.room_for(len(new)):
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
async def show(services: Given, experiment_id: ExperimentId) -> ExperimentAnswer:
    """One experiment."""
    return experiment_answer(await find(services, experiment_id))


@router.patch("/{experiment_id}", responses=documented(507))
async def rename(
    services: Given, experiment_id: ExperimentId, body: RenameRequest
) -> ExperimentAnswer:
    """Give an experiment another name."""
    renamed = await services.store.rename_experiment(experiment_id, body.name.strip())
    return experiment_answer(renamed or await find(services, experiment_id))


@router.delete("/{experiment_id}", status_code=204, responses=documented(409, 507))
async def delete(services: Given, experiment_id: ExperimentId) -> Response:
    """Delete an experiment with all its data; its unfinished runs are cancelled first."""
    experiment = known(await services.store.remains(experiment_id), experiment_id)
    await refuse_elsewhere(services, experiment.runs)
    await services.conductor.cancel(run.id for run in experiment.runs)
    await services.store.delete_experiment(experiment_id)
    for run in experiment.runs:
        services.hub.remove(run.id)
    return Response(status_code=204)


def new_run(settings: RunSettings, plan: Plan) -> NewRun:
    """A run as the store takes it."""
    return NewRun(settings.label, settings.model_dump(), plan.model_dump(), plan.steps)


async def find(services: Services, experiment_id: str) -> Experiment:
    """The experiment; refuses when there is none."""
    return known(await services.store.experiment(experiment_id), experiment_id)


def known(experiment: Experiment | None, experiment_id: str) -> Experiment:
    """The same experiment; refuses when there is none."""
    if experiment is None:
        problem = Problem(
            "/path/experiment_id", "Unknown experiment.", "GET /api/experiments lists them."
        )
        text = f"There is no experiment '{experiment_id[:80]}'."
        raise Refusal(404, "unknown-experiment", text, [problem])
    return experiment
