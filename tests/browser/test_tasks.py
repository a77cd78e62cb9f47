"""What is learned is chosen on the page, which then offers what goes with it."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.training import (
    chart,
    reading,
    start,
    status,
    wait_until_arrived,
    wait_until_finished,
)
from tests.browser.visiting import PHONE, Visit


def offered(page: Page, chip: str, field: str) -> list[str]:
    """What a chip's field offers; a field with one choice is not shown."""
    page.get_by_role("button", name=re.compile(f"^{chip}: ")).click()
    card = page.get_by_role("dialog", name=chip, exact=True)
    expect(card).to_be_visible()
    options = card.get_by_role("combobox", name=field).get_by_role("option").all_inner_texts()
    page.keyboard.press("Escape")
    return options


def chip(page: Page, text: str) -> None:
    expect(page.get_by_role("button", name=text)).to_be_visible()


def choose(page: Page, what: str, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{what}: ")).click()
    page.get_by_role("dialog", name=what, exact=True).get_by_role(
        "combobox", name=what
    ).select_option(name)
    page.keyboard.press("Escape")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_numbers_are_predicted(visit: Visit, theme: str) -> None:
    page = visit("/training?m=mlp:hidden=8x&e=8", theme=theme)
    assert offered(page, "loss", "loss") == ["Cross-entropy", "Squared error"]
    choose(page, "data", "diabetes")
    chip(page, "task: Regression")
    chip(page, "loss: Squared error")
    chip(page, "network: 10 – 8 – 1")
    assert offered(page, "loss", "loss") == ["Squared error", "Absolute error"]
    assert offered(page, "task", "task") == ["Regression", "Reconstruction"]
    table = page.get_by_role("region", name="Diabetes, examples")
    expect(table.get_by_role("columnheader", name="body mass index")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?d=diabetes&m=mlp:hidden=8x&e=8$"))

    start(page)
    for letter in "AB":
        expect(status(page, letter)).to_have_text(
            re.compile(r"^RMS error \d+(\.\d)? points · finished$"), timeout=90_000
        )
    wait_until_arrived(page)
    chart(page, "Predicted over true of A")
    chart(page, "RMS error of all variants")
    expect(page.get_by_role("group", name=re.compile("Accuracy"))).to_have_count(0)
    expect(reading(page, "A")).to_contain_text("no better than the mean")
    page.goto(re.sub(r"/training.*", "/runs", page.url))
    expect(
        page.get_by_role("cell", name=re.compile(r"^RMS error .* points$")).first
    ).to_be_visible()


def test_images_are_given_back(visit: Visit) -> None:
    page = visit("/training?e=4&o=adam:learning_rate=0.01")
    assert "Linear autoencoder" not in offered(page, "network", "network")
    choose(page, "task", "reconstruction")
    assert "Linear autoencoder" in offered(page, "network", "network")
    assert offered(page, "loss", "loss") == []
    choose(page, "network", "linear_autoencoder")
    expect(page).to_have_url(re.compile("t=reconstruction&m=linear_autoencoder"))
    start(page)
    for letter in "AB":
        expect(status(page, letter)).to_have_text(re.compile("finished$"), timeout=90_000)
    wait_until_arrived(page)
    images = page.get_by_role("list", name="Reconstructions of A")
    expect(images.get_by_role("listitem")).to_have_count(24)
    first = images.get_by_role("listitem").first
    expect(first).to_have_attribute("aria-label", re.compile(r"^\d, RMS error 0\.\d+"))

    # Back at classes, the network that cannot tell them apart gives way to one that can.
    choose(page, "task", "classification")
    chip(page, "network: 64 – 64 × 2 – 10")
    chip(page, "loss: Cross-entropy")


def test_numbers_fit_a_phone(visit: Visit) -> None:
    page = visit("/training?d=diabetes&m=mlp:hidden=8x&e=4", viewport=PHONE)
    expect(page.get_by_role("region", name="Diabetes, examples")).to_be_visible()
    start(page)
    expect(status(page, "A")).to_have_text(re.compile("finished$"), timeout=90_000)
    wait_until_arrived(page)
    chart(page, "Predicted over true of A")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_classes_are_still_told_in_percent(visit: Visit) -> None:
    page = visit("/training?d=moons&m=mlp:hidden=8x8&e=4&b=32")
    start(page)
    wait_until_finished(page, "A", "B")
