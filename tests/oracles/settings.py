"""Hyperparameters under which every optimizer is compared with its oracle."""

from typing import Any

# For each optimizer the catalog's defaults and one setting in which every number differs.
SETTINGS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "gradient_descent": ({}, {"learning_rate": 0.003}),
    "momentum": ({}, {"learning_rate": 0.0005, "momentum": 0.97}),
    "nesterov": ({}, {"learning_rate": 0.002, "momentum": 0.8}),
    "adagrad": ({}, {"learning_rate": 0.5, "initial_accumulator_value": 0.0, "eps": 1e-10}),
    "adadelta": ({}, {"learning_rate": 5.0, "rho": 0.95, "eps": 1e-4}),
    "rmsprop": ({}, {"learning_rate": 0.05, "decay": 0.95, "eps": 1e-6, "eps_in_sqrt": False}),
    "adam": ({}, {"learning_rate": 0.1, "b1": 0.8, "b2": 0.99, "eps": 1e-4, "eps_root": 1e-6}),
    "adamw": (
        {},
        {
            "learning_rate": 0.1,
            "b1": 0.8,
            "b2": 0.99,
            "eps": 1e-4,
            "eps_root": 1e-6,
            "weight_decay": 0.1,
        },
    ),
}
