"""The steps at which a descent is read."""

from functools import lru_cache

import numpy as np

from ravine.readings.descents.shapes import Steps

# Every step up to here, then steps that grow by this factor: 8 by 1,000 steps stay cheap.
DENSE = 10
GROWTH = 1.15
FARTHEST = 10_000_000


def read_steps(steps: int) -> Steps:
    """Steps from 0 to `steps`; but for the last they do not depend on how long the run is."""
    grid = _grid()
    return np.append(grid[grid < steps], steps)


@lru_cache(maxsize=1)
def _grid() -> Steps:
    grid = list(range(DENSE + 1))
    while grid[-1] < FARTHEST:
        grid.append(round(grid[-1] * GROWTH))
    return np.array(grid)
