"""A race in time: playing, stepping, starting anew."""

from playwright.sync_api import expect
from tests.browser.landscape import contour, standing_at, wait_for_race
from tests.browser.visiting import Visit


def test_playback_by_keyboard(visit: Visit) -> None:
    page = visit("/")
    wait_for_race(page)
    page.locator("body").press("Home")
    standing_at(page, 0)
    page.locator("body").press("ArrowRight")
    standing_at(page, 1)
    page.locator("body").press("Shift+ArrowRight")
    standing_at(page, 26)
    page.locator("body").press("End")
    standing_at(page, 500)
    # At this speed it is still playing when it is looked at, however slow the machine.
    speed = page.get_by_role("combobox", name="Playback speed")
    speed.select_option("0.1×")
    speed.blur()
    page.locator("body").press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.locator("body").press(" ")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.get_by_role("slider", name="Present step").press("Home")
    standing_at(page, 0)


def test_plays_to_the_end(visit: Visit) -> None:
    page = visit("/landscape?n=40&k=0")
    wait_for_race(page)
    standing_at(page, 0)
    page.get_by_role("button", name="Play", exact=True).click()
    standing_at(page, 40)
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_nothing_plays_by_itself_under_reduced_motion(visit: Visit) -> None:
    page = visit("/landscape?n=40&k=0", still=True)
    wait_for_race(page)
    standing_at(page, 0)
    expect(page.get_by_role("button", name="Play", exact=True)).to_have_count(0)
    page.get_by_role("button", name="On by 4 steps").click()
    standing_at(page, 4)
    page.locator("body").press(" ")
    standing_at(page, 8)
    page.get_by_role("slider", name="Present step").press("End")
    page.get_by_role("button", name="Back to step 0").click()
    standing_at(page, 0)


def test_a_start_chosen_in_mid_race_is_played_from_its_beginning(visit: Visit) -> None:
    page = visit("/landscape?k=165")
    wait_for_race(page)
    standing_at(page, 165)
    # At this speed it is still playing when it is looked at, however slow the machine.
    page.get_by_role("combobox", name="Playback speed").select_option("0.1×")
    contour(page).click(position={"x": 300, "y": 300})
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.get_by_role("slider", name="Present step")).not_to_have_value("165")


def test_a_start_chosen_in_mid_race_shows_the_whole_under_reduced_motion(visit: Visit) -> None:
    page = visit("/landscape?k=165", still=True)
    wait_for_race(page)
    standing_at(page, 165)
    contour(page).click(position={"x": 300, "y": 300})
    standing_at(page, 500)
