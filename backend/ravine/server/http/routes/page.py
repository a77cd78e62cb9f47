"""The built dashboard."""

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from ravine.server.problems import Refusal

PAGE: Final = Path(__file__).parents[2] / "page"
VIEWS: Final = ("/", "/landscape", "/training", "/runs")
# Names of assets contain a digest of their content.
FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"

router = APIRouter(include_in_schema=False)
files = StaticFiles(directory=PAGE, check_dir=False)


async def view(request: Request) -> Response:
    """The page; which view it shows is up to its script."""
    if not (PAGE / "index.html").is_file():
        raise Refusal(
            503,
            "page-not-built",
            "The dashboard is not built in this checkout. Run 'python hatch_build.py' in its "
            "root, or install Ravine from a wheel. The API is there: see /docs.",
        )
    return await file(request, "index.html", ASK_AGAIN)


for path in VIEWS:
    router.add_api_route(path, view, methods=["GET"])


@router.get("/assets/{name:path}")
async def asset(request: Request, name: str) -> Response:
    """A script, a stylesheet or a font."""
    return await file(request, f"assets/{name}", FOR_EVER)


@router.get("/{name}")
async def other(request: Request, name: str) -> Response:
    """A file that stands beside the page, such as its icon."""
    return await file(request, name, ASK_AGAIN)


def nowhere(request: Request) -> Response | None:
    """The page for a browser that was led astray; None for programs, and beside the API."""
    reads = request.method in {"GET", "HEAD"} and not request.url.path.startswith("/api/")
    if not reads or "text/html" not in request.headers.get("accept", ""):
        return None
    index = PAGE / "index.html"
    return HTMLResponse(index.read_bytes(), 404) if index.is_file() else None


async def file(request: Request, name: str, caching: str) -> Response:
    """A file of the built page; raises 404 when there is none."""
    answer = await files.get_response(name, request.scope)
    answer.headers["cache-control"] = caching
    return answer
