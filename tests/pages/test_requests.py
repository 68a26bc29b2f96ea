"""The log of practical help: asked, asked again, answered, arrived; and what is owed, over all women one may see."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pathway.actions import assessments, requests
from pathway.actions.base import Conflict, Problem
from pathway.models import Event, PracticalRequest, Pregnancy, Service, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.typed import refused, send, typed
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def ask(pregnancy: Pregnancy, service: Service, today: date, days: int = 21, **fields: object) -> PracticalRequest:
    terms = {"what": "Nursery place", "kind": "nursery", "asked": today - days * ONE_DAY}
    return requests.ask(pregnancy=pregnancy, service=service, by=CLOCK, today=today, **terms | fields)  # type: ignore[arg-type]


@pytest.fixture
def nursery(nadia: Pregnancy, visits: Support, today: date) -> PracticalRequest:
    """A nursery place that she asked family support for three weeks ago."""
    return ask(nadia, visits.service, today)


def hers(client: Client, pregnancy: Pregnancy) -> str:
    return client.get(reverse("pregnancy_show", args=[pregnancy.pk])).content.decode()


def test_a_request_says_how_long_she_has_waited(asha: Client, nursery: PracticalRequest) -> None:
    page = hers(asha, nursery.pregnancy)
    assert "No answer yet, for 3 weeks" in page
    assert "Record the answer" in page
    assert "It has reached her" not in page


def test_asking_again_keeps_who_and_when(asha: Client, nursery: PracticalRequest, today: date) -> None:
    refused(send(asha, "request_chase", nursery.pk, **typed("day", today + ONE_DAY)), "cannot be in the future")
    assert send(asha, "request_chase", nursery.pk, note="Rang Jo", **typed("day", today)).status_code == 302
    page = hers(asha, nursery.pregnancy)
    assert "Asha Midwife asked again on" in page
    assert ": Rang Jo.</li>" in page
    assert nursery.chases.get().note == "Rang Jo"
    with pytest.raises(TypeError, match="never changed"):
        nursery.chases.get().save()


def test_no_and_something_else_need_words(asha: Client, nursery: PracticalRequest, today: date) -> None:
    no = {"result": "not_granted", "version": nursery.version} | typed("answered", today)
    refused(send(asha, "request_answer", nursery.pk, **no), "Write down why")
    refused(send(asha, "request_answer", nursery.pk, **no | {"result": "something_else"}), "Write down what")
    assert send(asha, "request_answer", nursery.pk, **no | {"answer": "None is free"}).status_code == 302
    page = hers(asha, nursery.pregnancy)
    assert "They said no" in page
    assert "after 3 weeks: None is free.</p>" in page
    assert "Somebody asked again" not in page


def test_yes_is_owed_until_it_has_reached_her(asha: Client, nursery: PracticalRequest, today: date) -> None:
    yes = {"result": "granted", "version": nursery.version} | typed("answered", today - ONE_WEEK)
    assert send(asha, "request_answer", nursery.pk, **yes).status_code == 302
    assert "They said yes; it has not reached her. She asked 3 weeks ago" in hers(asha, nursery.pregnancy)
    assert "1 request owed" in asha.get(reverse("requests_owed")).content.decode()
    nursery.refresh_from_db()
    on = {"version": nursery.version} | typed("on", today)
    assert send(asha, "request_arrive", nursery.pk, **on).status_code == 302
    assert "It reached her on" in hers(asha, nursery.pregnancy)
    assert "0 requests owed" in asha.get(reverse("requests_owed")).content.decode()
    assert "1 request<" in asha.get(reverse("requests_owed") + "?which=all").content.decode()


def test_an_answer_that_stands_is_never_written_over(asha: Client, nursery: PracticalRequest, today: date) -> None:
    yes = {"result": "granted", "version": nursery.version} | typed("answered", today)
    send(asha, "request_answer", nursery.pk, **yes)
    refused(send(asha, "request_answer", nursery.pk, **yes), "An answer is recorded already")
    nursery.refresh_from_db()
    right = {"result": "something_else", "answer": "A childminder", "version": nursery.version} | typed(
        "answered", today
    )
    assert send(asha, "request_correct", nursery.pk, **right).status_code == 302
    event = Event.objects.get(verb="requests.correct_answer")
    assert event.changes["result"] == ["granted", "something_else"]
    refused(send(asha, "request_correct", nursery.pk, **right), "Somebody else changed", status=409)


def test_two_who_answer_at_once_do_not_overwrite_each_other(
    people: People, nursery: PracticalRequest, today: date
) -> None:
    mine, theirs = (PracticalRequest.objects.get(pk=nursery.pk) for _ in range(2))
    requests.answer(request=theirs, answered=today, result="granted", by=people.ben, today=today)
    with pytest.raises(Conflict):
        requests.answer(request=mine, answered=today, result="granted", answer="Mine", by=people.asha, today=today)


@pytest.mark.parametrize(
    ("settle", "sentence"),
    [
        ({"result": "not_granted", "answer": "None"}, "This is settled"),
        ({"result": "granted", "reached": True}, "This is settled"),
    ],
)
def test_nobody_asks_again_for_what_is_settled(
    settle: dict[str, object], sentence: str, nursery: PracticalRequest, people: People, today: date
) -> None:
    reached = settle.pop("reached", False)
    about = {"by": people.asha, "today": today}
    requests.answer(request=nursery, answered=today, **about, **settle)  # type: ignore[arg-type]
    if reached:
        requests.arrive(request=nursery, on=today, **about)  # type: ignore[arg-type]
    with pytest.raises(Problem, match=sentence):
        requests.chase(request=nursery, day=today, **about)  # type: ignore[arg-type]


def test_nothing_arrives_that_was_not_granted(nursery: PracticalRequest, people: People, today: date) -> None:
    with pytest.raises(Problem, match="Record first"):
        requests.arrive(request=nursery, on=today, by=people.asha, today=today)


def test_what_is_owed_stands_first_by_how_long_she_waits(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    settled = ask(nadia, visits.service, today, days=50, what="A cot")
    requests.answer(request=settled, answered=today, result="not_granted", answer="No", by=CLOCK, today=today)
    ask(nadia, visits.service, today, days=5, what="A pram")
    ask(nadia, visits.service, today, days=30, what="A flat")
    page = hers(asha, nadia)
    assert page.index("A flat") < page.index("A pram") < page.index("A cot")


def test_the_list_holds_only_women_one_may_see_and_narrows_by_service(
    nursery: PracticalRequest, people: People, as_: Browser, asha: Client, today: date
) -> None:
    midwifery = people.nadia.team.service
    ask(people.nadia, midwifery, today, what="A bus pass")
    owed = reverse("requests_owed")
    for user, sees in ((people.ben, True), (people.fern, True), (people.carol, False), (people.dara, False)):
        assert ("Nursery place" in as_(user).get(owed).content.decode()) is sees
    page = asha.get(f"{owed}?service={midwifery.pk}").content.decode()
    assert "A bus pass" in page
    assert "Nursery place" not in page
    assert "1 owed, the longest for 3 weeks" in page
    assert asha.get(f"{owed}?service=x&page=99").status_code == 200


def test_the_list_asks_the_database_the_same_for_many(
    asha: Client, nursery: PracticalRequest, others: list[Pregnancy], visits: Support, today: date
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            asha.get(reverse("requests_owed"))
        return len(caught)

    requests.chase(request=nursery, day=today, by=CLOCK, today=today)
    few = queries()
    for woman in others:
        for what in ("A cot", "A flat"):
            requests.chase(request=ask(woman, visits.service, today, what=what), day=today, by=CLOCK, today=today)
    assert queries() == few


@pytest.mark.parametrize(("days", "asked"), [(85, False), (84, True)])
def test_where_she_will_live_is_asked_from_twelve_weeks_before_the_due_date(
    days: int, asked: bool, asha: Client, people: People, today: date
) -> None:
    woman = make.a_pregnancy(people.nadia.team, today, due=today + days * ONE_DAY)
    question = "Nobody has asked yet where she will live"
    assert (question in hers(asha, woman)) is asked
    about = {"pregnancy": woman, "topic": "home_after", "asked": "asked", "by": CLOCK, "today": today}
    assessments.answer_need(needs_help=True, **about)
    assert ("She does not know yet where she will live" in hers(asha, woman)) is asked
    assessments.answer_need(needs_help=False, **about)
    assert "where she will live" not in hers(asha, woman)
