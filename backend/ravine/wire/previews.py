"""What a dataset looks like, before anything is learned from it."""

from typing import Literal

from pydantic import BaseModel, Field


class Preview(BaseModel):
    """What every dataset says of itself."""

    classes: int = Field(description="How many classes there are; 0 where targets are numbers.")
    class_names: list[str] = Field(description="What the classes are called, in order.")
    train_examples: int = Field(description="How many are learned from.")
    validation_examples: int = Field(description="How many are kept for judging.")


class PointsPart(BaseModel):
    """Two-dimensional examples."""

    x: list[float] = Field(description="First coordinates.")
    y: list[float] = Field(description="Second coordinates.")
    label: list[int] = Field(description="Classes, counted from 0.")


class SampleImage(BaseModel):
    """A validation example, as it is before normalization, from 0 to 1."""

    pixels: list[float] = Field(description="Row by row, 0 to 1.")
    label: int = Field(description="Its class, counted from 0.")


class PointsPreview(Preview):
    """A dataset of points in the plane; boundaries are drawn over `domain`."""

    kind: Literal["points"] = Field(description="Always `points`.")
    train: PointsPart = Field(description="Examples that are learned from.")
    validation: PointsPart = Field(description="Examples that are kept for judging.")
    domain: dict[str, tuple[float, float]] = Field(
        description="Low and high of `x` and of `y`, where boundaries are drawn."
    )


class ImagesPreview(Preview):
    """A dataset of images; `samples` are those whose predictions snapshots hold, in order."""

    kind: Literal["images"] = Field(description="Always `images`.")
    image_shape: tuple[int, int] = Field(description="Height and width in pixels.")
    samples: list[SampleImage] = Field(
        description="Validation examples, those whose predictions snapshots hold, in order."
    )


class TableRow(BaseModel):
    """An example of a table."""

    values: list[float] = Field(description="Its inputs, before normalization.")
    target: str = Field(description="Its class, or its number with the unit.")


class TablePreview(Preview):
    """A dataset of numbers with names."""

    kind: Literal["table"] = Field(description="Always `table`.")
    names: list[str] = Field(description="What the inputs are called, in order.")
    target: str = Field(description="What the target is called.")
    rows: list[TableRow] = Field(description="A few validation examples.")


class SampleSequence(BaseModel):
    """A validation example, as it is before normalization."""

    values: list[list[float]] = Field(description="Step by step, the numbers of each.")
    label: int = Field(description="Its class, counted from 0.")


class SequencesPreview(Preview):
    """A dataset of sequences."""

    kind: Literal["sequences"] = Field(description="Always `sequences`.")
    names: list[str] = Field(description="What the numbers of a step are called, in order.")
    length: int = Field(description="Steps of an example.")
    samples: list[SampleSequence] = Field(description="A few validation examples.")


AnyPreview = PointsPreview | ImagesPreview | SequencesPreview | TablePreview
