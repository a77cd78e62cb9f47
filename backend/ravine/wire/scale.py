"""How a surface's values become heights and shades."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, Field


class LinearScale(BaseModel):
    """The height is f itself: the values are of one size."""

    kind: Literal["linear"] = Field(default="linear", description="The height is f.")


class LogScale(BaseModel):
    """The height is log10(f - least + floor): the values span orders of magnitude."""

    kind: Literal["log"] = Field(
        default="log", description="The height is log10(f - least + floor)."
    )
    least: float = Field(
        description="The least known value, or the least of the grid where that is less."
    )
    floor: float = Field(
        description="Positive; what lies closer to the least value looks much alike."
    )


class AsinhScale(BaseModel):
    """The height is asinh(f / unit): values of both signs, with no known minimum."""

    kind: Literal["asinh"] = Field(default="asinh", description="The height is asinh(f / unit).")
    unit: float = Field(description="Positive; values that are less in size look linear.")


Scale: TypeAlias = Annotated[LinearScale | LogScale | AsinhScale, Field(discriminator="kind")]
