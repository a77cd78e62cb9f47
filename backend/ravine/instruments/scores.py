"""How well the network does."""

from functools import lru_cache

import jax.numpy as jnp

from ravine.core.learning import Metric
from ravine.core.sight import Measured
from ravine.core.snapshot_sight import SnapshotSight
from ravine.instruments.base import ColumnPlan, Instrument
from ravine.instruments.chart import Chart, Picture, Row
from ravine.instruments.loss import COURSE
from ravine.instruments.marks import Line


def measure(sight: SnapshotSight) -> Measured:
    """On up to 2,048 training examples and on all validation examples."""
    sets = {"training": sight.views.train, "validation": sight.views.validation}
    found = {}
    for part, data in sets.items():
        losses = sight.learning.loss(sight.outputs(data.x), data.y)
        found[f"{part}_loss"] = jnp.mean(losses)
        for metric in sight.learning.metrics:
            found[f"{part}_{metric.name}"] = sight.scored(metric, data)
    return found


@lru_cache(maxsize=64)
def scores(metrics: tuple[Metric, ...]) -> Instrument:
    """Mean loss and every metric, on training and on validation examples; the headline is drawn."""
    loss = Picture("loss", (Line("validation_loss", "validation", "bold"),))
    pictures = (loss, *(_picture(metric) for metric in metrics[:1]))
    row = Row(COURSE, pictures, note="bold: validation", together=True, height=196)
    return Instrument(
        name="scores",
        title="Loss and scores",
        summary="Mean loss, and what the task measures its success by, on training and on "
        "validation examples.",
        formula=r"\frac{1}{N} \sum_i \ell_i(w)",
        source="Bishop 2006, Pattern Recognition and Machine Learning, section 1.5",
        finest="snapshot",
        columns=tuple(
            column for part in ("training", "validation") for column in _of(part, metrics)
        ),
        chart=Chart((row,)),
        chosen="always",
        measure=measure,
        scoring=scores,
    )


def _of(part: str, metrics: tuple[Metric, ...]) -> list[ColumnPlan]:
    loss = ColumnPlan(f"{part}_loss", ("step",), f"mean loss on {part} examples", scale="log")
    return [
        loss,
        *(
            ColumnPlan(
                f"{part}_{metric.name}",
                ("step",),
                f"{metric.summary}, on {part} examples",
                unit=metric.unit,
            )
            for metric in metrics
        ),
    ]


def _picture(metric: Metric) -> Picture:
    names = ("training", "validation")
    lines = (
        Line(f"training_{metric.name}", names[0], "thin"),
        Line(f"validation_{metric.name}", names[1], "bold"),
    )
    return Picture(metric.title, lines)


SCORES = scores(())
