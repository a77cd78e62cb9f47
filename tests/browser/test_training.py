"""What a person does on the Training page."""

import re

import pytest
from playwright.sync_api import expect
from tests.browser.training import (
    LONG,
    SMALL,
    chart,
    points,
    present_step,
    reading,
    run_small,
    start,
    status,
    variant,
    wait_for_points,
    wait_for_step,
    wait_until_finished,
)
from tests.browser.visiting import PHONE, Visit


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_shows_the_data_and_then_two_variants_learning(visit: Visit, theme: str) -> None:
    page = visit("/training", theme=theme)
    expect(page.get_by_role("heading", name="Digits")).to_be_visible()
    samples = page.get_by_role("list", name="Digits, examples with their classes")
    expect(samples.get_by_role("listitem")).to_have_count(24)
    expect(variant(page, "A")).to_contain_text("He normal")
    expect(variant(page, "B")).to_contain_text("Normal, std 0.01")

    start(page)
    wait_until_finished(page, "A", "B")
    wait_for_step(page, 450)
    wait_for_points(page, "Loss of all variants", 2 * 450)
    for title in ("Activation by layer of A", "Gradient norm of B", "Update to weight of A"):
        assert points(chart(page, title)) > 0
    for letter in "AB":
        predictions = page.get_by_role("list", name=f"Predictions of {letter}")
        expect(predictions.get_by_role("listitem")).to_have_count(24)
        expect(reading(page, letter)).to_contain_text(re.compile(r"\d"))
    expect(status(page, "A")).to_have_text(re.compile(r"^9[5-9]\.\d+% · finished$"))
    expect(page.locator("html")).to_have_attribute("data-theme", theme)


def test_no_prediction_is_cut_off(visit: Visit) -> None:
    page = visit("/training?e=1")
    start(page)
    wait_until_finished(page, "A", "B")
    predictions = page.get_by_role("list", name="Predictions of A")
    for width in (1440, 1024, 800, 390):
        page.set_viewport_size({"width": width, "height": 800})
        expect(predictions.get_by_role("listitem")).to_have_count(24)
        page.wait_for_function(
            "({parentElement: box}) => box.scrollHeight <= box.clientHeight",
            arg=predictions.element_handle(),
        )


def test_draws_the_boundary_of_points(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    assert points(chart(page, "Two moons, examples")) > 100
    run_small(page)
    for letter in "AB":
        assert points(chart(page, f"Decision boundary of {letter}")) > 100


def test_scrubs_all_columns_back(visit: Visit) -> None:
    page = visit("/training")
    start(page)
    wait_until_finished(page, "A", "B")
    wait_for_step(page, 450)
    # Two measures of two runs, each at steps 0, 1, 2, 4, every eighth and the last.
    wait_for_points(page, "Accuracy of all variants", 4 * 61)
    expect(reading(page, "A")).to_contain_text(re.compile(r"^\s*(Learning|Learned)\."))

    present_step(page).fill("48")
    expect(page.get_by_label("Reading", exact=True)).to_contain_text("at step 48")
    expect(reading(page, "B")).to_contain_text("Vanishing gradient.")
    expect(reading(page, "B")).to_contain_text("Also: ")
    expect(page).to_have_url(re.compile("k=48"))
    page.locator("body").press("ArrowLeft")
    expect(present_step(page)).to_have_value("47")
    page.get_by_role("button", name="To the end").click()
    expect(present_step(page)).to_have_value("450")
    expect(page).not_to_have_url(re.compile("k="))
    expect(reading(page, "B")).to_contain_text(re.compile(r"Earlier: .*at chance (at times|until)"))


def test_cancels_promptly_and_keeps_what_there_is(visit: Visit) -> None:
    page = visit(f"/training?{LONG}")
    start(page)
    wait_for_points(page, "Loss of all variants", 500)
    expect(variant(page, "A").get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Cancel A", exact=True).click()
    expect(status(page, "A")).to_have_text(re.compile(r"^cancelled at step \d+$"))
    page.get_by_role("button", name="Cancel", exact=True).click()
    expect(status(page, "B")).to_have_text(re.compile(r"^cancelled at step \d+$"))
    expect(page.get_by_role("button", name="Start again")).to_be_visible()
    last = max(int(re.sub(r"\D", "", status(page, letter).inner_text())) for letter in "AB")
    wait_for_step(page, last)
    expect(page.get_by_label("Reading", exact=True)).to_contain_text(f"at step {last}")


def test_reload_brings_everything_back(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    run_small(page)
    wait_for_step(page, 200)
    present_step(page).fill("120")
    expect(page).to_have_url(re.compile("k=120"))

    page.reload()
    wait_until_finished(page, "A", "B")
    expect(present_step(page)).to_have_attribute("max", "200")
    expect(present_step(page)).to_have_value("120")
    wait_for_points(page, "Loss of all variants", 400)


def test_shows_where_a_run_diverges(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}&v=a!linear@o!momentum:learning_rate=1e6")
    start(page)
    expect(status(page, "B")).to_have_text(re.compile(r"^diverged at step \d+$"), timeout=90_000)
    expect(reading(page, "B")).to_contain_text(re.compile(r"^\s*Diverged at step \d+\."))
    wait_until_finished(page, "A")
    marks = chart(page, "Loss of all variants").evaluate(
        """(box) => box.querySelector('.js-plotly-plot').data
             .filter((trace) => trace.marker?.symbol === 'triangle-up').length"""
    )
    assert marks == 1


def test_variants_are_added_edited_and_removed(visit: Visit) -> None:
    page = visit("/training")
    page.get_by_role("button", name="Add a variant").click()
    page.get_by_role("menuitem", name="learning rate").click()
    expect(variant(page, "C")).to_contain_text("rate 0.005")

    page.get_by_role("button", name="Edit variant B").click()
    sheet = page.get_by_role("dialog", name="Variant B")
    expect(sheet.get_by_text("differs from A")).to_be_visible()
    sheet.get_by_role("combobox", name="B: activation").select_option("tanh")
    sheet.get_by_role("button", name="As in A: initializer").click()
    page.keyboard.press("Escape")
    expect(variant(page, "B")).to_contain_text("Tanh")
    expect(variant(page, "B")).not_to_contain_text("std 0.01")

    page.get_by_role("button", name="Remove variant A").click()
    expect(variant(page, "A")).to_contain_text("Tanh")
    expect(variant(page, "B")).to_contain_text("ReLU")
    expect(page).to_have_url(re.compile("a=tanh"))


def test_changed_settings_fade_the_old_pictures(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    run_small(page)
    page.get_by_role("textbox", name="epochs").fill("9")
    expect(page.get_by_text("Settings were changed after these runs")).to_be_visible()
    expect(status(page, "A")).to_have_text("edited, not run yet")
    page.get_by_role("button", name="Back to the runs' settings").click()
    expect(page.get_by_role("textbox", name="epochs")).to_have_value("8")
    expect(status(page, "A")).to_have_text(re.compile("finished"))


def test_a_refusal_is_shown_where_it_belongs(visit: Visit) -> None:
    page = visit("/training?d=moons&b=4000", allow=("422",))
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_role("textbox", name="batch")).to_have_attribute("aria-invalid", "true")


def test_fits_a_phone(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}", viewport=PHONE)
    page.get_by_role("button", name="Settings", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("button", name="data: Two moons")).to_be_visible()
    page.get_by_role("button", name="Done").click()
    run_small(page)
    expect(present_step(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_says_what_went_wrong_and_what_was_wrong_before(visit: Visit) -> None:
    """At a rate of 0 nothing moves: it has finished, and nothing about it is good."""
    page = visit(f"/training?{SMALL}&v=o!gradient_descent:learning_rate=0")
    run_small(page)
    expect(reading(page, "B")).to_contain_text("No kernel moves.")
    expect(reading(page, "B")).to_contain_text("The learning rate is 0.")
    expect(status(page, "B")).to_have_class(re.compile(r"\bbad\b"))
    expect(status(page, "A")).to_have_class(re.compile(r"\bgood\b"))
    page.reload()
    expect(reading(page, "B")).to_contain_text("No kernel moves.")
    present_step(page).fill("0")
    expect(reading(page, "B")).to_contain_text("At the start.")
    page.goto(re.sub(r"/training.*", "/runs", page.url))
    expect(page.get_by_role("cell", name=re.compile("finished")).nth(1)).to_be_visible()
