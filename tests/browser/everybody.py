"""What can be measured of a page that is for everybody."""

from pathlib import Path

from playwright.sync_api import Page
from tests.browser.visiting import wait_until

HERE = Path(__file__).parent
MEASURES = (HERE / "measures.js").read_text().split("\n", 1)[1].strip()
AXE = HERE.parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def measure(page: Page, name: str) -> list[str]:
    """What one of the measures finds wrong."""
    return [str(one) for one in page.evaluate(f"({MEASURES}).{name}()")]


def settle(page: Page) -> None:
    """Wait until every chart in sight is drawn in its present size and what floats is at rest."""
    size = page.viewport_size
    assert size is not None
    wait_until(
        lambda: bool(page.evaluate(f"(width) => ({MEASURES}).settled(width)", size["width"]))
    )


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text())
    return measure(page, "axe")


def overflows(page: Page) -> list[str]:
    """What lies past the window's edge, is clipped, or has to be scrolled sideways."""
    return measure(page, "overflows")


def collisions(page: Page) -> list[str]:
    """Labels of ticks and lines that lie upon each other."""
    return measure(page, "collisions")
