"""The newest values of a run, taken from its frames."""

import math
from collections.abc import Mapping
from typing import Any, Final

from ravine.schemas.frames import Frame, decode_columns

SNAPSHOT_METRICS: Final = ("validation_loss", "validation_accuracy")


def metrics_of(frame: Frame) -> dict[str, float | None]:
    """The last loss of a steps frame, or the validation metrics of a snapshot."""
    names = ("loss",) if frame.kind == "steps" else SNAPSHOT_METRICS
    wanted = [column for column in frame.columns if column.name in names]
    columns = decode_columns(wanted, frame.body)
    return finite_metrics({name: values.reshape(-1)[-1] for name, values in columns.items()})


def finite_metrics(values: Mapping[str, Any]) -> dict[str, float | None]:
    """Plain numbers, null where one is not finite."""
    return {
        name: None if value is None or not math.isfinite(value) else float(value)
        for name, value in values.items()
        if name in ("loss", *SNAPSHOT_METRICS)
    }
