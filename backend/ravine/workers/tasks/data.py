"""What a dataset looks like."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ravine.datasets import DATASETS, Data, Dataset, Examples, domain, prepare

SAMPLES = 24


def preview(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of `POST /api/datasets/preview`."""
    dataset = DATASETS[payload["dataset"]["name"]]
    params = payload["dataset"]["params"]
    data = prepare(dataset, params)
    names = dataset.shape(**params).class_names
    common = {
        "kind": dataset.kind,
        "classes": len(names),
        "class_names": list(names),
        "train_examples": len(data.train.y),
        "validation_examples": len(data.validation.y),
    }
    return common | (_points(data) if dataset.kind == "points" else _images(dataset, data))


def _points(data: Data) -> dict[str, Any]:
    x_range, y_range = domain(data)
    return {
        "train": _columns(data.train),
        "validation": _columns(data.validation),
        "domain": {"x": list(x_range), "y": list(y_range)},
    }


def _columns(examples: Examples) -> dict[str, Any]:
    return {"x": examples.x[:, 0], "y": examples.x[:, 1], "label": examples.y}


def _images(dataset: Dataset, data: Data) -> dict[str, Any]:
    """The sample images, each stretched to [0, 1] for the eye."""
    pixels = data.validation.x[:SAMPLES]
    low, high = np.min(data.train.x), np.max(data.train.x)
    pixels = np.clip((pixels - low) / max(float(high - low), 1e-12), 0.0, 1.0)
    labels = data.validation.y[:SAMPLES]
    return {
        "image_shape": list(dataset.image_shape or ()),
        "samples": [
            {"pixels": image, "label": int(label)}
            for image, label in zip(pixels, labels, strict=True)
        ],
    }
