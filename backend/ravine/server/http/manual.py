"""What makes the OpenAPI schema a manual: examples, refusals, ways to bear the token, names."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

from ravine.datasets import DATASETS
from ravine.optimizers import OPTIMIZERS
from ravine.schedules import SCHEDULES
from ravine.server.problems import MEDIA_TYPE, details, documented
from ravine.surfaces import SURFACES
from ravine.vocabulary.problems import Problem
from ravine.wire.parts import EntryPart
from ravine.wire.training import PARTS

EXAMPLES: Final = Path(__file__).with_name("examples.json")
JSON: Final = "application/json"

SECURITY: Final[Mapping[str, Mapping[str, str]]] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "The server's token, as `Authorization: Bearer <token>`.",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "ravine_token_8000",
        "description": "The token as a browser bears it; the name ends in the server's port.",
    },
    "query": {
        "type": "apiKey",
        "in": "query",
        "name": "token",
        "description": "The token in the address, for GET: answered with the cookie, and a "
        "redirect to the address without it.",
    },
}
# What any request may be answered with, what only those that change something, and what only
# those that have a body.
ALWAYS: Final = (401, 421, 500)
UNSAFE: Final = (403,)
BODIES: Final = (400, 408, 413, 415)

PROBLEMS: Final[Mapping[int, tuple[str, str, tuple[Problem, ...]]]] = {
    400: (
        "malformed-json",
        "The body: This is not JSON: unexpected end of data: line 1 column 2 (char 1).",
        (Problem("", "This is not JSON.", "Send JSON."),),
    ),
    401: (
        "token-required",
        "Open the address that was printed at the start, or send the header "
        "'Authorization: Bearer <token>'.",
        (),
    ),
    403: ("foreign-origin", "A page of http://elsewhere.example may not do this.", ()),
    404: (
        "unknown-run",
        "There is no run '01jd2m8k4x7e9qpz'.",
        (Problem("/path/run_id", "Unknown run.", "GET /api/experiments lists experiments."),),
    ),
    408: ("too-slow", "The body had not arrived whole after 30 seconds; nothing was done.", ()),
    409: (
        "elsewhere",
        "The run belongs to another Ravine process that shares this database.",
        (Problem("", "Not ours.", "Cancel it there."),),
    ),
    413: ("too-large", "The body is larger than the 1048576 bytes that are read.", ()),
    415: (
        "unsupported-media-type",
        "The body is declared as 'text/plain'. Send JSON with the header "
        "'Content-Type: application/json'.",
        (),
    ),
    421: ("foreign-host", "This server does not answer to the name elsewhere.example.", ()),
    422: (
        "invalid-request",
        "Some of the request cannot be done; nothing was changed.",
        (Problem("/optimizers/0/name", "Unknown optimizer 'adm'.", "Did you mean 'adam'?"),),
    ),
    429: (
        "too-many-jobs",
        "256 comparisons and drawings are under way or waiting, and no more may be.",
        (Problem("", "There is no room.", "Try again when some of them have been answered."),),
    ),
    500: ("internal-error", "Ravine made a mistake. The server's log has the details.", ()),
    503: ("worker-lost", "The worker process ended unexpectedly. Please try again.", ()),
    507: (
        "disk-full",
        "The disk is full. So this could not be stored.",
        (Problem("", "The disk is full.", "Free some space on that disk; then try again."),),
    ),
}
# Where the same status has another reason.
OF_EXPERIMENTS: Final[Mapping[int, tuple[str, str, tuple[Problem, ...]]]] = {
    **PROBLEMS,
    429: (
        "too-many-runs",
        "255 runs are under way or waiting; with 2 more they would be too many.",
        (Problem("/runs", "There is no room.", "Up to 256 may be: wait until some have ended."),),
    ),
}


def complete(schema: dict[str, Any]) -> None:
    """Add to FastAPI's schema what it cannot know."""
    schema["components"]["securitySchemes"] = SECURITY
    for path, method, operation in operations(schema):
        operation["security"] = security(method)
        operation["summary"] = operation["description"].partition("\n")[0].rstrip(".")
        refuse(path, method, operation)
        example = examples().get(f"{method} {path}")
        if example is not None:  # A test sees to it that there is one.
            illustrate(operation, example)


def operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and what is said of every operation."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def security(method: str) -> list[dict[str, list[str]]]:
    """The ways in which the token may be borne; the first: on loopback none may be needed."""
    ways = ("bearer", "cookie", "query") if method == "get" else ("bearer", "cookie")
    borne: list[dict[str, list[str]]] = [{way: []} for way in ways]
    return [{}, *borne]


def refuse(path: str, method: str, operation: dict[str, Any]) -> None:
    """Document every refusal that can happen, and none that cannot, each with an example."""
    answers = operation["responses"]
    possible = [*ALWAYS]
    if method != "get":
        possible += UNSAFE
    if "requestBody" in operation:
        possible += BODIES
    answers.update({str(status): one for status, one in documented(*possible).items()})
    if "{" not in path:
        answers.pop("404", None)
    if not may_be_invalid(operation):
        answers.pop("422", None)
    for status, answer in answers.items():
        if MEDIA_TYPE in answer.get("content", {}):
            content = {**answer["content"][MEDIA_TYPE], "example": problem(path, int(status))}
            answers[status] = {**answer, "content": {MEDIA_TYPE: content}}
    operation["responses"] = dict(sorted(answers.items()))


def may_be_invalid(operation: Mapping[str, Any]) -> bool:
    """Whether anything in the request has a form: a path of plain texts has none."""
    schemas = [parameter["schema"] for parameter in operation.get("parameters", ())]
    free = [schema for schema in schemas if set(schema) <= {"type", "title"}]
    return "requestBody" in operation or len(free) < len(schemas)


def problem(path: str, status: int) -> dict[str, Any]:
    """An example of a refusal."""
    known = OF_EXPERIMENTS if path.startswith("/api/experiments") else PROBLEMS
    slug, text, errors = known[status]
    return details(status, slug, text, errors).model_dump()


@cache
def examples() -> Mapping[str, Any]:
    """Requests and the answers that a real server gave to them, long lists shortened."""
    found: Mapping[str, Any] = orjson.loads(EXAMPLES.read_bytes())
    return found


def illustrate(operation: dict[str, Any], example: Mapping[str, Any]) -> None:
    """Give the request, its parameters and its answer an example."""
    if "requestBody" in operation:
        operation["requestBody"]["content"][JSON]["example"] = example["body"]
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in example["parameters"]:
            parameter["example"] = example["parameters"][parameter["name"]]
    success = operation["responses"][str(example["status"])]
    for content in success.get("content", {}).values():
        content["example"] = example["answer"]


def name_the_known(schemas: dict[str, Any]) -> None:
    """Where a request names an entry of a catalog, list the names, those of plug-ins included.

    Whether a name is accepted is decided where it always was, with the nearest in the refusal.
    """
    runs = schemas["RunRequest"]["properties"]
    for key, part in PARTS.items():
        if isinstance(part, EntryPart):
            choose(runs[key], part.entries)
    choose(schemas["DatasetRequest"]["properties"]["dataset"], DATASETS)
    optimizer = schemas["OptimizerSpec"]["properties"]
    choose(optimizer["schedule"], SCHEDULES)
    optimizer["name"]["enum"] = list(OPTIMIZERS)
    named(schemas["SurfaceSpec"]["properties"]["name"]["anyOf"], list(SURFACES))
    for model in ("CompareRequest", "SurfaceRequest"):
        named(schemas[model]["properties"]["surface"]["anyOf"], list(SURFACES))
    items = schemas["CompareRequest"]["properties"]["optimizers"]["items"]
    named(items["anyOf"], list(OPTIMIZERS))


def choose(field: dict[str, Any], catalog: Mapping[str, Any]) -> None:
    """A field that takes a name, or a name with parameters."""
    names = list(catalog)
    named(field["anyOf"], names)
    field["anyOf"] = [
        {"allOf": [one, {"properties": {"name": {"enum": names}}}]} if "$ref" in one else one
        for one in field["anyOf"]
    ]


def named(ways: list[dict[str, Any]], names: list[str]) -> None:
    """The texts among the ways to fill a field are names."""
    for way in ways:
        if way.get("type") == "string":
            way["enum"] = names
