"""Arrays as the readings have them: n + 1 entries along a path, r readings of it."""

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
from jaxtyping import Bool, Float, Int

if TYPE_CHECKING:
    # Type checkers know what comes of comparing and adding these.
    Series: TypeAlias = npt.NDArray[np.float64]
    Points: TypeAlias = npt.NDArray[np.float64]
    Rows: TypeAlias = npt.NDArray[np.float64]
    Hessians: TypeAlias = npt.NDArray[np.float64]
    Rings: TypeAlias = npt.NDArray[np.float64]
    Values: TypeAlias = npt.NDArray[np.float64]
    Flags: TypeAlias = npt.NDArray[np.bool_]
    Steps: TypeAlias = npt.NDArray[np.int64]
else:
    Series = Float[np.ndarray, "n"]
    Points = Float[np.ndarray, "n 2"]
    Rows = Float[np.ndarray, "n columns"]
    Hessians = Float[np.ndarray, "n 2 2"]
    Rings = Float[np.ndarray, "r radii directions"]
    Values = Float[np.ndarray, "r"]
    Flags = Bool[np.ndarray, "r"]
    Steps = Int[np.ndarray, "r"]
