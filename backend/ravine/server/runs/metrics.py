"""The newest values of a run, taken from its frames."""

import math
from collections.abc import Mapping
from typing import Any

from ravine.wire.frames import Frame, decode_columns


def metrics_of(frame: Frame) -> dict[str, float | None]:
    """The last loss of a steps frame, or the validation metrics of a snapshot."""
    wanted = [column for column in frame.columns if is_metric(column.name)]
    columns = decode_columns(wanted, frame.body)
    return finite_metrics({name: values.reshape(-1)[-1] for name, values in columns.items()})


def finite_metrics(values: Mapping[str, Any]) -> dict[str, float | None]:
    """Plain numbers, null where one is not finite."""
    return {
        name: None if value is None or not math.isfinite(value) else float(value)
        for name, value in values.items()
        if is_metric(name)
    }


def is_metric(name: str) -> bool:
    """Whether a column is one number a row that says how well a run does."""
    return name == "loss" or name.startswith("validation_")
