"""Where the focus goes, and what is spoken."""

import re

from playwright.sync_api import Locator, Page, expect
from tests.browser.landscape import row, standing_at, wait_for_race
from tests.browser.training import LONG, SMALL, run_small, variant, wait_until_finished
from tests.browser.visiting import Visit

NOTE_ANNOUNCEMENTS = """
  window.spoken = [];
  let last = '';
  new MutationObserver(() => {
    const region = document.querySelector('[role=status][aria-label=Announcements]');
    const text = region?.textContent ?? '';
    if (text && text !== last) window.spoken.push(text);
    last = text;
  }).observe(document, { childList: true, characterData: true, subtree: true });
"""


def press(page: Page, element: Locator, key: str = "Enter") -> None:
    """Use a control by keyboard."""
    element.focus()
    page.keyboard.press(key)


def expect_spoken(page: Page, words: str) -> None:
    """Wait until a sentence with these words was announced."""
    page.wait_for_function(
        "(words) => window.spoken?.some((one) => one.includes(words))", arg=words
    )


def spoken(page: Page) -> list[str]:
    """All announcements since they are noted."""
    found: list[str] = page.evaluate("window.spoken")
    return found


def test_focus_stays_on_the_landscape(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    press(page, page.get_by_role("button", name="Remove Momentum"))
    expect(row(page, "Momentum")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^RMSProp"))).to_be_focused()
    press(page, page.get_by_role("button", name="Remove Gradient descent"))
    expect(page.get_by_role("button", name="Add optimizer")).to_be_focused()
    press(page, page.get_by_role("button", name="Remove Adam"))
    press(page, page.get_by_role("button", name=re.compile("^RMSProp")))
    expect(page.get_by_role("button", name="Remove RMSProp")).to_have_count(0)

    page.get_by_role("textbox", name="start x").fill("0.5")
    press(page, page.get_by_role("button", name="usual start"))
    expect(page.get_by_role("textbox", name="start x")).to_be_focused()

    press(page, page.get_by_role("slider", name="Present step"), "Home")
    standing_at(page, 0)
    press(page, page.get_by_role("button", name="One step on"))
    back = page.get_by_role("button", name="One step back")
    press(page, back)
    standing_at(page, 0)
    expect(back).to_be_focused()
    expect(back).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    standing_at(page, 0)


def test_focus_stays_on_training_and_runs(visit: Visit) -> None:
    page = visit(f"/training?{LONG}")
    press(page, page.get_by_role("button", name="Start", exact=True))
    expect(page.get_by_role("button", name="Cancel", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Start again")).to_be_focused()

    epochs = page.get_by_role("textbox", name="epochs")
    epochs.fill("9")
    press(page, page.get_by_role("button", name="Back to the runs' settings"))
    expect(epochs).to_have_value(LONG.removeprefix("e="))
    expect(page.get_by_role("button", name="Protocol")).to_be_focused()
    press(page, variant(page, "B").get_by_role("button", name="Remove variant B"))
    expect(page.get_by_role("button", name="Edit variant A")).to_be_focused()

    page.get_by_role("navigation").get_by_role("link", name="Runs").click()
    more = page.get_by_role("button", name=re.compile("^More on Digits")).first
    press(page, more)
    page.get_by_role("menuitem", name="Rename").press("Enter")
    field = page.get_by_role("textbox", name="Name of the experiment")
    expect(field).to_be_focused()
    field.fill("By keyboard")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="By keyboard")).to_be_focused()


def test_a_race_is_spoken_once(visit: Visit) -> None:
    page = visit(
        "/landscape?n=60&o=0@gradient_descent:learning_rate=10;1@adam", script=NOTE_ANNOUNCEMENTS
    )
    wait_for_race(page)
    expect_spoken(page, "Rosenbrock, 60 steps: Adam ends lowest, at ")
    assert "Gradient descent diverged." in spoken(page)[-1]
    assert len(spoken(page)) == 1
    for _ in range(3):
        press(page, page.get_by_role("slider", name="Gradient descent: learning rate"), "PageDown")
    page.get_by_role("textbox", name="steps").fill("70")
    expect_spoken(page, "Rosenbrock, 70 steps:")
    assert sum("Rosenbrock, 70 steps:" in one for one in spoken(page)) == 1


def test_a_training_speaks_of_its_start_and_its_end(visit: Visit) -> None:
    page = visit(
        f"/training?{SMALL}&v=a!linear@o!momentum:learning_rate=1e6", script=NOTE_ANNOUNCEMENTS
    )
    page.get_by_role("button", name="Start", exact=True).click()
    expect_spoken(page, "Training has started: A, B.")
    wait_until_finished(page, "A")
    expect_spoken(page, "A: Finished 200 steps")
    expect_spoken(page, "B: ")
    said = " ".join(spoken(page))
    for part in ("Training has started", "A: ", "B: "):
        assert said.count(part) == 1
    assert page.get_by_role("status").count() == 1


def test_nothing_is_spoken_of_what_ended_before(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}", script=NOTE_ANNOUNCEMENTS)
    run_small(page)
    page.reload()
    wait_until_finished(page, "A", "B")
    page.get_by_role("button", name="Copy link").click()
    expect_spoken(page, "Link copied.")
    assert spoken(page) == ["Link copied."]
