"""The weight initializers, one file each."""

from ravine.initializers.base import Initializer
from ravine.initializers.constant import CONSTANT
from ravine.initializers.glorot_normal import GLOROT_NORMAL
from ravine.initializers.glorot_uniform import GLOROT_UNIFORM
from ravine.initializers.he_normal import HE_NORMAL
from ravine.initializers.he_uniform import HE_UNIFORM
from ravine.initializers.lecun_normal import LECUN_NORMAL
from ravine.initializers.lecun_uniform import LECUN_UNIFORM
from ravine.initializers.normal import NORMAL
from ravine.initializers.uniform_fan_in import UNIFORM_FAN_IN
from ravine.initializers.zeros import ZEROS
from ravine.vocabulary.catalog import Catalog

INITIALIZERS: Catalog[Initializer] = Catalog(
    "initializer",
    (
        HE_NORMAL,
        HE_UNIFORM,
        GLOROT_NORMAL,
        GLOROT_UNIFORM,
        LECUN_NORMAL,
        LECUN_UNIFORM,
        UNIFORM_FAN_IN,
        NORMAL,
        CONSTANT,
        ZEROS,
    ),
    group="ravine.initializers",
)

__all__ = ["INITIALIZERS", "Initializer"]
