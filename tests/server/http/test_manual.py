"""The OpenAPI schema is a manual: complete, and true of a real server."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.server.http.make_examples import REQUESTS, ask, begin
from tests.server.live import LiveServer

from ravine.datasets import DATASETS
from ravine.optimizers import OPTIMIZERS
from ravine.schedules import SCHEDULES
from ravine.server.app import create_app
from ravine.server.http.manual import JSON, operations
from ravine.server.problems import MEDIA_TYPE
from ravine.surfaces import SURFACES
from ravine.wire.parts import EntryPart
from ravine.wire.training import PARTS

SCHEMA: dict[str, Any] = create_app().openapi()
MODELS: dict[str, Any] = SCHEMA["components"]["schemas"]
PLACES = [f"{method} {path}" for path, method, _ in operations(SCHEMA)]


def operation(place: str) -> dict[str, Any]:
    method, path = place.split(" ")
    found: dict[str, Any] = SCHEMA["paths"][path][method]
    return found


def check(value: Any, schema: dict[str, Any]) -> None:
    """The value is what the schema says."""
    Draft202012Validator({**schema, "components": SCHEMA["components"]}).validate(value)


def contents(place: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Status, media type and content of every answer that has one."""
    for status, answer in operation(place)["responses"].items():
        for kind, content in answer.get("content", {}).items():
            yield status, kind, content


@pytest.mark.parametrize("place", PLACES)
def test_every_operation_is_described_with_examples(place: str) -> None:
    told = operation(place)
    assert told["tags"]
    assert told["summary"]
    assert told["description"]
    assert told["security"]
    for parameter in told.get("parameters", ()):
        assert parameter["description"], parameter["name"]
        if parameter["required"]:
            check(parameter["example"], parameter["schema"])
    if "requestBody" in told:
        content = told["requestBody"]["content"][JSON]
        check(content["example"], content["schema"])
    for _, _, content in contents(place):
        check(content["example"], content["schema"])


@pytest.mark.parametrize("place", PLACES)
def test_every_refusal_that_can_happen_is_documented(place: str) -> None:
    told = operation(place)
    expected = {"401", "421", "500"}
    expected |= set() if place.startswith("get ") else {"403"}
    expected |= {"400", "408", "413", "415", "422"} if "requestBody" in told else set()
    expected |= {"404"} if "{" in place else set()
    refusals = {status for status in told["responses"] if not status.startswith("2")}
    assert expected <= refusals
    assert ("404" in refusals) == ("{" in place)
    kinds = {(status, kind) for status, kind, _ in contents(place) if status in refusals}
    assert kinds == {(status, MEDIA_TYPE) for status in refusals}


@pytest.mark.parametrize("name", MODELS)
def test_every_field_is_described(name: str) -> None:
    model = MODELS[name]
    assert model.get("description") or "enum" in model, name
    bare = [
        field for field, one in model.get("properties", {}).items() if not one.get("description")
    ]
    assert bare == []


def names_in(schema: Any) -> list[list[str]]:
    """Every enumeration of texts in a field."""
    if isinstance(schema, list):
        return [found for one in schema for found in names_in(one)]
    if not isinstance(schema, dict):
        return []
    own = [schema["enum"]] if "enum" in schema else []
    return own + [found for one in schema.values() for found in names_in(one)]


def free_texts(schema: Any) -> list[Any]:
    """Every text without an enumeration in a field."""
    if isinstance(schema, list):
        return [found for one in schema for found in free_texts(one)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "string" and "enum" not in schema else []
    return own + [found for one in schema.values() for found in free_texts(one)]


@pytest.mark.parametrize(
    ("model", "field", "names"),
    [
        *(
            ("RunRequest", key, list(part.entries))
            for key, part in PARTS.items()
            if isinstance(part, EntryPart)
        ),
        ("DatasetRequest", "dataset", list(DATASETS)),
        ("OptimizerSpec", "name", list(OPTIMIZERS)),
        ("OptimizerSpec", "schedule", list(SCHEDULES)),
        ("CompareRequest", "optimizers", list(OPTIMIZERS)),
        ("CompareRequest", "surface", list(SURFACES)),
        ("SurfaceRequest", "surface", list(SURFACES)),
        ("SurfaceSpec", "name", list(SURFACES)),
    ],
)
def test_names_are_listed_where_they_are_known(model: str, field: str, names: list[str]) -> None:
    schema = MODELS[model]["properties"][field]
    assert names_in(schema)
    assert all(found == names for found in names_in(schema))
    assert free_texts(schema) == []


def test_the_ways_to_bear_the_token_are_those_of_the_guard() -> None:
    schemes = SCHEMA["components"]["securitySchemes"]
    assert {scheme.get("in", scheme.get("scheme")) for scheme in schemes.values()} == {
        "bearer",
        "cookie",
        "query",
    }
    for place in PLACES:
        ways = [*({} | way for way in operation(place)["security"])]
        assert ({"query": []} in ways) == place.startswith("get ")


def test_every_operation_has_a_request_to_be_tried() -> None:
    assert set(PLACES) == set(REQUESTS)


@pytest.fixture(scope="module")
def ids(real: LiveServer) -> dict[str, str]:
    return begin(real)


@pytest.mark.parametrize("place", REQUESTS)
def test_what_the_manual_says_is_true(real: LiveServer, ids: dict[str, str], place: str) -> None:
    """The documented request, with the ids of this server, gets an answer as documented."""
    told, request = operation(place), REQUESTS[place]
    if request.body is not None:
        assert told["requestBody"]["content"][JSON]["example"] == request.body
    answer = ask(real, place, request, ids)
    success = told["responses"][str(answer.status_code)]
    if answer.status_code == 204:
        assert "content" not in success
        return
    kind = answer.headers["content-type"].partition(";")[0]
    schema = success["content"][kind]["schema"]
    check(answer.json() if kind == JSON else answer.text, schema)
