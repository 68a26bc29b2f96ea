"""A midwife on a ward phone: she sees the fall, acts on it, records the visit that came, and the flag closes by itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pathway.actions import clock, flags
from tests import factories as make
from tests.people import People

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "a long enough password"
pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture
def falling(live_server: LiveServer, people: People, today: date) -> People:
    """Weekly visits came for four weeks, and then no more; the clock has seen it."""
    visits = people.nadia.supports.get(every=7)
    for weeks in range(8, 4, -1):
        make.a_contact(visits, today - timedelta(weeks=weeks), today)
    flags.reassess([people.nadia], today=today)
    clock.beat(part="reassess")
    people.asha.set_password(PASSWORD)
    people.asha.save()
    return people


@pytest.fixture
def phone(falling: People, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A phone's browser; every wrong answer of the server or complaint of the browser fails the journey."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
        yield page
        browser.close()
        assert wrong == []


def accessible(page: Page) -> None:
    """Nothing that axe can find stands in anybody's way, and nothing hangs over the edge of a phone."""
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in faults] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_fall_is_seen_acted_on_and_closes_by_itself(phone: Page, live_server: LiveServer, falling: People) -> None:
    phone.goto(live_server.url)
    accessible(phone)
    phone.fill("#id_login", falling.asha.email)
    phone.fill("#id_password", PASSWORD)
    phone.click("main button[type=submit]")
    phone.wait_for_selector("h1:has-text('Today')")
    accessible(phone)

    phone.click("text=See why and act")
    flag = phone.locator(".app-flag", has_text="Weekly contact from Family support has not reached her")
    now = phone.locator(".app-strip thead th.app-now")
    assert now.bounding_box()["x"] < 390  # type: ignore[index]  # this week is in view without scrolling
    assert phone.locator(".app-cell--nothing").count() > 2
    accessible(phone)

    flag.get_by_text("Write what was done").click()
    phone.fill("#id_note", "Called the family team; they came today.")
    phone.click("main button:has-text('Save')")
    phone.click("nav >> text=Record a contact")
    phone.click("main button:has-text('Save')")
    assert phone.evaluate("document.activeElement.className") == "nhsuk-error-summary"
    accessible(phone)

    phone.check("text=Family support: visit you at home")
    phone.check("text=It happened")
    phone.click("main button:has-text('Save')")
    phone.wait_for_selector("text=Recorded: it happened.")
    assert flag.count() == 0
    phone.click("#past-flags summary")
    assert "closed by itself" in phone.locator("#past-flags").inner_text()
    accessible(phone)


def test_escape_twice_hides_the_screen(phone: Page, live_server: LiveServer) -> None:
    phone.goto(live_server.url)
    phone.wait_for_selector("body.js-enabled")
    phone.keyboard.press("Escape")
    assert "sign-in" in phone.url
    phone.keyboard.press("Escape")
    phone.wait_for_url("**/blank/")
    assert "Alongside" not in phone.content()
