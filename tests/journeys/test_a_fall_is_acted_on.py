"""A midwife sees the fall, acts on it, records the visit that came, and the flag closes by itself."""

import pytest
from playwright.sync_api import expect

from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, PASSWORD, Begin

pytestmark = pytest.mark.journey
REASON = "Weekly contact from Family support has not reached her"


def test_a_fall_is_seen_acted_on_and_closes_by_itself(begin: Begin, falling: People) -> None:
    walk = begin()
    page, keys = walk.page, walk.page.keyboard

    # When Asha signs in by keyboard
    walk.go("/")
    walk.look("sign-in", "Sign in to Alongside")
    walk.tab_to(page.get_by_label("Email address"))
    keys.type(falling.asha.email)
    walk.tab_to(page.get_by_label("Password", exact=True))
    keys.type(PASSWORD)
    keys.press("Enter")

    # then Today shows Nadi, and why
    walk.reads("1 woman needs something from us", REASON, "cancelled by the service")
    walk.look("today", "Today")

    # On her page the flag tells what it rests on, and in her weeks the fall is plain to see, with this week in view
    walk.enter(page.get_by_role("link", name="Nadi", exact=True).first)
    row = page.locator(".app-strip tbody tr", has_text="Family support")
    expect(row.locator(".app-cell--kept")).to_have_count(4)
    expect(row.locator(".app-cell--cancelled_by_service")).to_have_count(4)
    row.scroll_into_view_if_needed()
    expect(page.locator(".app-strip thead th.app-now")).to_be_in_viewport()
    flag = page.locator(".app-flag", has_text=REASON)
    walk.enter(flag.locator("summary"))
    expect(flag.locator(".app-history a").first).to_be_visible()
    walk.look("her-page", "Nadi")

    # She has seen it, and writes what she did
    walk.enter(flag.get_by_role("button", name="I have seen this"))
    walk.reads("Noted: you have seen this.")
    walk.enter(flag.get_by_role("link", name="Write what was done"))
    walk.look("flag-act", "Write what was done")
    walk.tab_to(page.get_by_label("What was done"))
    keys.type("Called the family team; they come today.")
    walk.enter(page.get_by_role("button", name="Save"))
    walk.reads("Noted. The flag closes by itself once what is missing has come.")

    # The visit comes; from Today it is recorded in three interactions
    walk.go("/")
    walk.click(page.get_by_role("form", name="with Nadi,").get_by_role("button", name="It happened"))
    expect(page.locator("#recorded")).to_contain_text("It happened")
    walk.look("contact-recorded", "Today")

    # and the flag has closed by itself, with the record that closed it
    walk.go(f"/women/{falling.nadia.pk}/")
    expect(flag).to_have_count(0)
    page.locator("#past-flags summary").click()
    past = page.locator("#past-flags").inner_text()
    assert REASON in past
    assert "closed by itself" in past
    walk.look("her-page-closed", "Nadi")

    # Her plan on paper holds the promise, in her words
    walk.follow("Print her plan")
    plan = walk.save_pdf("Look at it as it would print today")
    assert "Nadi" in plan
    assert "visit you at home every week" in plan
    walk.go("/")
    assert REASON not in walk.text()


@AND_WITHOUT_SCRIPT
def test_a_link_hides_the_screen_until_somebody_starts_again(begin: Begin, house: People) -> None:
    walk = begin(house.asha)
    walk.go(f"/women/{house.nadia.pk}/")
    walk.follow("Hide screen")
    walk.page.wait_for_url("**/blank/")
    assert "Nadi" not in walk.page.content()
    walk.go(f"/women/{house.nadia.pk}/")
    assert "Nadi" not in walk.page.content()
    walk.press("Start")
    walk.reads("Today")


def test_escape_twice_hides_the_screen(begin: Begin) -> None:
    walk = begin()
    walk.go("/")
    walk.page.wait_for_selector("body.js-enabled")
    walk.page.keyboard.press("Escape")
    assert "sign-in" in walk.page.url
    walk.page.keyboard.press("Escape")
    walk.page.wait_for_url("**/blank/")
    assert "Alongside" not in walk.page.content()
    walk.look("blank", "Blank page")
