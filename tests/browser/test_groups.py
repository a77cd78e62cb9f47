"""Layers are frozen, or given a rate of their own, on the page; links and runs keep it."""

import re

import httpx
from playwright.sync_api import expect
from tests.browser.training import SMALL, start, variant, wait_until_finished
from tests.browser.visiting import Visit


def test_groups_are_set_linked_run_and_restored(visit: Visit, server: str) -> None:
    page = visit(f"/training?{SMALL}&v=-")
    page.get_by_role("button", name=re.compile("^network: ")).click()
    card = page.get_by_role("dialog", name="network")
    card.get_by_role("button", name="Freeze layers").click()
    card.get_by_role("textbox", name="group 1: layers").fill("hidden1")
    card.get_by_role("button", name="Add a group").click()
    card.get_by_role("checkbox", name="group 2: frozen").uncheck()
    card.get_by_role("textbox", name="group 2: rate").fill("0.02")
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name=re.compile("^network: .*hidden1 frozen, \\* rate 0.02"))
    expect(chip).to_be_visible()
    expect(page).to_have_url(re.compile("w=hidden1:frozen,\\*:rate=0.02"))

    start(page)
    wait_until_finished(page, "A")
    found = re.search(r"experiment=(\w+)", page.url)
    assert found is not None
    (run, *_) = httpx.get(f"{server}/api/experiments/{found[1]}").json()["runs"]
    made = httpx.get(f"{server}/api/runs/{run['id']}").json()["settings"]["groups"]
    assert [(one["layers"], one["frozen"], one["learning_rate"]) for one in made] == [
        ("hidden1", True, None),
        ("*", False, 0.02),
    ]
    page.goto(f"{server}/training?experiment={found[1]}")
    expect(chip).to_be_visible()


def test_a_pattern_without_a_layer_is_told_beside_it(visit: Visit) -> None:
    page = visit(f"/training?{SMALL}&w=conv*:frozen", allow=("422",))
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Edit variant A").click()
    card = page.get_by_role("dialog", name="Variant A")
    pattern = card.get_by_role("textbox", name="A: group 1: layers")
    expect(pattern).to_have_attribute("aria-invalid", "true")
    expect(pattern).to_have_accessible_description(re.compile("hidden1, hidden2, output"))
    expect(variant(page, "A")).to_be_visible()
