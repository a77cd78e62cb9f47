"""Which examples make up the batch of each step."""

from functools import lru_cache

import numpy as np
from jaxtyping import Int

from ravine.core.keys import Purpose


class BatchStream:
    """Batches read off an endless stream of reshuffled passes over the data.

    Step k (from 0) takes the places k B to (k + 1) B - 1 of the stream, so every example comes
    once a pass, a batch may reach into the next pass, and any range of steps can be read alone.
    The order depends on seed, pass and number of examples, not on what is being trained.

    Args:
        seed: seed of the order.
        examples: number of examples N.
        batch_size: examples per step B, at most N.
    """

    def __init__(self, seed: int, examples: int, batch_size: int) -> None:
        self.seed = seed
        self.examples = examples
        self.batch_size = batch_size

    def indices(self, first: int, steps: int) -> Int[np.ndarray, "steps batch"]:
        """Example indices of the steps `first` to `first + steps - 1`, as int32."""
        begin, end = first * self.batch_size, (first + steps) * self.batch_size
        passes = range(begin // self.examples, -(-end // self.examples))
        stream = np.concatenate([_order(self.seed, turn, self.examples) for turn in passes])
        offset = begin - passes.start * self.examples
        taken = stream[offset : offset + end - begin]
        return taken.reshape(steps, self.batch_size)


@lru_cache(maxsize=64)
def _order(seed: int, turn: int, examples: int) -> Int[np.ndarray, "examples"]:
    """The order of one pass. NumPy's counter-based Philox: ten times faster than a JAX sort."""
    random = np.random.Generator(np.random.Philox(key=[(seed << 8) | Purpose.BATCHES, turn]))
    return random.permutation(examples).astype(np.int32)
