"""Each rule on columns whose truth is known by construction, on both sides of its bounds."""

import math
from typing import Any

import numpy as np
import pytest
from scipy.stats import binom, t
from tests.readings.made import FACTS, predicted, rows, seen, snapshot, validated

from ravine.readings.trainings import OTHERWISE, TROUBLES
from ravine.readings.trainings.chance import above_chance, chance_of
from ravine.readings.trainings.learns import learns
from ravine.readings.trainings.mean import bound_of
from ravine.readings.trainings.reading import Reading
from ravine.readings.trainings.seen import LOSSES, Judged, Seen

RULES = {rule.name: rule for rule in (*TROUBLES, *OTHERWISE)}
NAN = math.nan


def read(rule: str, what: Seen) -> Reading | None:
    return RULES[rule].read(what)


def scores(loss: float, accuracy: float) -> dict[str, Any]:
    names = ("training", "validation")
    return {f"{name}_loss": loss for name in names} | {
        f"{name}_accuracy": accuracy for name in names
    }


TWO = FACTS._replace(training=Judged(100, (50, 50)), validation=Judged(100, (50, 50)))
SPEAKS: list[tuple[str, Seen, str, str, str]] = [
    ("diverged", seen(row={"loss": np.array([1.0] * 89 + [np.inf])}), "bad", "Diverged at step 90.",
     "The loss was 1 at step 89"),
    ("diverged", seen(1, row={"loss": NAN}), "bad", "Diverged at step 1.", "very first step"),
    ("diverged", seen(row={"gradient_norm": np.inf}), "bad", "Diverged at step 90.",
     "The loss was 0.5, but its gradient"),
    ("nonfinite", seen(activation__nonfinite=[0, 12, 3]), "bad", "Not finite.",
     "12 of 1280 activations of hidden 2"),
    ("worse", seen(**scores(1e18, 0.1)), "bad", "Worse than untrained.",
     "The training loss is 10¹⁸; it was 2.3"),
    ("worse", seen(**scores(2.6, 0.95)), "warn", "Worse than untrained.", "2.6"),
    ("symmetric", seen(alike=[0, 1, 1]), "bad", "Symmetric units.", "All 10 units of hidden 2"),
    ("vanishing", seen(row={"layer_gradient_norm": [1e-4, 1e-2, 1.0]}, training_accuracy=0.1),
     "bad", "Vanishing gradient.", "100 times smaller on average: norm 10⁻⁴ over "
     "the 100 parameters of hidden 1, 1 over the 100 of the output layer"),
    ("vanishing", seen(row={"layer_gradient_norm": [0.01, 0.1, 0.4]}), "warn",
     "Vanishing gradient.", "6.3 times smaller"),
    ("vanishing", seen(row={"layer_gradient_norm": [1e-22, 1e-12, 1e-2]}), "warn",
     "Vanishing gradient.", "10¹⁰ times smaller"),
    ("vanishing", seen(row={"layer_gradient_norm": [0, 0.1, 1]}), "bad", "No gradient.",
     "None reaches hidden 1: its norm is 0 in the last 20 steps"),
    ("exploding", seen(row={"layer_gradient_norm": [100, 10, 1]}), "warn", "Exploding gradient.",
     "10 times larger on average: norm 100 over the 100 parameters of hidden 1, 1 over"),
    ("exploding", seen(row={"gradient_norm": np.geomspace(1, 1e12, 90)}, training_loss=5), "bad",
     "Exploding gradient.", "the loss has risen"),
    ("dead", seen(dead=[0.1, 0.625, 0]), "warn", "Dead units.",
     "63% of hidden 2 have slope 0 on all 128"),
    ("dead", seen(dead=[1, 0.5, 0]), "bad", "Dead layer.", "All units of hidden 1"),
    ("saturated", seen(saturated=[0.7, 0.1, 0]), "warn", "Saturated.", "70% of hidden 1's"),
    ("signal", seen(activation__std=[1.0, 0.08, 1]), "warn", "Signal thins out.",
     "shrinks 13 times per layer on average: 1 in hidden 1, 0.08 in hidden 2"),
    ("signal", seen(activation__std=[1.0, 15, 1]), "warn", "Signal grows.", "grows 15 times"),
    ("signal", seen(activation__std=[1, 1e-9, 1], activation__mean=[0, 0.5, 0]), "bad",
     "Signal gone.", "hidden 2 differ by 10⁻⁹ around 0.5"),
    ("signal", seen(activation__std=[1, 0, 1], activation__mean=[0, 0, 0]), "bad", "Signal gone.",
     "All activations of hidden 2 are 0."),
    ("still", seen(row={"update_ratio": [0, 0, 0], "learning_rate": 0}), "bad", "No kernel moves.",
     "The learning rate is 0."),
    ("still", seen(row={"update_ratio": [1e-6, 2e-6, 1e-7]}), "warn", "Barely moves.",
     "no kernel by more than 2·10⁻⁶ of it, the median of the last 20 steps: at this pace all 450 "
     "steps would move none by more than 0.09%"),
    ("weightless", seen(weight__range=[[0, 0], [-1, 1], [0, 0]]), "warn", "Zero weights.",
     "All weights of hidden 1, output are 0"),
    ("weightless", seen(weight__range=[[0, 0]] * 3), "warn", "Zero weights.", "of all layers"),
    ("at_chance", seen(20, **scores(2.3, 0.1)), "plain", "At chance.", "after 0.44 epochs"),
    ("at_chance", seen(90, **scores(2.3, 0.1)), "warn", "At chance.",
     "10.0% of 360 validation examples are right after 2 epochs; always naming the commonest "
     "class gives 10.0%"),
    ("at_chance", seen(450, **scores(2.3, 0.12)), "bad", "Did not learn.", "12.0% of 360"),
    ("at_mean", predicted(20, -0.2, -0.1), "plain", "No better than the mean.",
     "R² on 89 validation examples is −0.1 after 0.44 epochs; always giving their mean has 0, and "
     "luck up to 0.06."),
    ("at_mean", predicted(90, 0.0, 0.05), "warn", "No better than the mean.", "after 2 epochs"),
    ("at_mean", predicted(450, 0.01, 0.05), "bad", "Did not learn.", "is 0.05 after 10 epochs"),
    ("explains_training", predicted(90, 0.9, -0.2), "warn", "Does not generalize.",
     "R² is 0.9 on training examples, but −0.2 on 89 validation examples; luck gives up to 0.06."),
    ("memorizes", seen(training_accuracy=1, validation_accuracy=0.1), "warn",
     "Does not generalize.", "100.0% of the training examples are right, but only 10.0%"),
    ("overfits", validated([0.5, 0.3, 0.45, 0.5, 0.5, 0.55, 0.6]), "warn", "Overfits.",
     "Since step 10 the validation loss has risen from 0.3 to 0.6, while the training loss fell "
     "from 0.5 to 0.143"),
    ("large_updates", seen(row={"update_ratio": [1e-3, 0.2, NAN]}), "warn", "Large updates.",
     "moves hidden 2 by 20.0% of its weights"),
    ("large_updates", seen(row={"update_ratio": [1e-3, 1e-3, 150]}), "warn", "Large updates.",
     "moves output by 150 times its weights"),
    ("learned", seen(training_accuracy=1), "good", "Learned.",
     "100.0% of the training and 90.0% of the validation"),
    ("learning", seen(facts=TWO, **scores(0.6, 0.71)), "good", "Learning.",
     "fell from 2.3 to 0.6; updates move kernels by 0.10% per step, the median of the last 20 "
     "steps. 71.0% of the validation examples are right."),
    ("learning", predicted(90, 0.6, 0.51), "good", "Learning.",
     "The training loss fell from 2 to 0.4; updates move kernels by 0.10% per step, the median of "
     "the last 20 steps. The RMS error on the validation examples is 56 points, that of always "
     "giving their mean 80 points (R² 0.51)."),
    ("under_way", predicted(0, 0, 0), "plain", "At the start.",
     "The RMS error on the validation examples is 160 points, that of always giving their mean "
     "80 points (R² −3) before the first step."),
    ("under_way", seen(0), "plain", "At the start.", "10.0% of the validation examples are right"),
    ("under_way", seen(), "plain", "Under way.", "is 0.4; 90.0% of the validation"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "what", "tone", "verdict", "text"), SPEAKS)
def test_a_rule_speaks(rule: str, what: Seen, tone: str, verdict: str, text: str) -> None:
    reading = read(rule, what)
    assert reading is not None
    assert (reading.tone, reading.verdict) == (tone, verdict)
    assert text in reading.sentence
    assert reading.layer is None or reading.layer in reading.sentence


ONCE = np.array([[0.0] * 3] * 80 + [[1.0] * 3] + [[0.0] * 3] * 9)
SILENT: list[tuple[str, Seen]] = [
    ("diverged", seen(row={"loss": 3e38, "gradient_norm": 3e38})),
    ("nonfinite", seen()),
    ("worse", seen(**scores(2.5, 0.1))),
    ("symmetric", seen(alike=[0, 0, 1])),  # the output layer alone
    ("symmetric", seen(facts=FACTS._replace(units=(1, 10, 10)), alike=[1, 0, 0])),
    # Shrinking by less than half a layer, or by less than a thirtieth in all.
    ("vanishing", seen(row={"layer_gradient_norm": [0.1, 0.2, 1.0]})),
    # Small gradients everywhere are no vanishing gradient.
    ("vanishing", seen(row={"layer_gradient_norm": [1e-9, 1e-9, 1e-9]})),
    # A layer of 100 times the parameters has ten times the norm at the same gradient.
    ("vanishing", seen(facts=FACTS._replace(parameters=(1, 100, 10_000)),
                       row={"layer_gradient_norm": [0.01, 0.1, 1]})),
    ("vanishing", seen(row={"layer_gradient_norm": [0, 0, 0]})),
    ("exploding", seen(row={"layer_gradient_norm": [1.9e4, 1.9e4, 1e4]})),
    # Leaving a plateau: gradients grow while the loss falls.
    ("exploding", seen(row={"gradient_norm": np.geomspace(1e-6, 1, 90)}, training_loss=1)),
    ("dead", seen(dead=[0.39, 0.2, 0])),
    ("saturated", seen(saturated=[0.49, 0.1, 0])),
    ("signal", seen(activation__std=[1.0, 0.11, 1e-9])),
    ("signal", seen(activation__std=[1e-9, 1e-9, 1], activation__mean=[0, 0, 0])),
    ("still", seen(row={"update_ratio": [1e-3, 0, 0]})),
    ("still", seen(row={"update_ratio": [3e-5, 0, 0]})),  # 450 steps make 1.35%
    ("still", seen(row={"update_ratio": [1e-9] * 3}, training_accuracy=1)),
    ("still", seen(row={"update_ratio": [NAN, NAN, NAN]})),
    # Most of the last steps moved nothing, but one did.
    ("still", seen(row={"update_ratio": ONCE})),
    ("weightless", seen(weight__range=[[0, 1e-20], [-1, 1], [-1, 0]])),
    ("at_chance", seen(0)),
    ("at_chance", seen(facts=TWO, **scores(0.6, 0.71))),
    ("at_chance", seen(**scores(2.2, 0.2))),
    ("at_chance", seen(training_accuracy=1, validation_accuracy=0.1)),
    ("at_mean", predicted(0, 0, 0)),
    ("at_mean", predicted(90, 0.5, 0.0)),
    ("at_mean", predicted(90, 0.0, 0.07)),
    ("explains_training", predicted(90, 0.6, 0.5)),
    ("explains_training", predicted(20, 0.9, -0.2)),  # within the first pass
    ("explains_training", predicted(90, 0.2, 0.05)),  # no further apart than luck may be
    ("explains_training", predicted(90, 0.0, -0.5)),
    ("learning", predicted(90, 0.5, 0.05)),
    ("learning", predicted(90, 0.6, 0.51, loss=2.5)),
    ("learned", predicted(90, 1.0, 1.0)),
    ("at_chance", predicted(90, 0.0, 0.0)),
    ("memorizes", predicted(90, 0.9, -0.2)),
    ("memorizes", seen()),
    ("memorizes", seen(training_accuracy=0.143, validation_accuracy=0.133)),
    ("memorizes", seen(**scores(2.3, 0.1))),
    ("memorizes", seen(20, training_accuracy=1, validation_accuracy=0.1)),
    ("overfits", validated([0.5, 0.3, 0.45, 0.5, 0.5, 0.55])),  # four snapshots only
    ("overfits", validated([0.5, 0.3, 0.39, 0.5, 0.5, 0.55, 0.35])),
    ("overfits", validated([0.5, 0.3, 0.5, 0.5, 0.5, 0.5, 0.5], [1, 1, 2, 2, 2, 2, 2])),
    ("large_updates", seen(row={"update_ratio": [NAN, NAN, NAN]})),
    ("large_updates", seen(row={"update_ratio": [0.029] * 3})),
    ("learned", seen()),
    ("learned", seen(training_accuracy=1, validation_accuracy=0.1)),
    ("learning", seen(0)),
    ("learning", seen(**scores(1.0, 0.1))),
    ("learning", seen(**scores(2.3, 0.9))),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "what"), SILENT)
def test_a_rule_is_silent(rule: str, what: Seen) -> None:
    assert read(rule, what) is None


def test_every_rule_is_tried_on_both_sides() -> None:
    assert {rule for rule, *_ in SPEAKS} == set(RULES)
    assert {rule for rule, _ in SILENT} == set(RULES) - {"under_way"}  # which always speaks


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_silent_without_a_column_it_names(rule: str) -> None:
    for name in RULES[rule].needs:
        what = Seen(FACTS)
        for step in (0, 10):
            if step:
                steps = rows(10)
                what.take_steps(1, {key: steps[key] for key in steps if key != name})
            columns: dict[str, Any] = snapshot(dead=[1, 1, 0], alike=[1, 1, 1])
            what.take_snapshot(step, {key: columns[key] for key in columns if key != name})
        assert read(rule, what) is None


@pytest.mark.parametrize("examples", [30, 89, 360, 2048])
def test_luck_with_numbers_is_that_of_a_correlation(examples: int) -> None:
    """By Student's t, of which the bound's normal is an approximation."""
    quantile = t.ppf(0.99, examples - 2)
    exact = quantile**2 / (examples - 2 + quantile**2)
    assert bound_of(examples) == pytest.approx(exact, rel=0.02)


def test_no_r2_exceeds_the_squared_correlation() -> None:
    random = np.random.default_rng(5)
    for _ in range(100):
        targets, outputs = random.standard_normal((2, 50)) * random.uniform(0.1, 3, (2, 1))
        explained = 1 - np.sum((targets - outputs) ** 2) / np.sum((targets - targets.mean()) ** 2)
        assert explained <= np.corrcoef(targets, outputs)[0, 1] ** 2 + 1e-12


def test_where_there_are_neither_classes_nor_numbers_the_loss_tells() -> None:
    what = predicted(90, 0.5, 0.5)
    bare = [one._replace(numbers={key: one.numbers[key] for key in LOSSES}) for one in what.scores]
    what.scores = bare
    assert learns(what, "training")
    what.scores = bare[::-1]
    assert not learns(what, "validation")


@pytest.mark.parametrize("counts", [(50, 50), (5, 5), (2,) * 10, (36,) * 10, (7,), (300, 100)])
def test_luck_is_binomial(counts: tuple[int, ...]) -> None:
    n, p = sum(counts), max(counts) / sum(counts)
    assert chance_of(counts).bound == pytest.approx(binom.ppf(0.99, n, p) / n)


def test_the_commonest_class_is_the_best_guess() -> None:
    assert chance_of((90, 10)).share == 0.9
    assert not above_chance(0.95, (90, 10))
    assert above_chance(0.98, (90, 10))
    assert above_chance(float(np.float32(0.71)), (50, 50))
    assert not above_chance(float(np.float32(0.62)), (50, 50))
