"""What is measured is chosen on the page, and drawn by what the plan says of it."""

import re
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect
from tests.browser.training import SMALL, chart, start, wait_for_points, wait_until_finished
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
