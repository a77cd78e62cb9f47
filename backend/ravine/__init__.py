"""Ravine shows how optimizers go downhill, and why."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ravine.api import compare as compare
    from ravine.arrays import Drawing as Drawing
    from ravine.client import Client as Client
    from ravine.core.problems import Problem as Problem
    from ravine.core.problems import Problems as Problems
    from ravine.results import Comparison as Comparison
    from ravine.results import Run as Run
    from ravine.transport import RequestError as RequestError

__version__ = "0.1.0"

# Loaded when first asked for (PEP 562): the server's start does not pay for what it does not use.
_HOMES = {
    "Client": "ravine.client",
    "Comparison": "ravine.results",
    "Drawing": "ravine.arrays",
    "Problem": "ravine.core.problems",
    "Problems": "ravine.core.problems",
    "RequestError": "ravine.transport",
    "Run": "ravine.results",
    "compare": "ravine.api",
}

__all__ = [*_HOMES, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'ravine' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
