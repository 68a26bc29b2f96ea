"""Building a plan: listed and drawn, started from templates, looked at without saving, moved when the due date moves."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pages.templatetags.words import full_stop, whole
from pathway.actions import aims, asks, meetings, plans
from pathway.models import Aim, Ask, PlanAction, Pregnancy, Service, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.typed import ONE_DAY, ONE_WEEK, page_text, refused, send, typed
from tests.people import People


@pytest.fixture
def family(people: People) -> Service:
    return Service.objects.get(name="Family support", trust=people.nadia.team.service.trust)


def terms(support: Support, **said: Any) -> dict[str, Any]:
    fields = {"often": "7", "times": "1", "kind": "support", "mode": "home", "what": support.what}
    return fields | typed("start", support.start) | {"version": str(support.version)} | said  # type: ignore[arg-type]


def test_an_empty_plan_asks_what_she_wants(asha: Client, people: People, today: date) -> None:
    woman = make.a_pregnancy(people.nadia.team, today)
    page = page_text(asha, "plan_build", woman.pk)
    for words in (
        "Nothing is noted yet of what she wants",
        "Nothing regular is promised for the year after the birth",
        "Nothing is booked or promised in the next 4 weeks.",
    ):
        assert words in page
    assert page.index("Start from a template") < page.index("Read it with her and agree it")


def test_fern_sees_and_edits_the_plan(people: People, as_: Browser, nadia: Pregnancy, today: date) -> None:
    fern = as_(people.fern)
    assert "Her plan" in page_text(fern, "plan_build", nadia.pk)
    assert send(fern, "aim_add", nadia.pk, words="My own door", her_words="yes", about="home").status_code == 302
    aim = Aim.objects.get()
    assert aim.her_words
    assert (
        send(fern, "action_add", nadia.pk, what="Ring", service="hers", aim=aim.pk, **typed("due", today)).status_code
        == 302
    )
    assert send(fern, "ask_add", nadia.pk, what="Come on Monday", binding="agreed").status_code == 302
    page = page_text(fern, "plan_build", nadia.pk)
    assert "“My own door”" in page
    assert "she herself" in page
    assert "No help yet makes this possible" in page


def test_meetings_are_in_her_weeks_only_for_those_who_may_see_them(
    people: People, as_: Browser, nadia: Pregnancy, today: date
) -> None:
    meetings.book(pregnancy=nadia, kind="core group", day=today + ONE_DAY, by=CLOCK, today=today)
    assert "Core group" in page_text(as_(people.sol), "plan_build", nadia.pk)
    seen_by_fern = page_text(as_(people.fern), "plan_build", nadia.pk)
    assert "Core group" not in seen_by_fern
    assert "Only what is open to you is counted here" in seen_by_fern


def test_what_a_requirement_needs_is_folded_until_it_is_one(asha: Client, nadia: Pregnancy) -> None:
    folded = '<details class="nhsuk-details" data-opens-with="binding=required"'
    assert f"{folded}>" in page_text(asha, "ask_add", nadia.pk)
    response = send(asha, "ask_add", nadia.pk, what="See the midwife", binding="required")
    assert f"{folded} open>" in response.content.decode()


@pytest.mark.parametrize(
    ("written", "told"),
    [("The court", "The court."), ("The court.", "The court."), ("Why not?", "Why not?"), ("“No.”", "“No.”"), ("", "")],
)
def test_what_is_written_ends_in_one_full_stop(written: str, told: str) -> None:
    assert full_stop(written) == told


def test_a_requirement_is_refused_with_what_it_lacks(asha: Client, nadia: Pregnancy) -> None:
    response = send(asha, "ask_add", nadia.pk, what="See the midwife", binding="required")
    assert "See the midwife" in refused(response, "A requirement says who requires it")
    assert not Ask.objects.exists()


def test_what_is_done_leaves_the_plan(asha: Client, nadia: Pregnancy, today: date) -> None:
    action = aims.add_action(pregnancy=nadia, what="Ring the council", due=today, by=CLOCK, today=today)
    assert send(asha, "action_end", action.pk, came="yes", **typed("on", today)).status_code == 302
    assert PlanAction.objects.get().done == today
    assert "Ring the council" not in page_text(asha, "plan_build", nadia.pk)


def test_an_action_of_an_aim_that_was_let_go_still_stands(asha: Client, nadia: Pregnancy, today: date) -> None:
    aim = aims.add(pregnancy=nadia, words="A job", by=CLOCK, today=today)
    aims.add_action(pregnancy=nadia, what="Ring the college", due=today, aim=aim, by=CLOCK, today=today)
    assert send(asha, "aim_end", aim.pk, came="no", **typed("on", today)).status_code == 302
    page = page_text(asha, "plan_build", nadia.pk)
    assert "“A job”" not in page
    assert "Ring the college" in page


def test_the_fall_is_said_before_anything_is_saved(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    make.a_birth(nadia, today - ONE_WEEK, today)
    send(asha, "support_change", visits.pk, **terms(visits, times="4"))
    visits.refresh_from_db()
    ends = today + 8 * ONE_WEEK
    response = send(asha, "support_change", visits.pk, show="part", **terms(visits, times="4", **typed("until", ends)))
    page = response.content.decode()
    assert response.status_code == 200
    assert whole(f"From {ends + ONE_DAY:%-d %B %Y} promised support falls from 4 a week") in page.replace(
        "a little over 4", "4"
    )
    assert "<html" not in page
    assert "not saved yet" in page
    visits.refresh_from_db()
    assert visits.until is None


def test_without_a_script_a_button_shows_the_same_and_keeps_what_was_typed(
    asha: Client, visits: Support, today: date
) -> None:
    response = send(asha, "support_change", visits.pk, show="page", **terms(visits, what="bring the cot"))
    page = response.content.decode()
    assert "bring the cot" in page
    assert "not saved yet" in page
    visits.refresh_from_db()
    assert visits.what == "visit you at home"


def test_a_form_that_cannot_be_read_yet_is_drawn_without_it(asha: Client, nadia: Pregnancy) -> None:
    response = send(asha, "support_promise", nadia.pk, show="part", often="7")
    assert response.status_code == 200
    assert "not saved yet" not in response.content.decode()
    assert nadia.supports.count() == 2


def test_a_worker_who_has_left_stays_named_when_a_promise_is_changed(
    asha: Client, people: People, visits: Support, today: date
) -> None:
    fern = people.fern.workers.get()
    plans.change(support=visits, version=None, worker=fern, by=CLOCK, today=today)
    fern.left = today - ONE_DAY
    fern.save()
    visits.refresh_from_db()
    assert send(asha, "support_change", visits.pk, **terms(visits, worker=fern.pk, times="2")).status_code == 302
    visits.refresh_from_db()
    assert (visits.worker, visits.times) == (fern, 2)


def start(client: Client, pk: int, services: list[Service], **fields: Any) -> Any:
    query = "&".join(f"service={service.pk}" for service in services)
    return client.post(f"{reverse('plan_start', args=[pk])}?{query}", fields)


def proposed(client: Client, pk: int, services: list[Service]) -> list[Any]:
    return list(client.get(reverse("plan_start", args=[pk]), {"service": [s.pk for s in services]}).context["lines"])


def filled(lines: list[Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for form in lines:
        for bound in form:
            given = bound.initial
            if isinstance(given, date):
                fields |= typed(bound.html_name, given)
            elif given not in (None, False):
                fields[bound.html_name] = "on" if given is True else str(given)
    return fields


def test_a_template_is_unticked_edited_and_saved_at_once(asha: Client, nadia: Pregnancy, family: Service) -> None:
    lines = proposed(asha, nadia.pk, [family])
    assert "to be confirmed" not in page_text(asha, "plan_start", nadia.pk, service=[family.pk])
    assert [form.proposal.line.code for form in lines] == ["before-birth", "to-three-months", "to-twelve-months"]
    fields = filled(lines)
    del fields[f"{family.pk}-to-three-months-take"]
    fields[f"{family.pk}-to-twelve-months-every"] = "7"
    before = nadia.supports.count()
    response = start(asha, nadia.pk, [family], **fields)
    assert response.status_code == 302
    assert nadia.supports.count() == before + 2
    later = nadia.supports.get(from_template="family_support/to-twelve-months")
    assert (later.every, later.counted_from, later.start_days) == (7, "birth", 91)
    codes = [form.proposal.line.code for form in proposed(asha, nadia.pk, [family])]
    assert codes == ["to-three-months"]


def test_one_wrong_line_saves_none_and_keeps_what_was_typed(asha: Client, nadia: Pregnancy, family: Service) -> None:
    fields = filled(proposed(asha, nadia.pk, [family]))
    fields |= typed(f"{family.pk}-to-three-months-until", nadia.booked)
    before = nadia.supports.count()
    response = start(asha, nadia.pk, [family], **fields)
    assert response.status_code == 200
    assert "Family support, promise 2: this support ends before it starts" in response.content.decode()
    assert nadia.supports.count() == before


def test_while_nothing_written_can_be_read_the_year_counts_what_is_saved(
    asha: Client, nadia: Pregnancy, family: Service
) -> None:
    fields = filled(proposed(asha, nadia.pk, [family]))
    shown = "Only what is saved so far. What is written here is not counted yet."
    assert shown not in page_text(asha, "plan_start", nadia.pk, service=[family.pk])
    wrong = {name: "" for name in fields if name.endswith("-what")}
    assert shown in start(asha, nadia.pk, [family], **fields | wrong).content.decode()


def test_nothing_ticked_is_said(asha: Client, nadia: Pregnancy, family: Service) -> None:
    response = start(asha, nadia.pk, [family])
    assert "Tick at least one promise" in response.content.decode()


def test_a_service_of_another_trust_is_no_start(asha: Client, nadia: Pregnancy) -> None:
    other = make.a_service(make.a_trust())
    assert proposed(asha, nadia.pk, [other]) == []


def test_the_number_of_queries_does_not_grow_with_the_plan(asha: Client, nadia: Pregnancy, today: date) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            page_text(asha, "plan_build", nadia.pk)
        return len(queries)

    def grow() -> None:
        aim = aims.add(pregnancy=nadia, words="A job", by=CLOCK, today=today)
        aims.add_action(pregnancy=nadia, what="Ring", due=today, aim=aim, by=CLOCK, today=today)
        asks.add(pregnancy=nadia, what="Come", support=make.a_support(nadia, today), by=CLOCK, today=today)

    grow()
    small = count()
    for _ in range(5):
        grow()
    assert count() == small


def test_the_picture_stays_within_a_year_after_the_birth(asha: Client, nadia: Pregnancy, today: date) -> None:
    make.a_birth(nadia, today - timedelta(days=60), today)
    year = asha.get(reverse("plan_build", args=[nadia.pk])).context["year"]
    assert year.last == today + timedelta(days=304)


def test_another_due_date_leads_to_the_dates_that_it_moves(
    asha: Client, nadia: Pregnancy, visits: Support, family: Service, today: date
) -> None:
    sent = {"name": nadia.mother.name, "preferred_name": "Na", "version": nadia.version} | typed(
        "due", nadia.due + ONE_DAY
    )
    assert send(asha, "pregnancy_change", nadia.pk, **sent).headers["Location"] == reverse(
        "pregnancy_show", args=[nadia.pk]
    )
    make.a_support(nadia, today, family, reference="after", start=nadia.due, counted_from="due", start_days=0)
    sent |= {"version": nadia.version + 1} | typed("due", nadia.due + ONE_WEEK)
    there = send(asha, "pregnancy_change", nadia.pk, **sent).headers["Location"]
    assert there == reverse("plan_build", args=[nadia.pk]) + "#moves-title"
    assert 'id="moves-title"' in asha.get(there).content.decode()
    page = asha.post(reverse("plan_move", args=[nadia.pk]), follow=True).content.decode()
    assert "1 date has moved" in page
    assert 'id="moves-title"' not in page


def test_dates_that_another_due_date_moves_are_shown_and_moved_by_a_button(
    asha: Client, nadia: Pregnancy, family: Service, today: date
) -> None:
    from pathway.actions import pregnancies

    due = nadia.due
    line = make.a_support(
        nadia, today, family, reference="after", start=due, counted_from="birth", start_days=0, what="bring the cot"
    )
    assert "moves these dates" not in page_text(asha, "plan_build", nadia.pk)
    pregnancies.change_details(pregnancy=nadia, version=None, due=due + ONE_WEEK, by=CLOCK, today=today)
    page = page_text(asha, "plan_build", nadia.pk)
    assert "The due date moves these dates" in page
    assert re.search(f"{due:%-d %B %Y}</td>.*<strong>{due + ONE_WEEK:%-d %B %Y}</strong>", page)
    assert send(asha, "plan_move", nadia.pk).status_code == 302
    line.refresh_from_db()
    assert line.start == due + ONE_WEEK


def test_a_requirement_is_told_all_that_it_lacks_at_once(asha: Client, nadia: Pregnancy) -> None:
    refused(
        send(asha, "ask_add", nadia.pk, what="See the midwife", binding="required", authority="The court"),
        "what enough looks like", "when it is looked at again", "how it ends", "has a last day",
    )  # fmt: skip
