"""The page says that nothing can be stored, for as long as that is so."""

from pathlib import Path

from playwright.sync_api import Browser, expect
from tests.server.live import live_server
from tests.server.runs.test_full_disk import nothing_fits


def test_a_full_disk_is_told_on_every_page_until_there_is_room(
    flat_browser: Browser, tmp_path: Path
) -> None:
    with live_server(tmp_path) as server:
        page = flat_browser.new_page()
        page.goto(f"{server.url}/runs")
        notice = page.get_by_role("alert").filter(has_text="Nothing can be stored.")
        expect(page.get_by_label("Connection: live")).to_be_visible()
        expect(notice).to_have_count(0)
        with nothing_fits(server):
            refused = server.http.post("/api/experiments", json={"runs": [{}]})
            assert refused.status_code == 503
            expect(notice).to_contain_text("cannot be used at present")
            page.get_by_role("link", name="Training", exact=True).click()
            expect(notice).to_be_visible()
        expect(notice).to_have_count(0)
        page.close()
