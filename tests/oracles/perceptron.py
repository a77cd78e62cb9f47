"""The multilayer perceptron in plain NumPy: forward, losses, and gradients by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

Layers = Sequence[tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Curve:
    """An activation of one unit and its derivative."""

    value: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-z)))


CURVES = {
    "sigmoid": Curve(_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
    "tanh": Curve(np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": Curve(lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    "leaky_relu": Curve(lambda z: np.where(z > 0, z, 0.01 * z), lambda z: np.where(z > 0, 1, 0.01)),
    "linear": Curve(lambda z: z, np.ones_like),
}


@dataclass(frozen=True)
class Pass:
    """Forward and backward through a batch: a row per layer each."""

    loss: float
    pre_activations: list[np.ndarray]
    activations: list[np.ndarray]
    gradients: list[tuple[np.ndarray, np.ndarray]]


def softmax(z: np.ndarray) -> np.ndarray:
    """Probabilities of each row."""
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def run(layers: Layers, x: np.ndarray, y: np.ndarray, activation: str, loss: str) -> Pass:
    """Loss, stages and gradients of a batch, in float64."""
    curve, signal = CURVES[activation], x.astype(float)
    inputs: list[np.ndarray] = []
    pres: list[np.ndarray] = []
    posts: list[np.ndarray] = []
    for kernel, bias in layers:
        inputs.append(signal)
        pre = signal @ kernel.astype(float).T + bias
        signal = pre if len(pres) == len(layers) - 1 else curve.value(pre)
        pres.append(pre)
        posts.append(signal)
    value, slope = _loss(signal, np.eye(signal.shape[1])[y], loss)
    gradients = []
    for index in reversed(range(len(layers))):
        gradients.append((slope.T @ inputs[index], slope.sum(axis=0)))
        if index:
            slope = (slope @ layers[index][0]) * curve.slope(pres[index - 1])
    return Pass(value, pres, posts, gradients[::-1])


def _loss(outputs: np.ndarray, target: np.ndarray, loss: str) -> tuple[float, np.ndarray]:
    """Mean loss of a batch and its derivative by the outputs."""
    if loss == "squared_error":
        return float(((outputs - target) ** 2).mean()), 2 * (outputs - target) / outputs.size
    probability = softmax(outputs)
    top = outputs.max(axis=1)
    total = top + np.log(np.exp(outputs - top[:, None]).sum(axis=1))
    value = (total - (outputs * target).sum(axis=1)).mean()
    return float(value), (probability - target) / len(outputs)
