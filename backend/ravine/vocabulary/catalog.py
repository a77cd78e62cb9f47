"""A catalog: a tuple of frozen entries, looked up by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, Generic, TypeVar

from ravine.vocabulary.parameters import Parameter, Values, fill
from ravine.vocabulary.problems import Problem, Problems, nearest


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """What every catalog item says of itself. An entry equals itself alone.

    Args:
        name: identifier in requests and links, lower case with underscores.
        title: name for people.
        summary: one sentence.
        formula: LaTeX, without dollar signs; `""` where there is none.
        source: publication or page that defines the item.
        tags: short words to group and search by.
        parameters: what can be set.
        aliases: what else people call it, lower case; an unknown name is likened to them, too.
    """

    name: str
    title: str
    summary: str
    formula: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()

    def fill(self, given: Mapping[str, Any] | None = None) -> Values:
        """Values of all parameters, defaults filled in; raises `Problems`."""
        return fill(self.parameters, given or {})


E = TypeVar("E", bound=Entry)


class Catalog(Mapping[str, E], Generic[E]):
    """Entries by name, in the order in which they were listed.

    Args:
        kind: what the entries are, in the singular ("optimizer").
        entries: the built-in entries.
        group: entry point group under which other packages add theirs.

    Raises:
        ValueError: two entries bear the same name.
    """

    def __init__(self, kind: str, entries: Sequence[E], group: str | None = None) -> None:
        self.kind = kind
        self._entries: dict[str, E] = {}
        for entry in [*entries, *_from_entry_points(group)]:
            if entry.name in self._entries:
                raise ValueError(f"two {kind} entries are named '{entry.name}'")
            self._entries[entry.name] = entry

    def __getitem__(self, name: str) -> E:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def called(self, word: str) -> E | None:
        """The entry of that name, or the one that people call so; None where there is none."""
        known = {alias: entry for entry in self.values() for alias in entry.aliases}
        return self.get(word) or known.get(word.lower())

    def find(self, name: str) -> E:
        """The entry of that name; raises `Problems` naming the nearest one."""
        if name in self._entries:
            return self._entries[name]
        message = f"Unknown {self.kind} '{name}'."
        aliases = {entry.name: entry.aliases for entry in self.values()}
        raise Problems([Problem("/name", message, nearest(name, self, aliases))])


def _from_entry_points(group: str | None) -> Iterator[Any]:
    if group is not None:
        for point in entry_points(group=group):
            yield point.load()
