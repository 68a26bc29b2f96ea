"""Two people at the same moment, each with a connection of their own: neither meets an error, and nothing is lost.

SQLite lets one write at a time, so only PostgreSQL can show this: tools/on_postgresql.py runs it there.
"""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction

from pathway.actions import contacts, plans, requests, sendings
from pathway.actions import sharing as sharing_actions
from pathway.actions.base import Conflict, reference_for
from pathway.models import Contact, PlanVersion, Pregnancy, Service, User
from pathway.permissions import CLOCK
from tests import factories as make
from tests.people import people as make_people

ONE_DAY = timedelta(days=1)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def nadia(today: date) -> Pregnancy:
    return make_people(today).nadia


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gives or raises, each in a thread and a transaction of its own that ends only when all have written."""
    start, found = Barrier(len(acts), timeout=20), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait()
            with transaction.atomic():
                found[place] = act()
        except Exception as error:
            found[place] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=place_and_act) for place_and_act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_two_promises_of_one_service_each_get_a_reference(nadia: Pregnancy, today: date) -> None:
    family = Service.objects.get(name="Family support")
    terms: dict[str, Any] = {"pregnancy": nadia, "service": family, "every": 7, "by": CLOCK, "today": today}
    made = at_once(*[lambda: plans.promise(**terms)] * 4)
    assert [error for error in made if isinstance(error, Exception)] == []
    names = set(nadia.supports.filter(service=family).values_list("reference", flat=True))
    assert names == {"family-support", *(f"family-support-{number}" for number in range(2, 6))}


def test_two_requests_in_the_same_words_are_both_kept(nadia: Pregnancy, today: date) -> None:
    family = Service.objects.get(name="Family support")
    words: dict[str, Any] = {"pregnancy": nadia, "service": family, "what": "a cot", "asked": today}
    made = at_once(*[lambda: requests.ask(**words, by=CLOCK, today=today)] * 3)
    assert [error for error in made if isinstance(error, Exception)] == []
    assert set(nadia.requests.values_list("reference", flat=True)) == {"a-cot", "a-cot-2", "a-cot-3"}


def test_two_who_agree_the_plan_make_two_versions(nadia: Pregnancy, today: date) -> None:
    made = at_once(*[lambda: plans.agree(pregnancy=nadia, by=CLOCK, today=today)] * 3)
    assert [error for error in made if isinstance(error, Exception)] == []
    assert list(PlanVersion.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_of_two_who_end_an_involvement_one_is_told(nadia: Pregnancy, today: date) -> None:
    row = nadia.involvements.get(service__name="Family support")
    end: dict[str, Any] = {"involvement": row, "until": today, "because": "Moved", "version": 1}
    made = at_once(*[lambda: sharing_actions.end_involvement(**end, by=CLOCK, today=today)] * 2)
    assert [type(one) for one in made].count(Conflict) == 1


def test_a_reference_that_was_given_is_not_taken_twice(nadia: Pregnancy, today: date) -> None:
    family = Service.objects.get(name="Family support")
    assert reference_for(nadia.supports.values_list("reference", flat=True), "Family support") == "family-support-2"
    with pytest.raises(Exception, match="a_support_has_its_own_reference"):
        make.a_support(nadia, today, family, reference="family-support")


def test_what_is_sent_twice_at_once_is_done_once(nadia: Pregnancy, today: date) -> None:
    visits, by = nadia.supports.get(every=7), User.objects.get(name="Asha Midwife")

    def book() -> Contact:
        return contacts.book(support=visits, day=today, by=by, today=today)

    made = at_once(*[lambda: sendings.once(key="visit-0001", digest="0" * 64, make=book, by=by)] * 3)
    assert sorted(before for _, before in made) == [False, True, True]
    assert {key for key, _ in made} == set(Contact.objects.values_list("pk", flat=True))


def test_a_form_that_is_sent_twice_at_once_is_carried_out_once(nadia: Pregnancy, today: date) -> None:
    visits, by = nadia.supports.get(every=7), User.objects.get(name="Asha Midwife")

    def book() -> list[Contact]:
        return contacts.book_run(support=visits, days=[today, today + ONE_DAY], by=by, today=today)

    made = at_once(*[lambda: sendings.once_in_a_moment(key="a form", make=book, by=by)] * 3)
    assert made == [list(Contact.objects.order_by("pk"))] * 3
    assert len(made[0]) == 2
