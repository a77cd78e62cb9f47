"""Strictness for every test: no silent broadcasting, shapes checked, examples repeatable."""

import jax
from hypothesis import settings
from tests.shapes import check_annotations

check_annotations()

from ravine.workers.jax_setup import set_up  # noqa: E402 (imports what is to be checked)

set_up()
jax.config.update("jax_numpy_rank_promotion", "raise")

# Same examples every time; on a busy machine an example may take long.
settings.register_profile("ravine", deadline=None, derandomize=True)
settings.load_profile("ravine")
