"""A part of a training: what requests, links and the page know of one thing that is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field, create_model

from ravine.vocabulary.catalog import Catalog
from ravine.wire import limits
from ravine.wire.catalogs import CATALOGS
from ravine.wire.groups import LayerGroup
from ravine.wire.spec import NamedSpec, Real, Spec, Whole

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What stands beside a field of `TrainingParts`.

    Args:
        title: name for people, in a word or two.
        link: its key in the page's links; short, its own, and never changed, so that links last.
        group: the part beside which the page shows it; itself if empty.
        varies: what of it the page suggests to vary: parameters by name, `""` for the choice
            itself.
    """

    title: str
    link: str
    group: str = ""
    varies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EntryPart(Part):
    """An entry of a catalog.

    Args:
        catalog: the catalog's name in `CATALOGS`.
        default: name of the entry that a request gets which names none; empty where it follows
            from what is chosen before.
        follows: how the default follows, as a sentence; empty where it is always the same.
        begins: what the page begins with; the default if None.
        rival: what the page's second variant begins with, where it is something else.
    """

    catalog: str
    default: str = ""
    follows: str = ""
    begins: Spec | None = None
    rival: Spec | None = None

    @property
    def entries(self) -> Catalog[Any]:
        """What can be chosen."""
        return CATALOGS[self.catalog]

    def requested(self, summary: str) -> tuple[Any, Any]:
        """The field of a request: its type, and its default."""
        if not self.default:
            return NamedSpec | None, Field(None, description=f"{summary} {self.follows}")
        return NamedSpec, Field(
            default_factory=lambda: Spec(name=self.default),
            description=f"{summary} Default: {self.default}.",
        )


@dataclass(frozen=True, kw_only=True)
class NumberPart(Part):
    """A number in `[low, high]`.

    Args:
        kind: `int` or `float`.
        low: smallest accepted value.
        high: largest accepted value.
        default: what a request gets that leaves it out; None for going without.
        begins: what the page begins with; the default if None.
        switch: what the page calls doing with it; empty where nobody can do without.
    """

    kind: Literal["int", "float"]
    low: float
    high: float
    default: float | None
    begins: float | None = None
    switch: str = ""

    def requested(self, summary: str) -> tuple[Any, Any]:
        """The field of a request: its type, and its default."""
        number: Any = Annotated[
            Whole if self.kind == "int" else Real, Field(ge=self.low, le=self.high)
        ]
        if self.switch:
            number = number | None
        return number, Field(self.default, description=summary)


@dataclass(frozen=True, kw_only=True)
class GroupsPart(Part):
    """Groups of layers, each with numbers of its own; none unless some are asked for."""

    def requested(self, summary: str) -> tuple[Any, Any]:
        """The field of a request: its type, and its default."""
        groups: Any = Annotated[list[LayerGroup], Field(max_length=limits.MAX_GROUPS)]
        return groups, Field(default_factory=list, description=f"{summary} Default: none.")


AnyPart = EntryPart | NumberPart | GroupsPart


def parts_in(model: type[BaseModel]) -> Mapping[str, AnyPart]:
    """The parts beside a model's fields, in order, by the fields' names."""
    return {
        key: part
        for key, field in model.model_fields.items()
        for part in field.metadata
        if isinstance(part, EntryPart | NumberPart | GroupsPart)
    }


def asks_for(model: type[BaseModel]) -> Callable[[type[M]], type[M]]:
    """Gives a request the parts of `model` as fields, each with its default and its bounds."""
    fields: dict[str, Any] = {
        key: part.requested(model.model_fields[key].description or "")
        for key, part in parts_in(model).items()
    }

    def extended(request: type[M]) -> type[M]:
        return create_model(
            request.__name__,
            __base__=request,
            __module__=request.__module__,
            __doc__=request.__doc__,
            **fields,
        )

    return extended
