"""On a phone, between two visits: a week's contacts are recorded from Today, in three interactions each, with one thumb."""

from datetime import date, time, timedelta

import pytest
from playwright.sync_api import expect

from pathway.models import Answer, Contact
from pathway.models.contacts import OUTCOME_WORDS
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import PHONE, Walk

pytestmark = pytest.mark.journey
ONE_DAY = timedelta(days=1)
HAPPENED = ["It happened", "The service cancelled", "She could not come", "It happened", "She cancelled"]
THUMB = 44


@pytest.fixture
def a_week(house: People, today: date) -> People:
    """Five women whom the family team was to see in these last days; nobody has recorded what happened."""
    for number, _ in enumerate(HAPPENED):
        woman = make.a_pregnancy(house.nadia.team, today, name=f"Woman Example {number}", preferred_name=f"W{number}")
        visits = make.a_support(woman, today, start=today - 6 * ONE_DAY, planned=today - 6 * ONE_DAY)
        make.a_contact(visits, today - number * ONE_DAY, today, outcome=None)
    return house


def tap(walk: Walk, woman: str, happened: str) -> None:
    """Tap what happened on her row."""
    row = walk.page.get_by_role("form", name=f"with {woman},", exact=False)
    walk.click(row.get_by_role("button", name=happened))


def recorded(woman: str) -> list[str]:
    """What is recorded of her contacts."""
    return [
        contact.outcome or "" for contact in Contact.objects.filter(support__pregnancy__mother__preferred_name=woman)
    ]


@AND_WITHOUT_SCRIPT
def test_a_weeks_contacts_are_recorded_on_a_phone(begin: Begin, a_week: People) -> None:
    # Given five contacts that wait, Today shows today's and the earlier ones on the first screen of a phone
    walk = begin(a_week.asha, size=PHONE)
    walk.go("/")
    for heading in ("Contacts today", "What happened?"):
        box = walk.page.get_by_role("heading", name=heading).bounding_box()
        assert box is not None
        assert box["y"] < PHONE["height"], f"{heading} is on the first screen"
    for button in walk.page.locator(".app-outcomes button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= THUMB
    walk.look("phone-today", "Today")
    # When each is tapped, its outcome is recorded, and one is still on Today
    for number, happened in enumerate(HAPPENED):
        tap(walk, f"W{number}", happened)
        expect(walk.page.locator("#recorded")).to_be_focused()
        walk.reads(f"W{number}, Family support")
        assert OUTCOME_WORDS[recorded(f"W{number}")[0]] == happened
        if number == 1:
            walk.look("phone-recorded", "The service cancelled")
            walk.press("Staff were ill")
            walk.reads("staff were ill")
        if number == 3:
            walk.press("Some")
            walk.reads("some of the support she was promised")
    # Then nothing waits, and what she said is on her record
    walk.follow("Done")
    walk.reads("No contact is waiting for its outcome today.")
    assert "What happened?" not in walk.text()
    assert Answer.objects.get().getting == "some"
    walk.follow("Caseload")
    walk.look("phone-caseload", "Caseload")


def test_a_slip_is_undone_in_two_taps(begin: Begin, a_week: People) -> None:
    walk = begin(a_week.asha, size=PHONE)
    walk.go("/")
    tap(walk, "W0", "She could not come")
    walk.press("Undo")
    walk.reads("Taken back.")
    assert recorded("W0") == [""]
    tap(walk, "W0", "It happened")
    walk.reads("W0, Family support")
    assert recorded("W0") == ["delivered"]
    walk.look("phone-undone", "It happened")


def test_the_queue_is_emptied_without_leaving_it(begin: Begin, a_week: People) -> None:
    walk = begin(a_week.ben, size=PHONE)
    walk.go("/contacts/")
    walk.page.get_by_label("Service").select_option(label="Family support (5)")
    walk.press("Show")
    address = walk.page.url
    walk.look("phone-queue", "Contacts without an outcome")
    for left in (4, 3):
        walk.click(walk.page.locator(".app-outcomes").first.get_by_role("button", name="It happened"))
        walk.reads(f"{left} contacts, the longest waiting first")
        assert walk.page.url.startswith(address), "the filter stays"
    walk.look("phone-queue-recorded", "Contacts without an outcome")


def test_what_lies_ahead_is_called_off_and_moved_with_one_thumb(begin: Begin, house: People, today: date) -> None:
    # Given a visit and an appointment in four days
    day, (visits, social) = today + 4 * ONE_DAY, house.nadia.supports.order_by("every")
    make.a_contact(visits, day, today, None, at=time(10), minutes=60)
    make.a_contact(social, day, today, None, at=time(14), minutes=60)
    walk = begin(house.asha, size=PHONE)
    walk.go(f"/women/{house.nadia.pk}/week/?of={day}")
    walk.reads("2 appointments")
    # When the first is called off, it is called off in her week at once, why is one tap more, and the next is offered
    walk.click(walk.page.get_by_role("link", name="Call off Family support", exact=False))
    for button in walk.page.locator(".app-tap").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= THUMB
    walk.look("phone-call-off", "Call off")
    walk.press("The service cancelled")
    expect(walk.page.locator("#recorded")).to_be_focused()
    walk.press("Nobody to cover")
    walk.reads("1 appointment, and 1 called off.", "nobody to cover")
    walk.look("phone-called-off", "Called off: the service cancelled")
    walk.follow("Offer another time")
    walk.look("phone-offer-another", "Book contacts")
    # And the other is moved: it stands on its new day, says by whom it was moved, and a letter is offered
    walk.go(f"/women/{house.nadia.pk}/week/?of={day}")
    walk.click(walk.page.get_by_role("link", name="Move Children's social work", exact=False))
    walk.write("Time", "15:30")
    walk.choose("Who asked for it?", "The service")
    walk.choose("What got in the way?", "Staff were ill")
    walk.look("phone-move", "Move to another day or time")
    walk.press("Move it")
    walk.reads("15:30", "by the service: staff were ill", "Letter to her")
    walk.look("phone-moved", "Moved to")
    moved = Contact.objects.get(support=social, moves__isnull=False)
    assert (moved.day, moved.at, moved.moves.get().by) == (day, time(15, 30), house.asha)
    walk.go(f"/women/{house.nadia.pk}/")
    walk.reads("Called off", "Moved from")
    walk.look("phone-her-contacts", "Nadi")


def test_a_week_can_be_read_on_a_phone_and_on_a_desk(begin: Begin, house: People, today: date) -> None:
    # Given two visits at home on one day that overlap with a third elsewhere
    visits, social = house.nadia.supports.order_by("every")
    make.a_contact(visits, today, today, None, at=time(10), minutes=60, childcare="ours")
    make.a_contact(visits, today, today, None, at=time(14), minutes=60)
    make.a_contact(social, today, today, None, at=time(10, 30), minutes=60, mode="clinic", place="Civic Centre")
    # Then her week says so, on a phone and on a desk
    for name, size in (("phone", PHONE), ("desk", None)):
        walk = begin(house.asha, **({"size": size} if size else {}))
        walk.go(f"/women/{house.nadia.pk}/week/")
        walk.reads("1 journey to 1 place", "2 that overlap", "could they be one visit?", "Childcare: we arrange it")
        walk.look(f"{name}-week", "Her week")
        walk.follow("Week before")
        walk.reads("Nothing is booked in this week")
        walk.follow("This week")
        walk.reads("today")


def test_the_fall_can_be_seen_on_a_phone(begin: Begin, falling: People) -> None:
    walk = begin(falling.asha, size=PHONE)
    walk.go(f"/women/{falling.nadia.pk}/")
    now = walk.page.locator(".app-strip thead th.app-now").bounding_box()
    assert now is not None
    assert 0 <= now["x"] < PHONE["width"], "this week is in view without scrolling sideways"
    walk.look("phone-strip", "Nadi")
