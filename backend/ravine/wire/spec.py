"""A catalog entry chosen by name, with parameters."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticKnownError


def _no_words(kind: Literal["int_type", "float_type"]) -> BeforeValidator:
    """Refuse texts and truth values, which pydantic would read as numbers."""

    def check(value: object) -> object:
        if isinstance(value, str | bytes | bool):
            raise PydanticKnownError(kind)
        return value

    return BeforeValidator(check)


# A name or label of blanks alone could not be told from none.
SOMETHING: Final = r"\S"
Whole = Annotated[int, _no_words("int_type")]
Real = Annotated[float, _no_words("float_type"), Field(allow_inf_nan=False)]
ParameterValue = float | int | bool | str | tuple[int, ...]


class Strict(BaseModel):
    """A model that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid")


class Spec(Strict):
    """An entry's name and the parameters that differ from its defaults."""

    name: Annotated[str, Field(max_length=100)] = Field(description="A name of the catalog.")
    params: dict[str, Any] = Field(
        default_factory=dict, description="See /api/catalog for names, ranges and defaults."
    )


def from_name(value: object) -> object:
    """A name alone stands for an entry with its defaults."""
    return {"name": value} if isinstance(value, str) else value


NamedSpec = Annotated[Spec, BeforeValidator(from_name, json_schema_input_type=Spec | str)]
