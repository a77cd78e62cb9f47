"""Ravine shows how optimizers go downhill, and why."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ravine.version import __version__

if TYPE_CHECKING:
    from ravine.python.arrays import Drawing as Drawing
    from ravine.python.client import Client as Client
    from ravine.python.compare import compare as compare
    from ravine.python.results import Comparison as Comparison
    from ravine.python.results import Run as Run
    from ravine.python.transport import RequestError as RequestError
    from ravine.vocabulary.problems import Problem as Problem
    from ravine.vocabulary.problems import Problems as Problems

# Loaded when first asked for (PEP 562): the server's start does not pay for what it does not use.
_HOMES = {
    "Client": "ravine.python.client",
    "Comparison": "ravine.python.results",
    "Drawing": "ravine.python.arrays",
    "Problem": "ravine.vocabulary.problems",
    "Problems": "ravine.vocabulary.problems",
    "RequestError": "ravine.python.transport",
    "Run": "ravine.python.results",
    "compare": "ravine.python.compare",
}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ravine' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
