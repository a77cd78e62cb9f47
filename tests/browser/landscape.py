"""Words for what a person sees and does on the Landscape page."""

import base64
import re

from playwright.sync_api import Locator, Page, expect
from tests.browser.visiting import wait_until

COLOURS_IN_PICTURE = """
async (source) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  return new Set(pixels).size;
}
"""


def contour(page: Page) -> Locator:
    """The contour chart, drawn."""
    chart = page.get_by_role("group", name=re.compile("^Contour of"))
    expect(chart).to_have_attribute("data-drawn", "true")
    return chart


def wait_for_race(page: Page) -> None:
    """Wait until paths, curves and table are there."""
    contour(page)
    expect(curves(page)).to_have_attribute("data-drawn", "true")
    expect(page.get_by_role("region", name=re.compile("^Standing"))).to_have_attribute(
        "aria-busy", "false"
    )


def curves(page: Page) -> Locator:
    """The chart of a quantity against the step."""
    return page.get_by_role("group", name=re.compile("of every optimizer against the step"))


def row(page: Page, label: str) -> Locator:
    """The numbers of one optimizer in the table."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=label, exact=True))


def loss_of(page: Page, label: str) -> Locator:
    """The loss of one optimizer at the present step."""
    return row(page, label).get_by_role("cell").first


def standing_at(page: Page, step: int) -> None:
    """Expect the table to stand at a step."""
    expect(page.get_by_role("heading", name=f"Standing at step {step}", exact=True)).to_be_visible()


def colours(page: Page, element: Locator) -> int:
    """How many different colours an element shows: a blank one shows a handful."""
    picture = base64.b64encode(element.screenshot()).decode()
    return int(page.evaluate(COLOURS_IN_PICTURE, f"data:image/png;base64,{picture}"))


def wait_for_colours(page: Page, element: Locator, more_than: int) -> None:
    """Wait until an element shows its picture: Plotly goes on drawing in space after it returns."""
    wait_until(lambda: colours(page, element) > more_than)


def marks(chart: Locator, symbol: str) -> int:
    """How many markers of a kind a chart draws."""
    return int(
        chart.evaluate(
            """(box, symbol) => box.querySelector('.js-plotly-plot').data
                 .filter((trace) => trace.marker?.symbol === symbol).length""",
            symbol,
        )
    )
