"""What jobs on networks will do, complete."""

from pydantic import BaseModel, ConfigDict

from ravine.wire.landscape import FilledSpec
from ravine.wire.training import Plan, RunSettings


class TrainPlan(BaseModel):
    """A training: its settings, every default filled in, and what follows from them."""

    model_config = ConfigDict(frozen=True)

    settings: RunSettings
    plan: Plan


class PreviewPlan(BaseModel):
    """A dataset to look at."""

    model_config = ConfigDict(frozen=True)

    dataset: FilledSpec
