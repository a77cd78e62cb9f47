"""What the API offers, as one page without scripts.

The usual viewers load theirs from another server or need inline scripts; neither is allowed here.
"""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ravine.server.problems import EXPLANATIONS

router = APIRouter(include_in_schema=False)

STYLE: Final = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
code, pre { font: 0.9em ui-monospace, monospace; }
h3 code { font-size: 1em; } dt { margin-top: 0.5rem; } section { margin: 2rem 0; }
table { border-collapse: collapse; } td, th { text-align: left; padding: 0.1rem 1rem 0.1rem 0; }
"""


@router.get("/docs")
async def docs(request: Request) -> Response:
    """Every route, every schema, every kind of problem."""
    return HTMLResponse(page(request.app.openapi()))


@router.get("/problems/{slug}")
async def problem(slug: str) -> Response:
    """What a problem's type leads to."""
    return RedirectResponse(f"/docs#problem-{slug}" if slug in EXPLANATIONS else "/docs", 303)


def page(schema: dict[str, Any]) -> str:
    """The whole page."""
    title = f"{schema['info']['title']} {schema['info']['version']}"
    return "".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            f"<title>{escape(title)}: API</title><style>{STYLE}</style></head><body>",
            f"<h1>{escape(title)}: API</h1><p>{escape(schema['info']['description'])} ",
            'For programs: <a href="/openapi.json">openapi.json</a>.</p>',
            "<h2>Routes</h2>",
            *(route(path, method, operation) for path, method, operation in operations(schema)),
            "<h2>Schemas</h2>",
            *(model(name, one) for name, one in sorted(schema["components"]["schemas"].items())),
            "<h2>Problems</h2><dl>",
            *(explanation(slug, text) for slug, text in EXPLANATIONS.items()),
            "</dl></body></html>",
        )
    )


def operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of every route."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def route(path: str, method: str, operation: dict[str, Any]) -> str:
    """One route."""
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    takes = f"<p>Body: {reference(body['schema'])}, such as</p>{example(body)}" if body else ""
    answers = "".join(
        f"<li>{escape(str(status))} {escape(answer['description'])}: {contents(answer)}</li>"
        for status, answer in operation["responses"].items()
    )
    return (
        f"<section><h3><code>{method} {escape(path)}</code></h3>"
        f"<p>{escape(operation.get('description', ''))}</p>"
        f"{parameters(operation)}{takes}<ul>{answers}</ul></section>"
    )


def example(content: dict[str, Any]) -> str:
    """An example, indented."""
    text = orjson.dumps(content.get("example"), option=orjson.OPT_INDENT_2).decode()
    return f"<pre>{escape(text)}</pre>"


def parameters(operation: dict[str, Any]) -> str:
    """The parts of the address that can be chosen."""
    rows = "".join(
        f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(one['in'])}</td>"
        f"<td>{reference(one['schema'])}</td><td>{escape(one.get('description', ''))}</td></tr>"
        for one in operation.get("parameters", [])
    )
    return f"<table>{rows}</table>" if rows else ""


def contents(answer: dict[str, Any]) -> str:
    """What an answer contains."""
    kinds = answer.get("content", {})
    return ", ".join(reference(kind.get("schema", {})) for kind in kinds.values()) or "nothing"


def model(name: str, schema: dict[str, Any]) -> str:
    """One schema with its fields."""
    fields = "".join(
        f"<tr><td><code>{escape(field)}</code></td><td>{reference(one)}</td>"
        f"<td>{escape(one.get('description', ''))}</td></tr>"
        for field, one in schema.get("properties", {}).items()
    )
    body = f"<table>{fields}</table>" if fields else f"<p>{reference(schema)}</p>"
    text = escape(schema.get("description", ""))
    return (
        f'<section id="schema-{escape(name)}"><h3>{escape(name)}</h3><p>{text}</p>{body}</section>'
    )


def reference(schema: dict[str, Any]) -> str:
    """A type in a few words, with links to schemas."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#schema-{name}">{name}</a>'
    if "allOf" in schema:
        return reference(schema["allOf"][0])
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(reference(one) for one in schema[key])
    if schema.get("type") == "array" and "items" in schema:
        return f"list of {reference(schema['items'])}"
    if "enum" in schema or "const" in schema:
        return escape(", ".join(map(str, schema.get("enum", [schema.get("const")]))))
    bounds = [
        f"{label} {schema[key]}"
        for key, label in (("minimum", "from"), ("maximum", "to"), ("default", "default"))
        if key in schema
    ]
    return escape(" ".join([str(schema.get("type", "anything")), *bounds]))


def explanation(slug: str, text: str) -> str:
    """One kind of problem."""
    return f'<dt id="problem-{slug}"><code>/problems/{slug}</code></dt><dd>{escape(text)}</dd>'
