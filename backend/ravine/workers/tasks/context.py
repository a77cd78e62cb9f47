"""What a running job may do beside computing."""

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np

Columns = Mapping[str, np.ndarray[Any, Any]]


class Context(Protocol):
    """A job's line to whoever submitted it."""

    def emit(self, kind: str, first_step: int, steps: int, columns: Columns) -> None:
        """Send a frame.

        Args:
            kind: `"steps"` (columns have a row for each step) or `"snapshot"`.
            first_step: the first step covered.
            steps: how many steps are covered.
            columns: arrays by name.
        """

    def cancelled(self) -> bool:
        """Whether the job should end early."""
