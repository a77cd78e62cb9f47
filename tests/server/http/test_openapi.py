import subprocess
import sys
from typing import Any

import orjson
import pytest

from ravine.server.app import create_app


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return create_app().openapi()


def refs(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*map(refs, node.values()))
    return set().union(*map(refs, node)) if isinstance(node, list) else set()


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in schema["components"]["schemas"]}
    assert refs(schema) <= known


def test_every_route_documents_its_answer(schema: dict[str, Any]) -> None:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            (success,) = [status for status in answers if status.startswith("2")]
            content = answers[success].get("content", {})
            assert success == "204" or any(kind.get("schema") for kind in content.values()), (
                f"{method} {path}"
            )
            assert operation["description"], f"{method} {path}"


def test_the_sockets_messages_are_in_it(schema: dict[str, Any]) -> None:
    schemas = schema["components"]["schemas"]
    client = schemas["ClientMessage"]["discriminator"]["mapping"]
    server = schemas["ServerMessage"]["discriminator"]["mapping"]
    assert set(client) == {"subscribe", "unsubscribe", "ack", "watch"}
    says = {"welcome", "status", "resync", "complete", "removed", "storage", "problem"}
    assert set(server) == says


def test_it_is_printed_the_same_every_time() -> None:
    command = [sys.executable, "-m", "ravine.server.schema"]
    first, second = (subprocess.run(command, capture_output=True, check=True) for _ in range(2))
    assert first.stdout == second.stdout
    assert orjson.loads(first.stdout)["info"]["title"] == "Ravine"
