"""Training requests, and what is known of a run before it starts."""

from typing import Annotated, Any

from pydantic import BaseModel, Field

from ravine.schemas import limits
from ravine.schemas.landscape import FilledSpec, Label, Seed
from ravine.schemas.spec import NamedSpec, Real, Spec, Strict, Whole


def _default(name: str) -> Any:
    return Field(default_factory=lambda: Spec(name=name), description=f"Default: {name}.")


class RunRequest(Strict):
    """One training. Runs of an experiment share weights (where shapes agree) and batches."""

    label: Label | None = Field(None, description="Default: A, B, C and so on.")
    dataset: NamedSpec = _default("digits")
    model: NamedSpec = _default("mlp")
    initializer: NamedSpec = _default("he_normal")
    activation: NamedSpec = _default("relu")
    loss: NamedSpec = _default("cross_entropy")
    optimizer: NamedSpec = _default("adam")
    schedule: NamedSpec = _default("constant")
    batch_size: Annotated[Whole, Field(ge=1, le=limits.MAX_BATCH)] = 32
    epochs: Annotated[Whole, Field(ge=1, le=limits.MAX_EPOCHS)] = 30
    seed: Seed = 0
    clip_norm: Annotated[Real, Field(ge=limits.MIN_CLIP_NORM, le=1e9)] | None = Field(
        None, description="Clip the gradient to this global L2 norm; null does not clip."
    )


class ExperimentRequest(Strict):
    """Several trainings to be compared."""

    name: Annotated[str, Field(max_length=limits.MAX_NAME)] | None = None
    runs: Annotated[list[RunRequest], Field(min_length=1, max_length=limits.MAX_RUNS)]


class DatasetRequest(Strict):
    """A dataset to look at."""

    dataset: NamedSpec


class RunSettings(BaseModel):
    """A run request with every default and parameter filled in."""

    label: str
    dataset: FilledSpec
    model: FilledSpec
    initializer: FilledSpec
    activation: FilledSpec
    loss: FilledSpec
    optimizer: FilledSpec
    schedule: FilledSpec
    batch_size: int
    epochs: int
    seed: int
    clip_norm: float | None


class LayerAnswer(BaseModel):
    """A layer's name and size."""

    name: str
    inputs: int
    units: int
    parameters: int


class Plan(BaseModel):
    """What a run will do. `protocol` says in sentences what is held equal, and how."""

    steps: int
    steps_per_epoch: float
    layers: list[LayerAnswer]
    parameters: int
    train_examples: int
    validation_examples: int
    snapshot_every: int
    protocol: list[str]


class PointsPart(BaseModel):
    """Two-dimensional examples."""

    x: list[float]
    y: list[float]
    label: list[int]


class SampleImage(BaseModel):
    """A validation example, as it is before normalization, from 0 to 1."""

    pixels: list[float]
    label: int


class PointsPreview(BaseModel):
    """A dataset of points in the plane; boundaries are drawn over `domain`."""

    kind: str
    classes: int
    class_names: list[str]
    train: PointsPart
    validation: PointsPart
    domain: dict[str, tuple[float, float]]
    train_examples: int
    validation_examples: int


class ImagesPreview(BaseModel):
    """A dataset of images; `samples` are those whose predictions snapshots hold, in order."""

    kind: str
    classes: int
    class_names: list[str]
    image_shape: tuple[int, int]
    samples: list[SampleImage]
    train_examples: int
    validation_examples: int
