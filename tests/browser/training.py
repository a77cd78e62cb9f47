"""Words for what a person sees and does on the Training and Runs pages."""

import re

from playwright.sync_api import Locator, Page, expect

SMALL = "d=moons&m=mlp:hidden=8x8&e=8&b=32"
"""Settings that train in a blink: two moons, two layers of eight."""
LONG = "e=44000"
"""Settings of the default run that no test waits for: about as many steps as there may be."""


def variant(page: Page, letter: str) -> Locator:
    """The head of a column."""
    return page.get_by_role("region", name=f"Variant {letter}", exact=True)


def status(page: Page, letter: str) -> Locator:
    """What becomes of a variant's run."""
    return variant(page, letter).get_by_role("paragraph")


def start(page: Page) -> None:
    """Start the variants, and wait until the link names the experiment."""
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page).to_have_url(re.compile("experiment="))


def wait_until_finished(page: Page, *letters: str) -> None:
    """Wait until runs have finished, and all that they left has arrived."""
    for letter in letters:
        expect(status(page, letter)).to_have_text(re.compile(r"% · finished"), timeout=90_000)
    wait_until_arrived(page)


def wait_until_arrived(page: Page) -> None:
    """Wait until nothing more is on its way to runs that have ended: their status comes first."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=90_000)


def chart(page: Page, name: str) -> Locator:
    """A chart by its name, drawn from what has arrived."""
    found = page.get_by_role("group", name=name, exact=True)
    found.scroll_into_view_if_needed()
    expect(found).to_have_attribute("data-drawn", "true")
    return found


def points(found: Locator) -> int:
    """How many points a chart's traces have, all together."""
    return int(
        found.evaluate(
            """(box) => box.querySelector('.js-plotly-plot').data
                 .reduce((sum, trace) => sum + (trace.x?.length ?? 0), 0)"""
        )
    )


def wait_for_points(page: Page, name: str, least: int) -> None:
    """Wait until a chart has at least so many points."""
    page.wait_for_function(
        """([name, least]) => {
             const box = document.querySelector(`[role=group][aria-label="${name}"]`);
             const data = box?.querySelector('.js-plotly-plot')?.data ?? [];
             return data.reduce((sum, trace) => sum + (trace.x?.length ?? 0), 0) >= least;
           }""",
        arg=[name, least],
        timeout=90_000,
    )


def present_step(page: Page) -> Locator:
    """The slider of the step looked at."""
    return page.get_by_role("slider", name="Present step")


def wait_for_step(page: Page, last: int) -> None:
    """Wait until everything up to a step has arrived and the page stands there."""
    expect(present_step(page)).to_have_attribute("max", str(last), timeout=90_000)
    expect(present_step(page)).to_have_value(str(last))


def reading(page: Page, letter: str) -> Locator:
    """The sentence under a column."""
    return page.get_by_label(f"Reading of {letter}")


def run_small(page: Page) -> str:
    """Train the two small variants that the page was opened with; returns the experiment's id."""
    start(page)
    wait_until_finished(page, "A", "B")
    found = re.search(r"experiment=(\w+)", page.url)
    assert found is not None
    return found[1]
