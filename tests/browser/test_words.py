"""What the page says when something is not there, or not right."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Route, expect
from tests.browser.landscape import wait_for_race
from tests.browser.visiting import Visit


def test_no_such_page(visit: Visit) -> None:
    page = visit("/no/where?x=1", allow=("404",))
    expect(page.get_by_role("heading", name="No such page")).to_be_visible()
    expect(page.get_by_text("There is nothing at /no/where.")).to_be_visible()
    expect(page).to_have_title("No such page · Ravine")
    page.get_by_role("link", name="To the Landscape").click()
    wait_for_race(page)
    expect(page).to_have_url(re.compile("/landscape$"))
    page.go_back()
    expect(page.get_by_role("heading", name="No such page")).to_be_visible()


def test_a_step_made_before_the_catalog_came_can_be_undone(visit: Visit) -> None:
    page = visit("/runs", allow=("404",))
    expect(page.get_by_role("heading", name="Runs", level=1)).to_be_visible()
    held: list[Route] = []
    page.route("**/api/catalog", lambda route: held.append(route))
    page.goto(urljoin(page.url, "/no/where"))
    page.get_by_role("link", name="To the Landscape").click()
    expect(page.get_by_role("heading", name="No such page")).to_have_count(0)
    for route in held:
        route.continue_()
    wait_for_race(page)
    expect(page).to_have_url(re.compile("/landscape$"))
    page.go_back()
    expect(page.get_by_role("heading", name="No such page")).to_be_visible()


def test_programs_get_a_problem_where_no_page_is(visit: Visit) -> None:
    page = visit("/runs")
    for path, accepted in (
        ("/nowhere", "application/json"),
        ("/nowhere", "*/*"),
        ("/api/x", "text/html"),
    ):
        answer = page.request.get(urljoin(page.url, path), headers={"accept": accepted})
        assert answer.status == 404
        assert answer.json()["type"] == "/problems/unknown-route"
    answer = page.request.get(urljoin(page.url, "/nowhere"), headers={"accept": "text/html"})
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_an_unknown_experiment_is_told_to_people(visit: Visit) -> None:
    page = visit("/training?experiment=nosuchthing", allow=("404",))
    notice = page.get_by_role("alert").filter(has_text="Unknown experiment.")
    expect(notice).to_contain_text("Under Runs are those that are there.")
    expect(notice).not_to_contain_text("/api")


def test_bad_hidden_layers_get_a_sentence(visit: Visit) -> None:
    page = visit("/training")
    page.get_by_role("button", name="network:").click()
    field = page.get_by_role("textbox", name="hidden layers")
    field.fill("64, many")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_have_text(
        re.compile(r"^Whole numbers from 1 to \d+, separated by commas, \d+ of them at most\.$")
    )
    field.fill("64, 32")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_have_count(0)


def test_one_error_is_said_once(visit: Visit) -> None:
    page = visit("/training?d=moons&b=4000&v=i!normal;o!adam", allow=("422",))
    page.get_by_role("button", name="Start", exact=True).click()
    refusal = page.get_by_role("alert").filter(has_text="That cannot be done.")
    expect(refusal.get_by_role("paragraph")).to_have_count(1)
    batch = page.get_by_role("textbox", name="batch")
    expect(batch).to_have_attribute("aria-invalid", "true")
    expect(batch).to_have_accessible_description(re.compile("batch"))
    sentence = refusal.get_by_role("paragraph").inner_text()
    expect(page.get_by_text(sentence)).to_have_count(1)
