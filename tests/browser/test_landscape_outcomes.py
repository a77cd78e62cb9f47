"""What is said of a race, and of how it was run."""

import re

from playwright.sync_api import expect
from tests.browser.landscape import contour, curves, marks, row, standing_at, wait_for_race
from tests.browser.visiting import Visit

RACE = ("Adam", "Momentum", "RMSProp", "Gradient descent")


def test_divergence_is_shown_where_it_happens(visit: Visit) -> None:
    page = visit("/landscape?n=60&o=0@gradient_descent:learning_rate=10;1@adam")
    wait_for_race(page)
    expect(row(page, "Gradient descent")).to_contain_text("diverged")
    expect(page.get_by_role("cell", name=re.compile("^Diverged: .* at step 4"))).to_be_visible()
    assert marks(contour(page), "triangle-up") == 1
    assert marks(curves(page), "triangle-up") == 1


def test_what_is_said_is_true_at_the_step_shown(visit: Visit) -> None:
    page = visit("/landscape?s=quadratic&n=500&o=0@gradient_descent:learning_rate=0.039")
    wait_for_race(page)
    said = page.get_by_role("cell").filter(has_text=re.compile(r"\.\s*$"))
    expect(said).to_have_text(re.compile(r"^\s*Converged at step \d+, loss \S+ there"))
    expect(row(page, "Gradient descent")).to_contain_text("converged")
    page.keyboard.press("Home")
    standing_at(page, 0)
    expect(said).to_have_text(re.compile(r"^\s*At the start: loss \S+, gradient norm \S+\.\s*$"))
    expect(row(page, "Gradient descent")).to_contain_text("descending")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("at step 1, down from")


def test_protocol_card(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.get_by_role("button", name="protocol").click()
    card = page.get_by_role("dialog", name="Protocol")
    expect(card.get_by_text("Same start (−1.5, 2)")).to_be_visible()
    expect(card.get_by_role("row")).to_have_count(1 + len(RACE))


def test_what_sensitive_means_is_opened_by_keyboard(visit: Visit) -> None:
    page = visit("/landscape?s=quadratic&n=300&o=0@rmsprop:learning_rate=0.05")
    wait_for_race(page)
    button = page.get_by_role("button", name=re.compile(r"^Sensitive from step \d+\.$"))
    button.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Sensitive to rounding")
    expect(card).to_contain_text("rounding errors decide where RMSProp goes")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(button).to_be_focused()
