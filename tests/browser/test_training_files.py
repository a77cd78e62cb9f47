"""What can be taken from the Training page as files."""

from tests.browser.training import SMALL, chart, run_small, wait_for_step
from tests.browser.visiting import Visit
from tests.server.parquet import read


def test_downloads_series_and_pictures(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}")
    run_small(page)
    wait_for_step(page, 200)
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as series:
        page.get_by_role("menuitem", name="Series of A (CSV)").click()
    rows = series.value.path().read_text().splitlines()
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as typed:
        page.get_by_role("menuitem", name="Series of A (Parquet)").click()
    assert typed.value.suggested_filename.endswith(".parquet")
    table = read(typed.value.path().read_bytes()).columns
    assert ",".join(table) == rows[0]
    assert len(table["step"]) == len(rows) - 1 > 200
    loss = chart(page, "Loss of all variants")
    loss.hover()
    page.get_by_role("button", name="Download Loss of all variants").click()
    with page.expect_download() as picture:
        page.get_by_role("menuitem", name="SVG with legend").click()
    assert "<svg" in picture.value.path().read_text()
