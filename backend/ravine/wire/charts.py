"""Charts as clients see them: a closed union of marks, tagged by `mark`."""

from dataclasses import asdict
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, Field

from ravine.instruments import Instrument


class LineMark(BaseModel):
    """Values over the steps, a line for each layer where there are layers."""

    mark: Literal["line"] = Field(description="Which mark it is.")
    column: str = Field(description="What is drawn.")
    title: str = Field(description="What the line is called where a picture has several.")
    weight: Literal["thin", "usual", "bold"] = Field(description="How it stands beside others.")


class RuleMark(BaseModel):
    """A bound across values over the steps: one number, or one a step."""

    mark: Literal["rule"] = Field(description="Which mark it is.")
    title: str = Field(description="What it bounds.")
    value: float | None = Field(description="The number; null where a column has it.")
    column: str = Field(description="The bound at each step; empty where it is one number.")


class HeatMark(BaseModel):
    """Values as shades, layer by step, on a logarithmic scale."""

    mark: Literal["heat"] = Field(description="Which mark it is.")
    column: str = Field(description="What is drawn.")
    low: float = Field(description="Where the shades begin.")
    high: float = Field(description="Where they end.")


class BandMark(BaseModel):
    """A distribution as nested bands between percentiles, with its median."""

    mark: Literal["band"] = Field(description="Which mark it is.")
    column: str = Field(description="The percentiles.")
    along: Literal["layer", "step"] = Field(
        description="Of every layer at one step, or of one layer over the steps."
    )
    lost: str = Field(
        description="Counts of values that are not finite; empty where nothing counts them."
    )
    layers: Literal["all", "hidden"] = Field(description="Whose; `hidden` leaves the last out.")


class BarMark(BaseModel):
    """A value for each layer at one step."""

    mark: Literal["bar"] = Field(description="Which mark it is.")
    column: str = Field(description="What is drawn.")
    title: str = Field(description="What the bar is called where a picture has several.")
    fill: Literal["full", "outline"] = Field(description="How it is told from others.")
    layers: Literal["all", "hidden"] = Field(description="Whose; `hidden` leaves the last out.")


class PlaneMark(BaseModel):
    """A class and how sure it is, over the plane of two-dimensional examples."""

    mark: Literal["plane"] = Field(description="Which mark it is.")
    column: str = Field(description="The class at each place.")
    share: str = Field(description="Its probability.")


class PointsMark(BaseModel):
    """The examples of the dataset, where they lie in the plane."""

    mark: Literal["points"] = Field(description="Which mark it is.")


class ImageMark(BaseModel):
    """Examples as images, each with its predicted class and how sure that is."""

    mark: Literal["image"] = Field(description="Which mark it is.")
    column: str = Field(description="The class of each.")
    share: str = Field(description="Its probability.")


class PointMark(BaseModel):
    """Examples as points, one number of each over another."""

    mark: Literal["point"] = Field(description="Which mark it is.")
    x: str = Field(description="The number along the horizontal axis.")
    y: str = Field(description="The number along the vertical one.")
    diagonal: str = Field(
        description="What it means that both are equal; empty where that is not drawn."
    )


class PixelsMark(BaseModel):
    """Images that a network gives, each beside the one that it was given."""

    mark: Literal["pixels"] = Field(description="Which mark it is.")
    column: str = Field(description="Pixels, from 0 to 1 where the training images lie.")


MarkAnswer: TypeAlias = Annotated[
    LineMark
    | RuleMark
    | HeatMark
    | BandMark
    | BarMark
    | PlaneMark
    | PointsMark
    | PointMark
    | ImageMark
    | PixelsMark,
    Field(discriminator="mark"),
]


class PictureAnswer(BaseModel):
    """Marks over one another, on the same axes."""

    title: str = Field(description="What it shows, within a sentence.")
    marks: list[MarkAnswer] = Field(description="From the lowest to the uppermost.")


class RowAnswer(BaseModel):
    """Pictures of every run on one scale.

    Rows of one title are one row, and its pictures of one title are drawn over one another.
    """

    title: str = Field(description="Of the row.")
    pictures: list[PictureAnswer] = Field(description="Side by side.")
    note: str = Field(description="How to read them, in a few words.")
    together: bool = Field(
        description="Whether all runs are drawn in the same picture; else each has its own."
    )
    height: int = Field(description="Of a picture, in pixels; 0 for as high as what it holds.")


class ChartAnswer(BaseModel):
    """How an instrument is drawn."""

    rows: list[RowAnswer] = Field(
        description="Where it is drawn; none where others tell what it says."
    )
    option: str = Field(
        description="What it is called where several instruments draw the same rows and one of "
        "them is shown at a time; empty where all are."
    )


def chart_answer(instrument: Instrument) -> ChartAnswer:
    """The chart of an instrument."""
    return ChartAnswer.model_validate(asdict(instrument.chart))
