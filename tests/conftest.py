"""Strictness for every test: XLA set up as in the workers, and no silent broadcasting."""

import jax

from ravine.workers.jax_setup import set_up

set_up()
jax.config.update("jax_numpy_rank_promotion", "raise")
