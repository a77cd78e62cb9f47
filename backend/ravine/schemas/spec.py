"""A catalog entry chosen by name, with parameters."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

ParameterValue = float | int | bool | str | list[int]


class Strict(BaseModel):
    """A model that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid")


class Spec(Strict):
    """An entry's name and the parameters that differ from its defaults."""

    name: Annotated[str, Field(max_length=100)]
    params: dict[str, Any] = Field(
        default_factory=dict, description="See /api/catalog for names, ranges and defaults."
    )


def _from_name(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


NamedSpec = Annotated[Spec, BeforeValidator(_from_name, json_schema_input_type=Spec | str)]
