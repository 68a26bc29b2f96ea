"""On a phone, between two visits: a week's contacts are recorded from Today, in three interactions each."""

from datetime import date, timedelta

import pytest

from tests import factories as make
from tests.people import People

from .conftest import Begin
from .walk import PHONE

pytestmark = pytest.mark.journey
ONE_DAY = timedelta(days=1)
HAPPENED = ["It happened", "The service cancelled", "She could not come", "It happened", "She cancelled"]


@pytest.fixture
def a_week(house: People, today: date) -> People:
    """Five women whom the family team was to see in these last days; nobody has recorded what happened."""
    for number, _ in enumerate(HAPPENED):
        woman = make.a_pregnancy(house.nadia.team, today, name=f"Woman Example {number}", preferred_name=f"W{number}")
        visits = make.a_support(woman, today, start=today - 6 * ONE_DAY, planned=today - 6 * ONE_DAY)
        make.a_contact(visits, today - number * ONE_DAY, today, outcome=None)
    return house


def test_a_weeks_contacts_are_recorded_on_a_phone(begin: Begin, a_week: People) -> None:
    walk = begin(a_week.asha, size=PHONE)
    walk.go("/")
    walk.reads("1 contact today", "4 earlier without an outcome")
    walk.look("phone-today", "Today")
    for number, happened in enumerate(HAPPENED):
        walk.go("/")
        walk.page.get_by_role("link", name=f"Record the contact of Family support with W{number}").click()
        walk.page.get_by_label(happened).first.check()
        if number == 0:
            walk.look("phone-record", "Record a contact")
        walk.press("Save")
        walk.reads("Recorded: ")
        if number == 0:
            walk.look("phone-her-page", "W0")
    walk.go("/")
    walk.reads("No contact is waiting for its outcome today.")
    assert "without an outcome" not in walk.text()
    walk.follow("Caseload")
    walk.look("phone-caseload", "Caseload")


def test_the_fall_can_be_seen_on_a_phone(begin: Begin, falling: People) -> None:
    walk = begin(falling.asha, size=PHONE)
    walk.go(f"/women/{falling.nadia.pk}/")
    now = walk.page.locator(".app-strip thead th.app-now").bounding_box()
    assert now is not None
    assert 0 <= now["x"] < PHONE["width"], "this week is in view without scrolling sideways"
    walk.look("phone-strip", "Nadi")
