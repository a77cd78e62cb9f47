"""The loss surfaces, one file each."""

from ravine.surfaces.base import Domain, Function, Landscape, Minimizer, Surface
from ravine.surfaces.beale import BEALE
from ravine.surfaces.custom import from_callable, from_expression
from ravine.surfaces.himmelblau import HIMMELBLAU
from ravine.surfaces.monkey_saddle import MONKEY_SADDLE
from ravine.surfaces.plateau import PLATEAU
from ravine.surfaces.quadratic import QUADRATIC
from ravine.surfaces.rastrigin import RASTRIGIN
from ravine.surfaces.rosenbrock import ROSENBROCK
from ravine.vocabulary.catalog import Catalog

SURFACES: Catalog[Surface] = Catalog(
    "surface",
    (ROSENBROCK, QUADRATIC, HIMMELBLAU, BEALE, RASTRIGIN, MONKEY_SADDLE, PLATEAU),
    group="ravine.surfaces",
)

__all__ = [
    "SURFACES",
    "Domain",
    "Function",
    "Landscape",
    "Minimizer",
    "Surface",
    "from_callable",
    "from_expression",
]
