"""The application factory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware import Middleware

from ravine.server import errors, openapi
from ravine.server.conductor import Conductor
from ravine.server.guard import Guard
from ravine.server.hosts import AllowedHosts
from ravine.server.hub import Hub
from ravine.server.intake import Intake
from ravine.server.routes import (
    catalog,
    datasets,
    docs,
    experiments,
    health,
    landscape,
    page,
    runs,
    series,
)
from ravine.server.services import Services
from ravine.server.settings import Settings
from ravine.server.stream import route as stream
from ravine.server.warmup import warming_up
from ravine.store import Store
from ravine.workers.local import LocalWorkers

# The page's routes come last: one of them takes any name.
AREAS = (health, catalog, landscape, datasets, experiments, series, runs, stream, docs, page)


def create_app(
    settings: Settings | None = None,
    store: Store | None = None,
    workers: LocalWorkers | None = None,
) -> FastAPI:
    """The application; it opens the store and starts the workers when it starts.

    Args:
        settings: how it is set up; by default what the environment says. A token that is needed
            must be in it.
        store: a store that is open already.
        workers: workers that may be starting already.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(chosen, store, workers) as services:
            app.state.services = services
            yield

    app = FastAPI(
        title="Ravine",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(
                Guard,
                hosts=AllowedHosts(chosen.host, chosen.allowed_hosts),
                token=chosen.token,
            ),
            Middleware(Intake),
        ],
    )
    errors.install(app)
    openapi.install(app)
    for area in AREAS:
        app.include_router(area.router)
    return app


@asynccontextmanager
async def running(
    settings: Settings, store: Store | None, workers: LocalWorkers | None
) -> AsyncIterator[Services]:
    """The services from the start of a server to its end."""
    if settings.needs_token and settings.token is None:
        raise ValueError("a server that listens beyond loopback needs a token")
    store = store or Store(settings.database)
    workers = workers or LocalWorkers(settings.worker_options())
    hub = Hub()
    conductor = Conductor(store, workers, hub)
    await workers.start()
    await store.recover()
    try:
        async with warming_up(workers):
            yield Services(settings, store, workers, hub, conductor)
    finally:
        await conductor.stop()
        store.close()
