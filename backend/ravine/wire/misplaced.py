"""Parameters that stand beside `params` in place of within them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from ravine.vocabulary.catalog import Catalog
from ravine.wire.catalogs import CATALOGS
from ravine.wire.parts import EntryPart
from ravine.wire.training import PARTS

# By the field of a request under which an entry of the catalog stands.
FIELDS: Final[Mapping[str, Catalog[Any]]] = {
    "surface": CATALOGS["surfaces"],
    "optimizers": CATALOGS["optimizers"],
    **{key: part.entries for key, part in PARTS.items() if isinstance(part, EntryPart)},
}


def belongs(location: Sequence[str | int]) -> str:
    """Where an unknown field belongs, as a sentence, when it is called as a parameter is.

    Args:
        location: the way to the field in the request; `("optimizers", 0, "learning_rate")`.
    """
    *parents, word = location
    field = next((name for name in reversed(parents) if name in FIELDS), None)
    known = _words(str(field or "optimizer"))
    if word not in known:
        return ""
    place = "params" if field else "the optimizer's params"
    return f'Put it into {place}: {{"params": {{"{known[str(word)]}": …}}}}.'


@lru_cache
def _words(field: str) -> dict[str, str]:
    """The parameters of a catalog, by name and by what else people call them."""
    return {
        word: parameter.name
        for entry in FIELDS[field].values()
        for parameter in entry.parameters
        for word in (parameter.name, *parameter.aliases)
    }
