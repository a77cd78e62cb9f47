"""What a training is made of: the one list, from which requests, links and controls follow."""

from typing import Annotated

from pydantic import BaseModel, Field

from ravine.wire import limits
from ravine.wire.groups import LayerGroup
from ravine.wire.landscape import FilledSpec
from ravine.wire.parts import EntryPart, GroupsPart, NumberPart
from ravine.wire.spec import Spec


class TrainingParts(BaseModel):
    """The parts of a training, in the order in which people see them, everything filled in."""

    dataset: Annotated[
        FilledSpec, EntryPart(title="data", link="d", catalog="datasets", default="digits")
    ] = Field(description="The examples.")
    task: Annotated[
        FilledSpec,
        EntryPart(
            title="task",
            link="t",
            catalog="tasks",
            follows="Default: the first that the dataset's targets allow.",
        ),
    ] = Field(description="What is learned.")
    model: Annotated[
        FilledSpec,
        EntryPart(
            title="network", link="m", catalog="models", default="mlp", varies=("hidden", "code")
        ),
    ] = Field(description="The network.")
    groups: Annotated[
        list[LayerGroup], GroupsPart(title="groups of layers", link="w", group="model")
    ] = Field(description="Layers with numbers of their own, or frozen.")
    initializer: Annotated[
        FilledSpec,
        EntryPart(
            title="initializer",
            link="i",
            catalog="initializers",
            default="he_normal",
            rival=Spec(name="normal"),
            varies=("",),
        ),
    ] = Field(description="How first weights are drawn.")
    activation: Annotated[
        FilledSpec,
        EntryPart(
            title="activation",
            link="a",
            catalog="activations",
            follows="Default: the network's.",
            varies=("",),
        ),
    ] = Field(description="Of the hidden layers.")
    loss: Annotated[
        FilledSpec,
        EntryPart(
            title="loss",
            link="l",
            catalog="losses",
            follows="Default: the task's first; not to be given where the task has only one.",
        ),
    ] = Field(description="What is made small.")
    optimizer: Annotated[
        FilledSpec,
        EntryPart(
            title="optimizer",
            link="o",
            catalog="optimizers",
            default="adam",
            begins=Spec(name="momentum", params={"learning_rate": 0.05}),
            varies=("", "learning_rate"),
        ),
    ] = Field(description="How weights are changed.")
    schedule: Annotated[
        FilledSpec,
        EntryPart(
            title="schedule", link="s", group="optimizer", catalog="schedules", default="constant"
        ),
    ] = Field(description="How the learning rate changes with the step.")
    clip_norm: Annotated[
        float | None,
        NumberPart(
            title="clip norm",
            link="c",
            group="optimizer",
            kind="float",
            low=limits.MIN_CLIP_NORM,
            high=limits.MAX_CLIP_NORM,
            default=None,
            switch="clip gradients",
        ),
    ] = Field(description="Global L2 norm to which gradients are clipped; null where they are not.")
    batch_size: Annotated[
        int,
        NumberPart(
            title="batch",
            link="b",
            kind="int",
            low=1,
            high=limits.MAX_BATCH,
            default=32,
            begins=64,
            varies=("",),
        ),
    ] = Field(description="Examples of a step.")
    epochs: Annotated[
        int,
        NumberPart(
            title="epochs",
            link="e",
            kind="int",
            low=1,
            high=limits.MAX_EPOCHS,
            default=30,
            begins=20,
        ),
    ] = Field(description="Passes over the training examples.")
    seed: Annotated[
        int,
        NumberPart(title="seed", link="r", kind="int", low=0, high=limits.MAX_SEED, default=0),
    ] = Field(description="Of the first weights and of the order of the examples.")
