"""Today: one row a woman, the most urgent first, the reason as a sentence; and the contacts that wait."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.templatetags.words import whole
from pages.today import rows_of, women_in_need
from pathway.actions import flags
from pathway.models import Flag, Pregnancy, Support, User
from pathway.rules.words import Level
from tests import factories as make
from tests.people import People

ONE_DAY = timedelta(days=1)


def text_of(client: Client) -> str:
    return client.get(reverse("today")).content.decode()


def test_a_woman_who_needs_something_has_one_row_with_the_reason_and_a_way_to_record(
    asha: Client, missed: Flag
) -> None:
    page = text_of(asha)
    assert page.count('class="app-row__name"') == 1
    assert whole(missed.sentence) in page
    assert reverse("contact_add", args=[missed.pregnancy_id]) in page
    assert reverse("pregnancy_show", args=[missed.pregnancy_id]) in page


def test_the_most_urgent_woman_comes_first_and_the_rest_is_folded_beneath(
    asha: Client, missed: Flag, others: list[Pregnancy], today: date
) -> None:
    flags.reassess(others, today=today)
    urgent = others[1]
    urgent.flags.filter(rule="support_missed").update(level=Level.NOW, began=today)
    Flag.objects.exclude(pregnancy=urgent).filter(level=Level.NOW).update(level=Level.SOON)
    rows = rows_of(Flag.objects.open())
    assert rows[0].pregnancy == urgent
    assert len(rows[0].story) + len(rows[0].more) == urgent.flags.count()
    assert f"and {len(rows[0].more)} more" in text_of(asha)


@pytest.mark.parametrize("first", ["support_missed", "support_fading"])
def test_missed_and_fading_read_as_one_story(first: str, nadia: Pregnancy, today: date) -> None:
    rules = [first, *{"support_missed", "support_fading"} - {first}, "no_lead"]
    found = [
        Flag(pk=number, pregnancy=nadia, rule=rule, level=Level.SOON, began=today + number * ONE_DAY)
        for number, rule in enumerate(rules)
    ]
    row = rows_of(found)[0]
    assert [flag.rule for flag in row.story] == ["support_missed", "support_fading"]
    assert [flag.rule for flag in row.more] == ["no_lead"]


def test_another_flag_is_its_own_story(nadia: Pregnancy, today: date) -> None:
    found = [
        Flag(pk=number, pregnancy=nadia, rule=rule, level=level, began=today)
        for number, (rule, level) in enumerate([("support_missed", Level.SOON), ("no_lead", Level.NOW)])
    ]
    row = rows_of(found)[0]
    assert [flag.rule for flag in row.story] == ["no_lead"]
    assert [flag.rule for flag in row.more] == ["support_missed"]


def test_a_flag_set_aside_is_not_shown_before_its_day(asha: Client, missed: Flag, today: date) -> None:
    others = Flag.objects.filter(pregnancy=missed.pregnancy).exclude(pk=missed.pk)
    others.update(set_aside_until=today + ONE_DAY)
    for day, shown in ((today + ONE_DAY, False), (today, True)):
        Flag.objects.filter(pk=missed.pk).update(set_aside_until=day)
        assert (whole(missed.sentence) in text_of(asha)) is shown


def test_a_verdict_past_its_day_is_not_shown_as_current(asha: Client, missed: Flag, today: date) -> None:
    Pregnancy.objects.update(reassess_on=today, judged_on=today - 3 * ONE_DAY)
    assert "Not checked since" in text_of(asha)
    Pregnancy.objects.update(reassess_on=today + ONE_DAY)
    assert "Not checked since" not in text_of(asha)


def test_a_closed_record_is_not_on_the_list(asha: Client, missed: Flag, today: date) -> None:
    Pregnancy.objects.update(closed=today)
    assert missed.sentence not in text_of(asha)


def test_contacts_of_today_and_earlier_ones_wait_for_their_outcome(asha: Client, visits: Support, today: date) -> None:
    now = make.a_contact(visits, today, today, None)
    before = make.a_contact(visits, today - ONE_DAY, today, None)
    done = make.a_contact(visits, today - 2 * ONE_DAY, today)
    ahead = make.a_contact(visits, today + ONE_DAY, today, None)
    page = text_of(asha)
    for contact, shown in ((now, True), (before, True), (done, False), (ahead, False)):
        assert (reverse("contact_record", args=[contact.pk]) in page) is shown
    assert page.index("Contacts today") < page.index("What happened?")
    all_of_them = asha.get(reverse("contacts_unrecorded")).content.decode()
    assert reverse("contact_record", args=[before.pk]) in all_of_them


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["today", "caseload", "contacts_unrecorded"])
def test_a_list_costs_the_same_queries_for_any_number_of_women(
    name: str, asha: Client, people: People, missed: Flag, visits: Support, others: list[Pregnancy], today: date
) -> None:
    make.a_contact(visits, today, today, None)
    few = queries(asha, reverse(name))
    for woman in [*others, *(make.a_pregnancy(people.nadia.team, today) for _ in range(4))]:
        support = make.a_support(woman, today)
        make.a_contact(support, today, today, None)
    flags.reassess([woman.pk for woman in Pregnancy.objects.all()], today=today)
    assert queries(asha, reverse(name)) == few


def test_of_very_many_flags_the_most_urgent_are_looked_at(
    asha: Client, missed: Flag, others: list[Pregnancy], people: People, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags.reassess(others, today=today)
    women, more = women_in_need(people.asha, today, mine=False)
    assert (len(women), more) == (1 + len(others), False)
    assert "At least" not in text_of(asha)
    assert women_in_need(people.asha, today, mine=False, most=1) == (women[:1], True)
    monkeypatch.setattr("pages.today.women_in_need", partial(women_in_need, most=1))
    page = text_of(asha)
    assert "At least 1 woman needs something from us" in page
    assert "all women with an open flag" in page


def test_the_rows_stand_in_groups_by_how_soon(asha: Client, missed: Flag, others: list[Pregnancy], today: date) -> None:
    flags.reassess(others, today=today)
    Flag.objects.update(level=Level.SOON)
    assert text_of(asha).count("app-level-head") == 1
    missed.pregnancy.flags.update(level=Level.NOW)
    page = text_of(asha)
    assert page.count("app-level-head") == 2
    assert page.index("1 woman<") < page.index("3 women<")


def test_nothing_to_do_is_told_apart_from_nobody_to_see(
    people: People, asha: Client, as_: Callable[[User], Client], today: date
) -> None:
    Flag.objects.update(set_aside_until=today + ONE_DAY)
    assert "Nobody needs anything new today" in text_of(asha)
    assert "Nothing new waits for you today" in asha.get(reverse("today"), {"whose": "mine"}).content.decode()
    for user in (people.carol, people.dara):
        page = text_of(as_(user))
        assert "No woman’s record is open to you today" in page
        assert "Every promise" not in page, "of nobody it is not said that all was kept"


def test_the_menu_holds_what_each_may_do(people: People, as_: Callable[[User], Client]) -> None:
    book, team = reverse("pregnancy_book"), reverse("team_show", args=[people.nadia.team_id])
    found = {name: text_of(as_(getattr(people, name))) for name in ("asha", "ben", "fern")}
    assert {name: (book in page, team in page) for name, page in found.items()} == {
        "asha": (True, False), "ben": (True, True), "fern": (False, False),
    }  # fmt: skip
