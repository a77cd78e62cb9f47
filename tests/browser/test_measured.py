"""What is measured is chosen on the page, and drawn by what the plan says of it."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.training import (
    SMALL,
    chart,
    present_step,
    start,
    wait_for_points,
    wait_until_finished,
)
from tests.browser.visiting import Visit


def small(**more: Any) -> dict[str, Any]:
    model = {"name": "mlp", "params": {"hidden": [8, 8]}}
    return {"dataset": "moons", "model": model, "epochs": 3, "batch_size": 32, **more}


def opened(visit: Visit, server: str, theme: str, *runs: dict[str, Any], **options: Any) -> Page:
    answer = httpx.post(f"{server}/api/experiments", json={"runs": list(runs)})
    assert answer.status_code == 201, answer.text
    page = visit(f"/training?experiment={answer.json()['id']}", theme=theme, **options)
    wait_until_finished(page, *"AB"[: len(runs)])
    return page


def test_statistics_are_asked_for_and_appear(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    page.get_by_role("button", name="measured: as usual").click()
    card = page.get_by_role("dialog", name="measured")
    card.get_by_role("checkbox", name="Sharpness").check()
    card.get_by_role("checkbox", name="Update against gradient").check()
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name="measured: and 2 more")
    expect(chip).to_be_focused()
    expect(page).to_have_url(re.compile("u=update_cosine;sharpness"))
    start(page)
    wait_until_finished(page, "A", "B")
    for letter in "AB":
        for title, least in (("Sharpness", 11), ("Update against gradient", 300)):
            chart(page, f"{title} of {letter}")
            wait_for_points(page, f"{title} of {letter}", least)
    page.reload()
    wait_until_finished(page, "A", "B")
    expect(chip).to_be_visible()
    chart(page, "Sharpness of A")


def test_how_often_is_chosen(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}&v=")
    page.get_by_role("button", name="measured: as usual").click()
    card = page.get_by_role("dialog", name="measured")
    card.get_by_role("checkbox", name="Sharpness").check()
    often = card.get_by_role("combobox", name="When to measure: Sharpness")
    expect(often).to_have_value("")
    often.select_option("every 25 steps")
    expect(card.get_by_text("Every 25 steps; one takes as long as about")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"u=sharpness\*25"))
    start(page)
    wait_until_finished(page, "A")
    chart(page, "Sharpness of A")
    # At the start, and then at each of 8 steps of 200.
    assert steps_of(page, "Sharpness of A") == list(range(0, 201, 25))
    chart(page, "Activation by layer of A")
    present_step(page).fill("60")
    expect(chart(page, "Activation by layer of A").get_by_role("paragraph")).to_contain_text(
        re.compile(r"^At step 60: hidden 1: median")
    )
    page.get_by_role("button", name="measured: and sharpness").click()
    often.select_option("at each snapshot")
    expect(page).to_have_url(re.compile(r"u=sharpness(&|$)"))


def steps_of(page: Page, name: str) -> list[int]:
    """Where the first trace of a chart has its points."""
    found: list[int] = page.get_by_role("group", name=name, exact=True).evaluate(
        "(box) => Array.from(box.querySelector('.js-plotly-plot').data[0].x)"
    )
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_a_run_does_not_measure_is_said_to_be_so(
    visit: Visit, server: str, theme: str
) -> None:
    page = opened(visit, server, theme, small(), small(instruments=["noise_scale"]))
    for title in ("Update to weight", "Dead, saturated", "Gradient noise scale"):
        row = page.get_by_role("region", name=title, exact=True)
        expect(row.get_by_text("Not measured in this run.")).to_have_count(1)
    chart(page, "Gradient noise scale of B")
    wait_for_points(page, "Gradient noise scale of B", 11)
    chart(page, "Gradient norm of A")


def test_what_no_run_measures_has_no_row(visit: Visit, server: str) -> None:
    page = opened(visit, server, "light", small(instruments=[]))
    chart(page, "Gradient norm of A")
    expect(page.get_by_role("region", name="Update to weight", exact=True)).to_have_count(0)
    expect(page.get_by_text("Not measured in this run.")).to_have_count(0)
