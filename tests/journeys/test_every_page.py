"""Every page there is, in a real browser, on a phone and on a desk, with much on it and with nothing: open to everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from pathway.actions import clock
from pathway.models import Pregnancy, User
from tests import factories as make
from tests.pages.conftest import missed, visits
from tests.pages.test_every_page import NO_PAGE, NOT_YET, PAGES, address_of, administrator, keys
from tests.pages.test_scope import records
from tests.people import People

from .walk import DESK, PHONE, STANDARDS, Walk, is_the_design_systems_own

__all__ = ["administrator", "keys", "missed", "records", "visits"]

pytestmark = pytest.mark.journey
NOT_LOOKED_AT = NO_PAGE | set(NOT_YET) | {"account_login", "account_logout", "blank"}
"""What stands before signing in and after has journeys of its own."""
TELLS = ("_show", "_week", "_hers", "_check", "_list")
OF_THE_LAYOUT = ["target-size", "scrollable-region-focusable"]
"""What can differ from one width to another; everything else is looked at once."""
CLOSED = (["answers 403"], ["answers 404"])
ANSWERED, ONLY_TAKES = 200, 405
NOTHING_THERE = ("today", "contacts_unrecorded", "my_week", "caseload", "handover_list")


def faults_of(page: Page, run_only: dict[str, object]) -> list[str]:
    """What axe finds, in short."""
    found = Axe().run(page, options={"runOnly": run_only, "resultTypes": ["violations"]}).response["violations"]
    nodes = [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]
    return [f"{rule}: {html[:200]}" for rule, html in nodes if not is_the_design_systems_own(rule, html)]


def look(page: Page, address: str) -> list[str]:
    """A page's faults at both widths; none where it is no page: a file, or what only takes what is sent."""
    asked = page.request.head(address)
    if asked.status != ANSWERED:
        return [] if asked.status == ONLY_TAKES else [f"answers {asked.status}"]
    if "html" not in asked.headers["content-type"]:
        return []
    page.goto(address)
    faults = faults_of(page, {"type": "tag", "values": STANDARDS})
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    faults += [f"on a phone: {fault}" for fault in faults_of(page, {"type": "rule", "values": OF_THE_LAYOUT})]
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        faults.append("wider than a phone")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    return faults


def addresses(keys: dict[str, int], bare: Pregnancy) -> dict[str, str]:
    """Every page but files, and those that tell of a woman once more for one who was only just booked."""
    pages = {name: address_of(name, keys) for name in sorted(set(PAGES) - NOT_LOOKED_AT)}
    pages = {name: address for name, address in pages.items() if not address.endswith(".pdf")}
    telling = [name for name in pages if "women/<int:pk>/" in str(PAGES[name].pattern) and name.endswith(TELLS)]
    return pages | {f"{name} of one just booked": address_of(name, keys | {"women": bare.pk}) for name in telling}


def walked(browser: Browser, home: str, user: User, pages: dict[str, str]) -> dict[str, list[str]]:
    """The faults of these pages as this user sees them."""
    walk = Walk.begin(browser, home, user)
    found = {name: look(walk.page, home + address) for name, address in pages.items()}
    walk.end()
    return {name: faults for name, faults in found.items() if faults}


def test_axe_finds_nothing_on_any_page_at_either_width(
    browser: Browser, live_server: LiveServer, people: People, administrator: User, keys: dict[str, int]
) -> None:
    clock.beat(part="reassess")
    pages = addresses(keys, make.a_pregnancy(people.nadia.team, people.nadia.booked, name="Empty Example"))
    faults = walked(browser, live_server.url, people.asha, pages)
    for user in (administrator, people.ben):  # what is not open to Asha is looked at as whom it is open to
        closed = {name: pages[name] for name, found in faults.items() if found in CLOSED}
        faults = {name: found for name, found in faults.items() if name not in closed}
        faults |= walked(browser, live_server.url, user, closed)
    faults |= walked(browser, live_server.url, people.carol, {name: pages[name] for name in NOTHING_THERE})
    assert faults == {}
