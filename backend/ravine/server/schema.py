"""Prints the OpenAPI schema from which the dashboard's types are generated.

`python -m ravine.server.schema` leaves the names of catalog entries out: the dashboard learns those
from the catalog of the server at hand.
"""

import sys

import orjson

from ravine.server.app import create_app
from ravine.server.http.openapi import whole_schema


def main() -> None:
    """Print the schema."""
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
    sys.stdout.write(orjson.dumps(whole_schema(create_app(), names=False), option=options).decode())


if __name__ == "__main__":
    main()
