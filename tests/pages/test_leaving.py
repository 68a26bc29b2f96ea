"""A worker leaves: who may say so, what it moves, who follows; the rules and the papers know of it at once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.templatetags.words import day, whole
from pathway import reviews
from pathway.actions import aims, attendees, contacts, flags, leaving, meetings, plans, pregnancies
from pathway.actions import reviews as decisions
from pathway.actions.base import Conflict, Problem
from pathway.leaving import also_in_name_of
from pathway.models import Contact, Event, Flag, Lead, Role, Support, Worker
from pathway.permissions import CLOCK, may_say_who_leaves
from pathway.printing import summary
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.typed import refused, send, typed
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def kim(visits: Support, today: date) -> Worker:
    """Kim of the family team gives the weekly visits; three are booked."""
    kim = make.a_worker(visits.service, "Kim Example")
    plans.change(support=visits, version=None, worker=kim, by=CLOCK, today=today)
    visits.refresh_from_db()
    for weeks in (1, 2, 3):
        make.a_contact(visits, today + weeks * ONE_WEEK, today, None)
    return kim


@pytest.fixture
def lead(people: People, today: date) -> Lead:
    """Asha leads for Nadia."""
    return pregnancies.appoint_lead(
        pregnancy=people.nadia, worker=people.asha.workers.get(), start=today, by=CLOCK, today=today
    )


def leaves(client: Client, worker: Worker, left: date | None, **fields: object) -> str:
    """Send the form; the page that comes of it."""
    boxes = typed("left", left) if left else {}
    answer = client.post(
        reverse("worker_leaves", args=[worker.pk]), {"version": worker.version} | boxes | fields, follow=True
    )
    return str(answer.content.decode())


def test_who_may_say_who_leaves(people: People, kim: Worker, today: date) -> None:
    asha, ben, fern = (user.workers.get() for user in (people.asha, people.ben, people.fern))
    robin = make.a_user("Robin Administrator")
    for service in (kim.service, asha.service):
        make.a_worker(service, "Robin Administrator", Role.ADMINISTRATOR, user=robin)
    workers = [asha, ben, fern, kim]
    may = {user.name: may_say_who_leaves(user, workers, today) for user in (
        people.asha, people.ben, people.fern, people.sol, people.carol, robin)}  # fmt: skip
    assert may == {
        "Asha Midwife": {asha.pk},  # Ben leads the team: it is his to say, or one's own
        "Ben Midwife": {asha.pk, ben.pk},
        "Fern Example": {fern.pk, kim.pk},  # nobody leads the family team here
        "Sol Example": set(),
        "Carol Midwife": set(),
        "Robin Administrator": set(),
    }
    Worker.objects.filter(pk=ben.pk).update(left=today - ONE_DAY)
    assert may_say_who_leaves(people.asha, workers, today) == {asha.pk, ben.pk}, "nobody leads her team any more"


@pytest.mark.parametrize(("name", "status"), [("asha", 200), ("ben", 200), ("fern", 404), ("sol", 404), ("carol", 404)])
def test_the_page_is_open_to_those_who_may(name: str, status: int, people: People, as_: Browser) -> None:
    asked = reverse("worker_leaves", args=[people.asha.workers.get().pk])
    assert as_(getattr(people, name)).get(asked).status_code == status
    if status != 200:
        assert as_(getattr(people, name)).post(asked, {}).status_code == status


def test_nobody_else_records_it(people: People, kim: Worker, today: date) -> None:
    for user in (people.asha, people.sol, people.carol):
        with pytest.raises(PermissionDenied):
            leaving.record(worker=kim, left=today, by=user, today=today)
    with pytest.raises(Problem, match="Give the last day"):
        leaving.record(worker=kim, left=None, by=people.fern, today=today)
    with pytest.raises(Problem, match="ends before it starts"):
        leaving.record(worker=kim, left=kim.started - ONE_DAY, by=people.fern, today=today)


def test_what_it_moves_is_shown_before_anything_is_saved(
    people: People, as_: Browser, kim: Worker, today: date
) -> None:
    make.a_worker(kim.service, "Robin Administrator", Role.ADMINISTRATOR)
    make.a_worker(kim.service, "Lee Example", left=today + ONE_WEEK)
    page = leaves(as_(people.fern), kim, today + ONE_WEEK)
    assert "Not saved yet" in page
    for nobody in ("Robin Administrator", "Lee Example"):  # sees no woman's record; has left by then
        assert nobody not in page
    assert "Nadi: Family support, visit you at home, with 2 booked contacts after that day" in page
    assert "Fern Example" in page
    kim.refresh_from_db()
    assert (kim.left, kim.version) == (None, 1)
    assert not Event.objects.filter(verb="leaving.record").exists()


def test_whoever_follows_is_named_and_earlier_contacts_stay(
    people: People, as_: Browser, kim: Worker, visits: Support, today: date
) -> None:
    left, fern = today + ONE_WEEK, people.fern.workers.get()
    page = leaves(as_(people.fern), kim, left, seen=left, **{f"support-{visits.pk}": fern.pk})
    assert whole(f"Kim Example leaves on {left:%-d %B %Y}.") in page
    assert f"leaves {day(left)}" in page
    visits.refresh_from_db()
    assert visits.worker == fern
    assert [contact.worker for contact in visits.contacts.order_by("day")] == [kim, fern, fern]
    event = Event.objects.get(verb="leaving.record")
    assert (event.by, event.pregnancy, event.changes) == (people.fern, None, {"left": [None, left.isoformat()]})


def test_one_colleague_can_follow_in_all_of_it(
    people: People, as_: Browser, kim: Worker, visits: Support, today: date
) -> None:
    fern, lee = people.fern.workers.get(), make.a_worker(kim.service, "Lee Example")
    others = [
        make.a_support(make.a_pregnancy(people.nadia.team, today), today, kim.service, worker=kim) for _ in range(2)
    ]
    leaves(as_(people.fern), kim, today, seen=today, for_all=lee.pk, **{f"support-{visits.pk}": fern.pk})
    named = [Support.objects.get(pk=support.pk).worker for support in (visits, *others)]
    assert named == [fern, lee, lee]


def test_another_day_than_the_one_that_was_looked_at_is_shown_again(
    people: People, as_: Browser, kim: Worker, today: date
) -> None:
    page = leaves(as_(people.fern), kim, today + 2 * ONE_WEEK, seen=today + ONE_WEEK)
    assert "Not saved yet" in page
    assert "with 1 booked contact after that day" in page


def test_a_lead_who_leaves_within_two_weeks_is_flagged_until_somebody_follows(
    people: People, as_: Browser, lead: Lead, today: date
) -> None:
    ben, asha = as_(people.ben), lead.worker
    left = today + 2 * ONE_WEEK
    page = leaves(ben, asha, left)
    assert "Flagged on saving,</strong> because nobody is named to lead then: Nadi." in page
    assert "Nadi: who leads then" in page
    assert "Flagged on saving" not in leaves(ben, asha, left + ONE_DAY)
    leaves(ben, asha, left, seen=left)
    flag = Flag.objects.open().get(rule="no_lead", pregnancy=people.nadia)
    asha.refresh_from_db()
    page = leaves(ben, asha, left, seen=left, **{f"lead-{lead.pk}": people.ben.workers.get().pk})
    flag.refresh_from_db()
    assert flag.closed == today
    follower = Lead.objects.get(worker=people.ben.workers.get())
    assert follower.start == left + ONE_DAY
    assert "Ben Midwife leads from the next day." in leaves(ben, Worker.objects.get(pk=asha.pk), left)


def test_they_may_stay_after_all(people: People, as_: Browser, lead: Lead, today: date) -> None:
    leaving.record(worker=lead.worker, left=today + ONE_DAY, by=people.ben, today=today)
    assert Flag.objects.open().filter(rule="no_lead", pregnancy=people.nadia).exists()
    assert "Asha Midwife stays." in leaves(as_(people.ben), lead.worker, None)
    assert not Flag.objects.open().filter(rule="no_lead", pregnancy=people.nadia).exists()


def test_two_at_once(people: People, as_: Browser, kim: Worker, today: date) -> None:
    leaving.record(worker=Worker.objects.get(pk=kim.pk), left=today, by=people.fern, today=today)
    with pytest.raises(Conflict):
        leaving.record(worker=kim, left=today + ONE_DAY, by=people.fern, today=today, version=1)
    answer = send(as_(people.fern), "worker_leaves", kim.pk, version=1, **typed("left", today + ONE_DAY))
    refused(answer, "What the record says now", status=409)


def test_a_woman_one_may_not_see_is_only_counted(people: People, as_: Browser, kim: Worker, today: date) -> None:
    elsewhere = make.a_pregnancy(people.nadia.team, today, name="Mira Example")
    other = make.a_support(elsewhere, today, kim.service, worker=kim)
    elsewhere.involvements.update(until=today - ONE_DAY, start=today - ONE_WEEK)
    page = leaves(as_(people.fern), kim, today)
    assert "Mira" not in page
    assert "1 more concerns a woman whose record is not open to you" in page
    assert other.worker == kim


def test_the_service_and_the_team_lead_there(people: People, as_: Browser, kim: Worker) -> None:
    asked = reverse("worker_leaves", args=[kim.pk])
    assert asked in as_(people.fern).get(reverse("service_show", args=[kim.service_id])).content.decode()
    assert asked not in as_(people.asha).get(reverse("service_show", args=[kim.service_id])).content.decode()
    own = reverse("worker_leaves", args=[people.asha.workers.get().pk])
    assert own in as_(people.ben).get(reverse("team_show", args=[people.nadia.team_id])).content.decode()


def test_it_is_told_where_their_name_stands(
    people: People, asha: Client, kim: Worker, lead: Lead, visits: Support, today: date
) -> None:
    left = today + ONE_WEEK
    leaving.record(worker=kim, left=left, by=people.fern, today=today)
    leaving.record(worker=lead.worker, left=left, by=people.ben, today=today)
    page = asha.get(reverse("pregnancy_show", args=[people.nadia.pk])).content.decode()
    assert page.count(f"(leaves {day(left)})") == 3, "the lead, and the two visits after that day"
    endings = [row.what for row in reviews.endings(people.nadia, today)]
    assert "Asha Midwife leads and leaves" in endings
    paper = summary.summary(people.nadia.involvements.get(service=visits.service), today=today)
    assert f"Until {left:%-d %B %Y}." in paper.leads[0]
    assert ["Kim" in line for line in paper.coming] == [True, False, False]


def test_somebody_else_can_be_named_for_what_is_to_come_alone(
    kim: Worker, people: People, visits: Support, today: date
) -> None:
    fern = people.fern.workers.get()
    over, ahead = make.a_contact(visits, today, today), Contact.objects.filter(day__gt=today)[0]
    with pytest.raises(Problem, match="not to come any more"):
        contacts.hand_to(contact=over, worker=fern, by=people.asha, today=today)
    assert contacts.hand_to(contact=ahead, worker=fern, by=people.asha, today=today).worker == fern
    with pytest.raises(PermissionDenied):
        contacts.hand_to(contact=ahead, worker=kim, by=people.carol, today=today)


def test_the_number_of_queries_is_fixed(people: People, as_: Browser, kim: Worker, today: date) -> None:
    fern = as_(people.fern)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            leaves(fern, kim, today)
        return len(found)

    def another() -> None:
        make.a_support(make.a_pregnancy(people.nadia.team, today), today, kim.service, worker=kim)

    another()
    queries()
    few = queries()
    for _ in range(3):
        another()
    assert queries() == few


def test_a_contact_whose_day_is_past_waits_for_its_outcome_and_goes_to_nobody(
    kim: Worker, people: People, as_: Browser, visits: Support, today: date
) -> None:
    missed_out = make.a_contact(visits, today - ONE_DAY, today, None)
    coming = visits.contacts.filter(day__gt=today)
    fern, left = people.fern.workers.get(), today - ONE_WEEK
    support = f"support-{visits.pk}"
    page = leaves(as_(people.fern), kim, left)
    assert "3 booked contacts" in page
    leaves(as_(people.fern), kim, left, seen=left.isoformat(), **{support: fern.pk})
    missed_out.refresh_from_db()
    assert (missed_out.worker, {contact.worker for contact in coming}) == (kim, {fern})


@pytest.fixture
def sols(people: People, missed: Flag, today: date) -> dict[str, Model]:
    """What stands in Sol's name besides his promises, by the page on which it is changed."""
    sol, nadia, later = people.sol.workers.get(), people.nadia, today + ONE_WEEK
    given: dict[str, Any] = {"by": CLOCK, "today": today}
    meeting = meetings.book(pregnancy=nadia, kind="core group", day=later, **given)
    return {
        "flag_hand_on": flags.hand_on(flag=missed, to_worker=sol, **given),
        "action_change": aims.add_action(
            pregnancy=nadia, what="Ring the landlord", due=later, service=sol.service, worker=sol, **given
        ),
        "decision_finish": decisions.decide(pregnancy=nadia, what="Ask for a bed", by_when=later, worker=sol, **given),
        "attendee_change": attendees.ask_to_come(meeting=meeting, worker=sol, why="Knows her", **given),
    }


def test_all_else_in_their_name_is_listed_with_the_page_on_which_it_is_changed(
    people: People, as_: Browser, sols: dict[str, Model], today: date
) -> None:
    sol = people.sol.workers.get()
    page = leaves(as_(people.sol), sol, today)
    assert [name for name, row in sols.items() if reverse(name, args=[row.pk]) not in page] == []
    assert "Ring the landlord" in page
    after_the_meeting = leaves(as_(people.sol), sol, today + ONE_WEEK)
    assert reverse("attendee_change", args=[sols["attendee_change"].pk]) not in after_the_meeting


def test_what_else_of_theirs_one_may_not_see_is_only_counted(
    people: People, sols: dict[str, Model], today: date
) -> None:
    sol = people.sol.workers.get()
    everything, hidden = also_in_name_of(sol, today, people.sol, today)
    assert (len(everything), hidden) == (len(sols), 0)
    seen_by_fern, hidden_from_fern = also_in_name_of(sol, today, people.fern, today)
    assert {one.page for one in seen_by_fern} == {"flag_hand_on", "action_change"}
    assert hidden_from_fern == 2
