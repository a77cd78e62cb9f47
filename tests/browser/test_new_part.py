"""A part of trainings that the server alone knows has its control, its link and its field."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect
from tests.browser.training import SMALL, start, variant
from tests.browser.visiting import Visit
from tests.server.live import live_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("flavoured")
    with live_server(folder, module="tests.server.serve_flavoured") as live:
        yield live.url


def test_it_is_shown_linked_asked_for_and_restored(visit: Visit, server: str) -> None:
    page = visit(f"/training?{SMALL}&v=fl!sweet:sugar=3", allow=("500",))
    chip = page.get_by_role("button", name="flavour: Plain, varied")
    chip.click()
    card = page.get_by_role("dialog", name="flavour", exact=True)
    expect(card).to_contain_text("Of nothing.")
    card.get_by_role("combobox", name="flavour").select_option("sweet")
    card.get_by_role("textbox", name="Sweet: sugar").fill("5")
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("fl=sweet:sugar=5"))
    expect(variant(page, "A")).to_contain_text("sugar 5")
    expect(variant(page, "B")).to_contain_text("sugar 3")

    start(page)
    found = re.search(r"experiment=(\w+)", page.url)
    assert found is not None
    runs = httpx.get(f"{server}/api/experiments/{found[1]}").json()["runs"]
    made = [httpx.get(f"{server}/api/runs/{run['id']}").json()["settings"] for run in runs]
    assert [one["flavour"]["params"]["sugar"] for one in made] == [5, 3]

    page.goto(f"{server}/training?experiment={found[1]}")
    expect(page.get_by_role("button", name="flavour: Sweet, sugar 5, varied")).to_be_visible()
    page.get_by_role("button", name="Add a variant").click()
    page.get_by_role("menuitem", name="flavour").click()
    expect(variant(page, "C")).to_contain_text("Plain")


def test_an_unknown_choice_is_refused_where_it_belongs(server: str) -> None:
    answer = httpx.post(f"{server}/api/experiments", json={"runs": [{"flavour": "swet"}]})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/runs/0/flavour/name"
    assert "Did you mean 'sweet'" in error["remedy"]
