"""When the clock has stopped every page says so; when two people edit at once, neither's words are lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pathway.actions import clock
from pathway.models import Event, Heartbeat
from tests.people import People

from .conftest import Begin
from .walk import CONFLICT, Walk

pytestmark = pytest.mark.journey
STOPPED = "The clock has stopped"


def test_every_page_says_that_the_clock_has_stopped(begin: Begin, falling: People) -> None:
    her, visits = f"/women/{falling.nadia.pk}/", falling.nadia.supports.get(every=7)
    rules = f"/trusts/{falling.nadia.team.service.trust_id}/rules/"
    forms = [f"{her}contact/", f"{her}conversation/matters/", f"/supports/{visits.pk}/change/"]
    pages = ["/", "/women/", "/contacts/", her, rules, *forms]
    walk = begin(falling.asha)
    Heartbeat.objects.update(at=timezone.now() - timedelta(hours=3))
    for path in pages:
        walk.go(path)
        walk.page.get_by_role("heading", name=STOPPED).wait_for()
        walk.reads("Nothing has been checked since")
    walk.go(her)
    walk.look("stopped", "The clock has stopped")
    clock.beat(part="reassess")
    for path in pages:
        walk.go(path)
        assert STOPPED not in walk.text()
        walk.reads("Checked at")


def open_promise(walk: Walk, pk: int, words: str) -> None:
    """Open the promise, and write other words into it without saving."""
    walk.go(f"/supports/{pk}/change/")
    walk.write("What they will do, in words she would use", words)


def test_two_people_change_one_promise(begin: Begin, falling: People) -> None:
    visits = falling.nadia.supports.get(every=7)
    asha, ben = begin(falling.asha), begin(falling.ben)
    ben.expected.add(CONFLICT)

    # Given that both have it open, and Asha saves first
    open_promise(asha, visits.pk, "come to see you")
    open_promise(ben, visits.pk, "bring the cot")
    asha.press("Save")
    asha.reads("The promise is changed.")

    # then Ben sees what she wrote, and his own words are still there
    ben.press("Save")
    ben.page.get_by_role("heading", name="What the record says now").wait_for()
    ben.reads("come to see you")
    assert ben.field("What they will do, in words she would use").input_value() == "bring the cot"
    ben.look("two-people", "What the record says now")
    visits.refresh_from_db()
    assert visits.what == "come to see you"

    # and when he saves again, his stand in the record, and both changes in its history
    ben.press("Save")
    ben.reads("The promise is changed.")
    visits.refresh_from_db()
    assert visits.what == "bring the cot"
    changes = Event.objects.filter(verb="plans.change").order_by("pk").values_list("by__name", "changes__what")
    assert list(changes) == [
        ("Asha Midwife", ["visit you at home", "come to see you"]),
        ("Ben Midwife", ["come to see you", "bring the cot"]),
    ]
