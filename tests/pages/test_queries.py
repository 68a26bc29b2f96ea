"""Every page asks its database a number of questions that does not grow with what it shows."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pathway.actions import aims, asks, assessments, attendees, flags, handovers, meetings, plans, requests, reviews
from pathway.models import Pregnancy, Printout, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.test_every_page import PAGES
from tests.pages.test_scope import records
from tests.people import People

__all__ = ["records"]

LISTS = ("today", "caseload", "contacts_unrecorded", "my_week", "handover_list", "requests_owed", "service_list")
OF_A_TEAM = ("print_runs",)
HERS = sorted(name for name, page in PAGES.items() if str(page.pattern).startswith("women/<int:pk>/"))
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def costs(client: Client, paths: Iterable[str]) -> dict[str, int]:
    """How many queries each page takes, of those that are shown and not sent."""
    found = {}
    for path in paths:
        client.get(path)  # what a first look alone writes, such as when somebody was last seen
        with CaptureQueriesContext(connection) as caught:
            response = client.get(path)
        if response.status_code == 200:
            found[path] = len(caught)
    return found


def promise_and_ask(woman: Pregnancy, today: date) -> Support:
    """A promise with contacts, and what is asked about it."""
    about = {"by": CLOCK, "today": today}
    support = make.a_support(woman, today, woman.team.service)
    for day, outcome in ((today - ONE_WEEK, "delivered"), (today, None), (today + ONE_DAY, None)):
        make.a_contact(support, day, today, outcome, worker=woman.team.workers.first())
    other = make.a_service(woman.team.service.trust, "Health visiting")
    handovers.offer(support=support, to_service=other, **about)
    handovers.ask(support=make.a_support(woman, today), to_service=other, why="Closer", **about)
    requests.ask(pregnancy=woman, what="Cot", service=support.service, asked=today, **about)
    return support


def agree_on_paper(woman: Pregnancy, today: date) -> None:
    """Her plan agreed, and a paper of it that waits to be printed."""
    version = plans.agree(pregnancy=woman, by=CLOCK, today=today)
    Printout.objects.create(pregnancy=woman, version=version, made_on=today, sha256="0", pages=1, content=b"%PDF-1.7")


def more_of_all(woman: Pregnancy, today: date) -> None:
    """Two more of what a woman's pages show."""
    about = {"pregnancy": woman, "by": CLOCK, "today": today}
    for number in range(2):
        support = promise_and_ask(woman, today)
        meeting = meetings.book(kind="core group", day=today + (9 + woman.meetings.count()) * ONE_DAY, **about)
        attendees.ask_to_come(meeting=meeting, name="Kit Example", by=CLOCK, today=today)
        reviews.decide(what="Ring", by_when=today, service=support.service, **about)
        assessments.add_person(name=f"Jo {number}", **about)
        aims.add(words=f"A job {number}", **about)
        aims.add_action(what="Ring", due=today, **about)
        asks.add(what="Come on Monday", **about)
        plans.agree(**about)


def test_her_pages_cost_the_same_however_much_there_is_of_her(
    people: People, asha: Client, records: dict[str, int], today: date
) -> None:
    more_of_all(people.nadia, today)
    paths = [reverse(name, args=[people.nadia.pk]) for name in HERS if "<" not in str(PAGES[name].pattern)[14:]]
    few = costs(asha, paths)
    assert len(few) > 25
    more_of_all(people.nadia, today)
    more_of_all(people.nadia, today)
    many = costs(asha, paths)
    assert {path: (few[path], number) for path, number in many.items() if number > few[path]} == {}


def test_lists_cost_the_same_for_any_number_of_women(people: People, asha: Client, today: date) -> None:
    paths = [reverse(name) for name in LISTS] + [reverse(name, args=[people.nadia.team_id]) for name in OF_A_TEAM]
    promise_and_ask(people.nadia, today)
    agree_on_paper(people.nadia, today)
    flags.reassess([people.nadia], today=today)
    few = costs(asha, paths)
    assert len(few) == len(paths)
    for _ in range(5):
        woman = make.a_pregnancy(people.nadia.team, today)
        promise_and_ask(woman, today)
        agree_on_paper(woman, today)
        flags.reassess([woman], today=today)
    many = costs(asha, paths)
    assert {path: (few[path], number) for path, number in many.items() if number > few[path]} == {}
