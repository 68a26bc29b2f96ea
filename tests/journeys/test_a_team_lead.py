"""A team lead takes on what was passed to them, sees the work and the promises kept, and takes a list away."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from pathway.actions import flags, tallies
from pathway.models import Event, Flag
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import PHONE, Walk

pytestmark = pytest.mark.journey
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
REASON = "Weekly contact from Family support has not reached her"


@pytest.fixture
def led(falling: People, today: date) -> People:
    """Nobody acknowledged Nadi's flag; six more women of the team are visited every week."""
    for number in range(6):
        woman = make.a_pregnancy(falling.nadia.team, today, name=f"Zoë O’Example {number}")
        visits = make.a_support(woman, today)
        for weeks in range(1, 8):
            make.a_contact(visits, today - weeks * ONE_WEEK, today)
    Flag.objects.filter(rule="support_missed").update(acknowledge_by=today - ONE_DAY)
    flags.escalate(today=today)
    tallies.count_due(today=today)
    return falling


def save(walk: Walk, button: str) -> tuple[str, bytes]:
    """Press a button that answers with a file: its name and what is in it."""
    with walk.page.expect_download() as coming:
        walk.page.get_by_role("button", name=button, exact=True).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


@AND_WITHOUT_SCRIPT
def test_a_team_lead_acts_on_what_was_passed_on_and_takes_a_list_away(begin: Begin, led: People, today: date) -> None:
    walk = begin(led.ben)
    page = walk.page

    # Given what was passed on, Ben opens his team's page
    walk.go("/services/")
    walk.look("services", "Services and teams")
    walk.follow("Liaison midwives")
    walk.reads(REASON, "passed to Ben Midwife, team lead", "By service and week", "All services together")
    expect(page.locator("svg.app-plot").first).to_be_visible()
    page.locator("#kept summary").first.click()
    expect(page.locator("#kept table").first).to_contain_text(" of ")
    walk.look("team", "Liaison midwives")

    # when he has seen the flag, it is no longer passed on
    walk.follow("See why and act for Nadi")
    walk.click(page.locator(".app-flag", has_text=REASON).get_by_role("button", name="I have seen this"))
    walk.reads("Noted: you have seen this.")
    walk.go(f"/teams/{led.nadia.team_id}/")
    walk.reads("Nothing has been passed on")

    # then he narrows the caseload, and the address can be kept
    walk.follow("The team’s caseload")
    page.locator(".app-filters summary").click()
    page.get_by_label("Stage").select_option("Pregnant")
    page.get_by_label("Flags").select_option("Support missed")
    walk.press("Show")
    walk.reads("1 woman")
    assert "flag=support_missed" in page.url
    walk.look("caseload-filtered", "Caseload")
    name, data = save(walk, "CSV")
    heads, row, *_ = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert name == f"list-{today.isoformat()}.csv"
    assert dict(zip(heads, row, strict=True))["Called"] == "Nadi"

    # a search leaves no trace in the address, and its list is exported too
    page.get_by_role("textbox", name="Find a woman").fill("zoe o'example")
    walk.press("Find")
    walk.reads("6 women")
    assert "zoe" not in page.url.lower()
    walk.look("caseload-found", "Caseload")
    _, data = save(walk, "Excel")
    book = load_workbook(io.BytesIO(data))
    assert [cells[1] for cells in book["List"].iter_rows(min_row=2, values_only=True)] == [
        f"Zoë O’Example {number}" for number in range(6)
    ]
    assert "exported from Alongside by Ben Midwife" in book["About this list"]["A1"].value
    assert Event.objects.filter(verb="exports.note", by=led.ben).count() == 2
    page.go_back()
    walk.reads("1 woman")

    # and a wrong filter is said
    walk.go("/women/?weeks_from=x")
    assert walk.problems() == ["Weeks since the birth, from: give a whole number from 0 to 60."]
    walk.look("caseload-wrong", "Caseload")


def test_a_service_looks_at_its_week_on_a_phone(begin: Begin, led: People) -> None:
    walk = begin(led.fern, size=PHONE)
    walk.go("/services/")
    walk.follow("Family support")
    walk.reads("Promised by the end of this week", REASON, "Who works here", "Family support worker")
    walk.look("service-phone", "Family support")
    walk.go("/women/")
    walk.page.locator(".app-filters summary").click()
    walk.look("caseload-phone", "Caseload")
