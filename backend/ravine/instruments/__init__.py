"""The instruments, one statistic a file, in the order in which their charts are shown."""

from ravine.instruments.activations import ACTIVATIONS
from ravine.instruments.alike_units import ALIKE_UNITS
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.boundary import BOUNDARY
from ravine.instruments.dead_units import DEAD_UNITS
from ravine.instruments.gradient_norm import GRADIENT_NORM
from ravine.instruments.gradients import GRADIENTS
from ravine.instruments.learning_rate import LEARNING_RATE
from ravine.instruments.loss import LOSS
from ravine.instruments.noise_scale import NOISE_SCALE
from ravine.instruments.pre_activations import PRE_ACTIVATIONS
from ravine.instruments.predicted import PREDICTED
from ravine.instruments.reconstructions import RECONSTRUCTIONS
from ravine.instruments.samples import SAMPLES
from ravine.instruments.saturated_units import SATURATED_UNITS
from ravine.instruments.scores import SCORES
from ravine.instruments.sharpness import SHARPNESS
from ravine.instruments.update_cosine import UPDATE_COSINE
from ravine.instruments.update_ratio import UPDATE_RATIO
from ravine.instruments.weights import WEIGHTS
from ravine.vocabulary.catalog import Catalog

INSTRUMENTS: Catalog[Instrument] = Catalog(
    "instrument",
    (
        LOSS,
        SCORES,
        BOUNDARY,
        SAMPLES,
        PREDICTED,
        RECONSTRUCTIONS,
        ACTIVATIONS,
        PRE_ACTIVATIONS,
        GRADIENTS,
        WEIGHTS,
        GRADIENT_NORM,
        UPDATE_RATIO,
        DEAD_UNITS,
        SATURATED_UNITS,
        ALIKE_UNITS,
        LEARNING_RATE,
        UPDATE_COSINE,
        NOISE_SCALE,
        SHARPNESS,
    ),
    group="ravine.instruments",
)

__all__ = ["INSTRUMENTS", "ColumnPlan", "Instrument"]
