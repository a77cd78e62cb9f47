"""What a person does on the Runs page."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.training import LONG, SMALL, chart, run_small, start, wait_for_points
from tests.browser.visiting import PHONE, Visit


def experiment(page: Page, name: str) -> Locator:
    """The rows of one experiment."""
    return page.get_by_role("rowgroup", name=name, exact=True)


def to_runs(page: Page) -> None:
    """Go to the list, as a person does."""
    page.get_by_role("navigation").get_by_role("link", name="Runs").click()
    expect(page.get_by_role("heading", name="Runs")).to_be_visible()


def rename(page: Page, old: str | re.Pattern[str], new: str) -> None:
    """Give an experiment another name, from the list."""
    page.get_by_role("button", name=old).first.click()
    page.get_by_role("menuitem", name="Rename").click()
    field = page.get_by_role("textbox", name="Name of the experiment")
    field.fill(new)
    field.press("Enter")
    expect(experiment(page, new)).to_be_visible()


def a_named_experiment(visit: Visit, name: str) -> Page:
    """A finished experiment of two small runs, on the list under a name of its own."""
    page = visit(f"/training?{SMALL}")
    run_small(page)
    to_runs(page)
    rename(page, re.compile("^More on Two moons"), name)
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lists_what_was_run(visit: Visit, theme: str) -> None:
    page = visit(f"/training?{SMALL}", theme=theme)
    run_small(page)
    to_runs(page)
    rows = experiment(page, "Two moons: He normal / Normal, std 0.01").first
    expect(rows).to_contain_text("2 – 8 × 2 – 2")
    expect(rows.get_by_role("row").nth(1)).to_contain_text(re.compile(r"He normal.*finished.*%"))
    expect(rows.get_by_role("row").nth(2)).to_contain_text("Normal, std 0.01")


def test_searches_and_says_when_nothing_matches(visit: Visit) -> None:
    page = a_named_experiment(visit, "Needle in the haystack")
    search = page.get_by_role("searchbox", name="Search runs")
    search.fill("needle")
    expect(page.get_by_role("rowgroup").filter(has=page.get_by_role("link"))).to_have_count(1)
    expect(page).to_have_url(re.compile("q=needle"))
    search.fill("no such thing")
    expect(page.get_by_text('No experiment matches "no such thing".')).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(experiment(page, "Needle in the haystack")).to_be_visible()


def test_reopens_an_experiment(visit: Visit) -> None:
    page = a_named_experiment(visit, "To be reopened")
    page.reload()
    page.get_by_role("link", name="To be reopened").click()
    expect(page).to_have_url(re.compile(r"/training\?.*experiment="))
    wait_for_points(page, "Loss of all variants", 400)
    expect(page.get_by_role("button", name="data: Two moons")).to_be_visible()


def test_compares_runs_of_different_experiments(visit: Visit) -> None:
    a_named_experiment(visit, "One side")
    page = a_named_experiment(visit, "Other side")
    page.get_by_role("checkbox", name="Compare A of One side").check()
    page.get_by_role("checkbox", name="Compare B of Other side").check()
    compared = page.get_by_role("list", name="Compared runs")
    expect(compared).to_contain_text("A of One side")
    expect(compared).to_contain_text("B of Other side")
    name = "Validation loss of the chosen runs against the step"
    chart(page, name)
    wait_for_points(page, name, 100)
    # They keep their names while the search shows others, and when the link is opened with it.
    page.get_by_role("searchbox", name="Search runs").fill("no such thing")
    expect(page.get_by_role("button", name="Show all")).to_be_visible()
    expect(compared).to_contain_text("A of One side")
    page.reload()
    expect(compared).to_contain_text("A of One side")
    expect(compared).to_contain_text("B of Other side")
    page.get_by_role("button", name="Compare nothing").click()
    expect(compared).to_be_hidden()


def test_deletes_only_what_was_confirmed(visit: Visit) -> None:
    page = a_named_experiment(visit, "To be deleted")
    menu = page.get_by_role("button", name="More on To be deleted")
    menu.click()
    page.get_by_role("menuitem", name="Delete").click()
    sentence = "Its 2 runs and everything recorded of them are removed for good"
    expect(page.get_by_role("alertdialog")).to_contain_text(sentence)
    page.get_by_role("button", name="Keep it").click()
    expect(experiment(page, "To be deleted")).to_be_visible()
    menu.click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(experiment(page, "To be deleted")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Runs")).to_be_visible()
    expect(experiment(page, "To be deleted")).to_have_count(0)


def test_follows_a_run_that_another_tab_started(visit: Visit) -> None:
    watcher = visit("/runs")
    worker = visit(f"/training?{LONG}&r=77")
    start(worker)
    rows = watcher.get_by_role("rowgroup", name=re.compile("^Digits")).first
    expect(rows).to_contain_text(re.compile("running"), timeout=60_000)
    worker.get_by_role("button", name="Cancel", exact=True).click()
    expect(rows).to_contain_text("cancelled")
    expect(rows).not_to_contain_text("running")


def test_fits_a_phone(visit: Visit) -> None:
    page = visit("/runs", viewport=PHONE)
    expect(page.get_by_role("heading", name="Runs")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
