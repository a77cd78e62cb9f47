"""The network of a run."""

from ravine.datasets import DATASETS
from ravine.models import MODELS, Network
from ravine.tasks import TASKS
from ravine.wire.training import RunSettings


def network_of(settings: RunSettings) -> Network:
    """Between the dataset's inputs and what the task makes of outputs."""
    shape = DATASETS[settings.dataset.name].shape(**settings.dataset.params)
    inputs = shape.inputs.shape
    blocks = MODELS[settings.model.name].blocks(
        **settings.model.params, inputs=inputs, outputs=TASKS[settings.task.name].outputs(shape)
    )
    return Network(inputs, tuple(blocks))
