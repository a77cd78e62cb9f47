"""Each form of chart as it is read by those who cannot see it, and as a table."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.landscape import contour, curves, wait_for_race
from tests.browser.test_measured import opened, small
from tests.browser.training import chart, present_step
from tests.browser.visiting import Visit

NUMBER = r"[−\d.·⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+"
COURSE = rf"{NUMBER} at step \d+, {NUMBER} at step \d+; least {NUMBER} at step \d+, largest "


def everything(**more: Any) -> dict[str, Any]:
    asked = ["update_ratio", "activation", "dead_units", "saturated_units", "boundary", "sharpness"]
    rate = {"name": "gradient_descent", "params": {"learning_rate": 0.1}}
    return small(instruments=asked, optimizer=rate, **more)


def read(found: Locator) -> str:
    """What the accessibility tree holds of a chart: a group with a paragraph, nothing else."""
    lines = found.aria_snapshot().splitlines()
    assert re.fullmatch(r'- group ".+":', lines[0]), lines
    kinds = re.findall(r"^\s+- (\w+)", "\n".join(lines[1:]), re.MULTILINE)
    assert kinds == ["paragraph"], lines
    return lines[1].split("- paragraph: ")[1].strip('"')


FORMS = {
    "Loss of all variants": rf"^Up to step 75: A training: {COURSE}.*A validation: {COURSE}",
    "Accuracy of all variants": r"A validation: [\d.]+% at step 0, [\d.]+% at step 75; least",
    "Decision boundary of A": r"^At step 75: Of the plane .+ on [\d.]+%, .+ on [\d.]+%; "
    r"confidence from [\d.]+% to [\d.]+%\. \d+ examples are drawn on it\.$",
    "Activation by layer of A": rf"^At step 75: hidden 1: median {NUMBER}, the middle 68% from "
    rf"{NUMBER} to {NUMBER}, all from {NUMBER} to {NUMBER}\. hidden 2: median",
    "Activation over time of A": rf"^Up to step 75: hidden 1, median: {NUMBER}",
    "Gradient norm of A": rf"^Up to step 75: hidden 1: {COURSE}.+ hidden 2: {COURSE}.+ output: ",
    "Update to weight of A": rf"hidden 1: {COURSE}.+ 0\.001 is a rule of thumb\.$",
    "Dead and saturated units of A": r"^At step 75: dead: hidden 1 [\d.]+%, hidden 2 [\d.]+%\. "
    r"saturated: hidden 1 ",
    "Sharpness of A": r"the stability limit, where one is known: 20 from step 0 to 75\.$",
}


@pytest.fixture
def trained(visit: Visit, server: str) -> Page:
    return opened(visit, server, "light", everything())


def test_every_form_is_one_group_with_sentences(trained: Page) -> None:
    for name, sentence in FORMS.items():
        expect(chart(trained, name).get_by_role("paragraph")).to_have_text(re.compile(sentence))
        assert re.search(sentence, read(chart(trained, name)))


def test_sentences_are_true_at_the_step_looked_at(trained: Page, server: str) -> None:
    run = re.search(r"experiment=(\w+)", trained.url)
    assert run is not None
    (one,) = httpx.get(f"{server}/api/experiments/{run[1]}").json()["runs"]
    series = httpx.get(f"{server}/api/runs/{one['id']}/series?names=loss").json()["series"]
    values = series["loss"]["value"]
    for step in (57, 20):
        present_step(trained).fill(str(step))
        paragraph = chart(trained, "Loss of all variants").get_by_role("paragraph")
        expect(paragraph).to_contain_text(f"Up to step {step}: ")
        said = re.search(
            r"A training: ([\d.]+) at step 1, ([\d.]+) at step (\d+); "
            r"least ([\d.]+) at step (\d+), largest ([\d.]+) at step (\d+)\.",
            paragraph.inner_text(),
        )
        assert said is not None, paragraph.inner_text()
        first, last, at, least, least_at, most, most_at = map(float, said.groups())
        assert at == step
        seen = values[:step]
        assert [first, last, least, most] == pytest.approx(
            [seen[0], seen[-1], min(seen), max(seen)], rel=5e-3
        )
        assert seen[int(least_at) - 1] == min(seen)
        assert seen[int(most_at) - 1] == max(seen)


@pytest.mark.parametrize(
    ("row", "name", "columns", "rows"),
    [
        ("Loss and scores", "Loss of all variants", ["label", "part", "step", "loss"], 75 + 40),
        ("Decision boundary", "Decision boundary of A", ["x", "y", "class", "confidence"], 200),
        ("Gradient norm", "Gradient norm of A", ["step", "hidden 1", "hidden 2", "output"], 75),
        ("Dead, saturated", "Dead and saturated units of A", ["step", "layer", "dead"], 2),
        (
            "Sharpness",
            "Sharpness of A",
            ["step", "sharpness", "the stability limit, where one is known"],
            40,
        ),
    ],
)
def test_every_form_has_a_table(
    trained: Page, row: str, name: str, columns: list[str], rows: int
) -> None:
    region = trained.get_by_role("region", name=row, exact=True)
    switch = region.get_by_role("button", name=f"{row} as a table")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    table = trained.get_by_role("group", name=f"{name}, table").get_by_role("table")
    # It scrolls in the picture's place.
    assert (
        trained.get_by_role("group", name=f"{name}, table").evaluate("box => box.clientHeight")
        < 400
    )
    headers = table.get_by_role("columnheader")
    assert headers.all_inner_texts()[: len(columns)] == columns
    expect(table.get_by_role("rowheader")).to_have_count(rows)
    switch.press("Enter")
    chart(trained, name)


def test_predictions_are_a_list_that_says_what_is_wrong(visit: Visit, server: str) -> None:
    page = opened(visit, server, "light", {"dataset": "digits", "epochs": 1})
    items = page.get_by_role("list", name="Predictions of A").get_by_role("listitem")
    expect(items).to_have_count(24)
    for item in items.all():
        assert re.match(r"(right|wrong): \d, \d+% sure", item.get_attribute("aria-label") or "")


def test_the_landscapes_charts_are_read_too(visit: Visit) -> None:
    page = visit("/landscape?n=40&k=10", still=True)
    wait_for_race(page)
    for found, sentence in (
        (
            contour(page),
            rf"x from {NUMBER} to {NUMBER}, .*At step 10: Adam at \({NUMBER}, {NUMBER}\), loss",
        ),
        (curves(page), rf"loss up to step 10\. Adam: {COURSE}"),
    ):
        expect(found.get_by_role("paragraph")).to_have_text(re.compile(sentence))
        kinds = {
            line.strip().split(" ")[1].rstrip(":") for line in found.aria_snapshot().splitlines()
        }
        assert kinds == {"group", "paragraph"}
    page.get_by_role("button", name="Loss by step as a table").click()
    table = page.get_by_role("group", name="Loss by step, table")
    expect(table.get_by_role("columnheader")).to_have_text(["label", "step", "loss"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_are_those_of_the_charts(visit: Visit, server: str, scheme: str) -> None:
    """The page's own choice of theme counts for nothing then."""
    page = opened(visit, server, scheme, small(), forced_colors="active")
    page.get_by_role("button", name="Theme: system").click()
    found = chart(page, "Loss of all variants")
    canvas, tick = found.evaluate(
        """(box) => {
          const probe = document.body.appendChild(document.createElement('span'));
          probe.style.color = 'CanvasText';
          return [getComputedStyle(probe).color,
                  getComputedStyle(box.querySelector('.xtick text')).fill];
        }"""
    )
    assert tick == canvas
