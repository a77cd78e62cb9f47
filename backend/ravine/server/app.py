"""The application factory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from starlette.middleware import Middleware

from ravine.server.http import errors, openapi
from ravine.server.http.head import Head
from ravine.server.http.intake import Intake
from ravine.server.http.routes import (
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
from ravine.server.runs.background import beside
from ravine.server.runs.caretaker import care, do
from ravine.server.runs.conductor import Conductor
from ravine.server.runs.hub import Hub
from ravine.server.runs.published import Published
from ravine.server.runs.warmup import warm_up_later
from ravine.server.security.guard import Guard
from ravine.server.security.hosts import AllowedHosts
from ravine.server.services import Services
from ravine.server.settings import Settings
from ravine.server.stream import route as stream
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
            Middleware(Head),
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
    published = Published(store)
    hub.join(published)
    store.on_trouble(hub.storage_changed)
    conductor = Conductor(store, workers, hub)
    await workers.start()
    await do(partial(store.recover, starting=True), hub, set())
    try:
        async with beside(warm_up_later(workers)), beside(care(store, hub)):
            yield Services(settings, store, workers, hub, conductor, published)
    finally:
        await conductor.stop()
        store.close()
