"""What a dataset looks like."""

from typing import Any

import numpy as np

from ravine.datasets import (
    DATASETS,
    Data,
    Examples,
    Image,
    Label,
    Number,
    Plane,
    Sequence,
    Shape,
    Target,
    Vector,
    domain,
    prepare,
)
from ravine.jobs.trainings.plans import PreviewPlan

SAMPLES = 24
ROWS = 12


def preview(plan: PreviewPlan) -> dict[str, Any]:
    """The answer of `POST /api/datasets/preview`."""
    dataset, params = DATASETS[plan.dataset.name], plan.dataset.params
    shape, data = dataset.shape(**params), prepare(dataset, params)
    names = shape.targets.names if isinstance(shape.targets, Label) else ()
    common = {
        "classes": len(names),
        "class_names": list(names),
        "train_examples": shape.train,
        "validation_examples": shape.validation,
    }
    if names and isinstance(shape.inputs, Plane):
        return {"kind": "points", **common, **_points(data)}
    if names and isinstance(shape.inputs, Image):
        return {"kind": "images", **common, **_images(shape.inputs, data)}
    raw = prepare(dataset, {**params, "normalization": "none"})
    if names and isinstance(shape.inputs, Sequence):
        return {"kind": "sequences", **common, **_sequences(shape.inputs, raw)}
    return {"kind": "table", **common, **_table(shape, raw.validation)}


def _points(data: Data) -> dict[str, Any]:
    x_range, y_range = domain(data)
    return {
        "train": _columns(data.train),
        "validation": _columns(data.validation),
        "domain": {"x": list(x_range), "y": list(y_range)},
    }


def _columns(examples: Examples) -> dict[str, Any]:
    return {"x": examples.x[:, 0], "y": examples.x[:, 1], "label": examples.y}


def _images(image: Image, data: Data) -> dict[str, Any]:
    """The sample images, each stretched to [0, 1] for the eye."""
    pixels = data.validation.x[:SAMPLES]
    low, high = np.min(data.train.x), np.max(data.train.x)
    pixels = np.clip((pixels - low) / max(float(high - low), 1e-12), 0.0, 1.0)
    labels = data.validation.y[:SAMPLES]
    return {
        "image_shape": [image.height, image.width],
        "samples": [
            {"pixels": image, "label": int(label)}
            for image, label in zip(pixels, labels, strict=True)
        ],
    }


def _sequences(space: Sequence, data: Data) -> dict[str, Any]:
    values = data.validation.x[:SAMPLES].reshape(-1, *space.shape)
    labels = data.validation.y[:SAMPLES]
    return {
        "names": list(space.names),
        "length": space.length,
        "samples": [
            {"values": one, "label": int(label)} for one, label in zip(values, labels, strict=True)
        ],
    }


def _table(shape: Shape, examples: Examples) -> dict[str, Any]:
    """A few rows."""
    count = examples.x.shape[1]
    inputs, targets = shape.inputs, shape.targets
    names = inputs.names if isinstance(inputs, Vector) else tuple(map(str, range(1, count + 1)))
    return {
        "names": list(names),
        "target": targets.name if isinstance(targets, Number) else "class",
        "rows": [
            {"values": values, "target": _told(target, targets)}
            for values, target in zip(examples.x[:ROWS], examples.y[:ROWS], strict=True)
        ],
    }


def _told(target: Any, space: Target) -> str:
    if isinstance(space, Number):
        return f"{float(target):g} {space.unit}".strip()
    return space.names[int(target)]
