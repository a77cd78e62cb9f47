"""Own functions of x and y: parsed to a tree, lowered node by node to JAX, never evaluated."""

from ravine.core.expressions.functions import FUNCTIONS
from ravine.core.expressions.language import LANGUAGE, REFERENCE
from ravine.core.expressions.lowering import MAX_DEPTH, MAX_OPERATIONS
from ravine.core.expressions.parsing import MAX_LENGTH, MAX_NODES, Expression, parse

__all__ = [
    "FUNCTIONS",
    "LANGUAGE",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_NODES",
    "MAX_OPERATIONS",
    "REFERENCE",
    "Expression",
    "parse",
]
