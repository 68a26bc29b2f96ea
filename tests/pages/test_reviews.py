"""The review of her support as somebody reads it: how it counts, which signs it shows, since when; and the weeks on her page."""

import re
from datetime import date, time

import pytest
from django.test import Client

from pages.reviews import months
from pages.templatetags.words import day, short
from pathway import review_grid, reviews
from pathway.actions import handovers, losses, plans
from pathway.models import Flag, Pregnancy, Support
from pathway.permissions import CLOCK
from pathway.rules.facts import Pathway
from pathway.rules.words import Outcome
from tests import factories as make
from tests.pages.typed import ONE_DAY, ONE_WEEK, page_text
from tests.people import People

SOME_DAYS = 3 * ONE_DAY


def said(page: str) -> str:
    """A page's words, one space between them, its dates as they are written by hand."""
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def review(asha: Client, nadia: Pregnancy) -> str:
    """The words of the review page."""
    return said(page_text(asha, "review_show", nadia.pk))


def legend(page: str) -> str:
    """The words of the only legend on a page."""
    (found,) = re.findall(r'<ul class="app-legend".*?</ul>', page, re.DOTALL)
    return said(found)


def test_a_coming_week_is_still_to_come_whether_booked_or_not(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    make.a_contact(visits, today + ONE_WEEK, today, outcome=None)
    shown = legend(page_text(asha, "review_show", nadia.pk))
    assert "○ still to come" in shown
    assert "not booked yet" not in shown


def test_the_legend_of_a_review_has_the_signs_that_stand_in_it_and_no_others(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    def shown() -> str:
        return legend(page_text(asha, "review_show", nadia.pk))

    assert shown() == "– promised, nothing recorded ○ still to come · nothing due this week"
    make.a_contact(visits, visits.start, today)
    assert shown().startswith("✓ kept – promised, nothing recorded")
    plans.promise(
        pregnancy=nadia, service=visits.service, every=7, start=visits.start, planned=visits.start, what="ring you",
        reference="calls", today=today, by=CLOCK,
    )  # fmt: skip
    assert shown().endswith("◐ some of it came 1/2 1 came of 2")
    assert "✓" not in shown()


def test_what_came_before_it_is_due_is_more_and_the_page_says_what_more_is(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    assert "and 1 more" not in review(asha, nadia)
    assert "“More” came" not in review(asha, nadia)
    make.a_contact(visits, today, today)
    page = review(asha, nadia)
    assert "0 of 8 came, and 1 more" in page
    assert "“More” came before it fell due, or beyond what was promised." in page
    assert "0 of 10 promised contacts due since" in page, "two of them of the social worker"
    assert "Every contact from that day up to today" in page


def test_a_line_whose_promise_is_over_says_so_and_not_that_nothing_is_due_yet(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    ended = today - ONE_DAY
    for support in nadia.supports.exclude(pk=visits.pk):
        plans.change(support=support, version=None, until=support.start + SOME_DAYS, by=CLOCK, today=today)
    assert f"ended {said(short(visits.start + SOME_DAYS, today))}" in review(asha, nadia)
    plans.change(support=visits, version=None, until=ended, by=CLOCK, today=today)
    assert f"0 of 8 came, ended {said(short(ended, today))}" in review(asha, nadia)
    assert "nothing due yet" not in review(asha, nadia)


def test_what_is_due_today_is_not_called_unrecorded_before_the_day_is_over(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    def unrecorded() -> list[str]:
        return re.findall(r'data-label="Not recorded"[^>]*>(\d)', page_text(asha, "review_show", nadia.pk))

    make.a_contact(visits, today, today, outcome=None)
    assert unrecorded() == []
    make.a_contact(visits, today - ONE_DAY, today, outcome=None)
    assert unrecorded() == ["1"]
    make.a_contact(visits, today, today, Outcome.DELIVERED)
    assert unrecorded() == ["1"]


@pytest.mark.parametrize(
    ("opened", "closed", "said_of_it"),
    [
        (8, None, "As it stands today: Nothing came. Still open."),
        (0, None, "Nothing came. Still open."),
        (8, 1, "Nothing came. Closed since; opened on {opened}."),
        (1, 1, "Nothing came. Closed since."),
    ],
)
def test_a_flag_that_is_still_open_is_told_as_it_stands_today(
    opened: int, closed: int | None, said_of_it: str, nadia: Pregnancy, people: People, today: date
) -> None:
    days = {"began": today - 9 * ONE_DAY, "opened": today - opened * ONE_DAY}
    days |= {} if closed is None else {"closed": today - closed * ONE_DAY}
    Flag.objects.create(pregnancy=nadia, rule="no_lead", about="lead", level=1, sentence="Nothing came.", **days)
    changes = reviews.flag_changes(nadia, people.asha, today - 9 * ONE_DAY, today)
    (change,) = [change for change in changes if "Nothing came." in change.words]
    assert change.day == days.get("closed", days["opened"])
    assert change.words == said_of_it.format(opened=reviews.said(days["opened"]))


@pytest.mark.parametrize(("agreed", "red"), [(False, True), (True, False)])
def test_what_ended_says_when_and_is_red_only_where_she_did_not_agree(
    agreed: bool, red: bool, asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    born = today - 3 * ONE_WEEK
    make.a_contact(visits, born - ONE_DAY, today)
    make.a_birth(nadia, born, today)
    plans.change(support=visits, version=None, until=born, by=CLOCK, today=today)
    if agreed:
        plans.agree_ending(support=visits, on=today, by=CLOCK, today=today)
    page = review(asha, nadia)
    assert f"Before the birth and since {said(day(born))}" in page
    assert ("less than half ; ended" in page) is red
    assert f"0 since{': less than half ' if red else ''}; ended {said(short(born, today))}" in page
    assert "Came in four weeks, on average" in page


def test_after_a_loss_a_review_says_since_what_and_when(
    asha: Client, nadia: Pregnancy, people: People, visits: Support, today: date
) -> None:
    born = today - 3 * ONE_WEEK
    make.a_contact(visits, born - ONE_DAY, today)
    make.a_birth(nadia, born, today)
    losses.record_death(
        baby=nadia.babies.get(), day=today - ONE_WEEK, named_person=people.asha.workers.get(),
        first_contact_by=today, by=CLOCK, today=today,
    )  # fmt: skip
    page = review(asha, nadia)
    assert f"Before her loss and since {said(day(today - ONE_WEEK))}" in page
    assert f"What changed since her loss {said(day(today - ONE_WEEK))}" in page
    assert "baby was born" not in page


def test_after_a_loss_a_review_repeats_no_promise_in_words_of_a_baby(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    Support.objects.filter(pk=visits.pk).update(what="check how your baby is growing", planned=today, until=today)
    Pregnancy.objects.filter(pk=nadia.pk).update(booked=today - ONE_WEEK)
    assert "baby is growing" in review(asha, nadia)
    Pregnancy.objects.filter(pk=nadia.pk).update(lost_on=today - ONE_DAY)
    page = review(asha, nadia)
    assert f"{visits.service} was promised" in page
    assert "baby is growing" not in page


def test_a_handover_with_a_yes_that_has_reached_her_is_not_red(
    asha: Client, nadia: Pregnancy, people: People, visits: Support, today: date
) -> None:
    born, dara = today - 3 * ONE_WEEK, people.dara.workers.get().service
    make.a_contact(visits, born - ONE_DAY, today)
    make.a_birth(nadia, born, today)
    plans.change(support=visits, version=None, until=born, by=CLOCK, today=today)
    handover = handovers.offer(support=visits, to_service=dara, by=CLOCK, today=today - ONE_WEEK)
    handovers.accept(handover=handover, on=today - ONE_WEEK, by=CLOCK, today=today - ONE_WEEK)
    assert "less than half ; ended" in review(asha, nadia)
    theirs = make.a_support(nadia, today, dara, reference="theirs")
    make.a_contact(theirs, today - ONE_DAY, today)
    assert "less than half ; ended" not in review(asha, nadia)


def test_a_month_with_one_week_alone_is_named_too() -> None:
    monday = date(2026, 3, 30)
    grid = review_grid.draw(Pathway(booked=monday, due=date(2026, 12, 1)), monday + SOME_DAYS)
    assert [week.monday for week in grid.weeks[:2]] == [monday, monday + ONE_WEEK]
    assert [month for month in months(grid) if month[0]] == [("Mar", 1), ("Apr", 4), ("May", 4)]
    assert [month for month, _ in months(grid)][:3] == ["Mar", "Apr", ""]


@pytest.mark.parametrize(("hour", "words"), [(time(0, 0), "Today, not recorded yet"), (None, "Booked")])
def test_a_contact_of_today_whose_hour_is_past_waits_for_its_outcome(
    hour: time | None, words: str, asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    make.a_contact(visits, today, today, outcome=None, at=hour)
    row = re.search(r"<table[^>]*app-contacts.*?</table>", page_text(asha, "pregnancy_show", nadia.pk), re.DOTALL)
    assert row is not None
    assert words in said(row.group())
