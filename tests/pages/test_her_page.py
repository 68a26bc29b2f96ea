"""Her page: header, week strip, flags with their evidence, and everything that belongs to her plan."""

from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pathway.actions import assessments, flags, pregnancies
from pathway.models import Asked, Flag, Pregnancy, Support, Topic
from pathway.permissions import CLOCK
from pathway.rules.words import Outcome
from tests import factories as make

ONE_WEEK = timedelta(weeks=1)


def text_of(client: Client, pregnancy: Pregnancy) -> str:
    return client.get(reverse("pregnancy_show", args=[pregnancy.pk])).content.decode()


def test_it_calls_her_as_she_likes_and_says_where_she_is(asha: Client, nadia: Pregnancy, today: date) -> None:
    page = text_of(asha, nadia)
    assert "Nadi" in page
    assert "24 weeks +\N{NO-BREAK SPACE}0\N{NO-BREAK SPACE}days" in page
    assert "<strong>Nobody leads</strong>" in page


def test_what_nobody_asked_is_not_known_to_be_safe(asha: Client, nadia: Pregnancy, today: date) -> None:
    assert "Not known to be safe:</strong> by hand, phone" in text_of(asha, nadia)
    assessments.record_safe_contact(
        pregnancy=nadia, route="phone", safe=True, answered_on=today, note="before three", by=CLOCK, today=today
    )
    page = text_of(asha, nadia)
    assert "Safe:</strong> phone" in page
    assert "(before three)" in page
    assert "(asked" in page
    assert "Not known to be safe:</strong> by hand, text message" in page


def test_a_visit_at_home_that_is_not_known_to_be_safe_says_so(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    assert "Some of it is at home" not in text_of(asha, nadia)
    make.a_contact(visits, today + timedelta(days=1), today, None, mode="home")
    assert "nobody has recorded whether visits at home are safe for her" in text_of(asha, nadia)
    for safe, said in ((False, "she has said that visits at home are not safe for her"), (True, "")):
        assessments.record_safe_contact(
            pregnancy=nadia, route="home", safe=safe, answered_on=today, by=CLOCK, today=today
        )
        page = text_of(asha, nadia)
        assert said in page
        assert ("Some of it is at home" in page) is not safe


def test_a_phone_number_stands_only_beside_a_way_that_is_safe(asha: Client, nadia: Pregnancy, today: date) -> None:
    pregnancies.change_details(pregnancy=nadia, version=None, phone="01632 960123", by=CLOCK, today=today)
    assert "01632 960123" not in text_of(asha, nadia)
    for safe in (False, True):
        assessments.record_safe_contact(
            pregnancy=nadia, route="phone", safe=safe, answered_on=today, by=CLOCK, today=today
        )
        assert ("01632 960123" in text_of(asha, nadia)) is safe


def test_where_her_baby_lives_is_said_kindly(asha: Client, nadia: Pregnancy, today: date) -> None:
    baby = pregnancies.record_birth(pregnancy=nadia, born=today, babies=["Bodhi"], by=CLOCK, today=today)[0]
    pregnancies.move_baby(baby=baby, start=today, with_her=False, where="foster carer", by=CLOCK, today=today)
    page = text_of(asha, nadia)
    assert "lives apart from her: foster carer" in page
    assert "gave birth today" in page


def test_the_strip_tells_each_week_by_sign_and_words(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    monday = today - timedelta(days=today.weekday())
    outcomes = [Outcome.DELIVERED, Outcome.CANCELLED_BY_SERVICE, Outcome.MISSED, None]
    for number, outcome in enumerate(outcomes):
        make.a_contact(visits, monday - (5 - number) * ONE_WEEK, today, outcome)
    page = text_of(asha, nadia)
    strip = page[page.index("<table") : page.index("</table>")]
    for sign, words in (
        ("✓", "kept"),
        ("⊘", "cancelled by the service"),
        ("✕", "she could not come"),
        ("?", "outcome not recorded"),
    ):
        assert f'<span aria-hidden="true">{sign}</span><span class="nhsuk-u-visually-hidden">{words}</span>' in strip
    assert "<caption" in strip
    assert strip.count('scope="row"') == 3  # two promises and what reached her
    assert ", this week" in strip


def test_evidence_leads_to_the_records_on_her_page(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    old = make.a_contact(visits, today - 7 * ONE_WEEK, today, Outcome.DELIVERED)
    flags.reassess([nadia], today=today)
    flag = nadia.flags.open().get(rule="support_missed", about=visits.reference)
    Flag.objects.filter(pk=flag.pk).update(
        evidence=[
            {"kind": "support", "ref": str(visits.pk), "words": "The promise"},
            {"kind": "contact", "ref": str(old.pk), "words": "The last visit"},
            {"kind": "contact", "ref": "999999", "words": "A visit from nowhere"},
        ]
    )
    page = text_of(asha, nadia)
    for kind, row in (("support", visits), ("contact", old)):
        assert f'href="#{kind}-{row.pk}"' in page
        assert f'id="{kind}-{row.pk}"' in page
    assert "A visit from nowhere" in page
    assert "#contact-999999" not in page


def test_every_link_within_her_page_has_its_target_once(asha: Client, missed: Flag, nadia: Pregnancy) -> None:
    import re

    page = text_of(asha, nadia)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_what_she_needs_and_says_stands_in_her_words(asha: Client, nadia: Pregnancy, today: date) -> None:
    for topic, words, help_ in ((Topic.MATTERS, "My own front door", None), (Topic.CHILDCARE, "My mum cannot", True)):
        assessments.answer_need(
            pregnancy=nadia, topic=topic, asked=Asked.ASKED, needs_help=help_, her_words=words, by=CLOCK, today=today
        )
    page = text_of(asha, nadia)
    assert "“My own front door”" in page
    assert "She needs help with this: “My mum cannot”" in page
    assert "2 of 14 asked" in page


def test_what_people_write_is_never_read_as_markup(asha: Client, nadia: Pregnancy, today: date) -> None:
    assessments.answer_need(
        pregnancy=nadia, topic=Topic.MATTERS, asked=Asked.ASKED, her_words="<b>me</b>", by=CLOCK, today=today
    )
    assert "&lt;b&gt;me&lt;/b&gt;" in text_of(asha, nadia)


def queries(client: Client, pregnancy: Pregnancy) -> int:
    with CaptureQueriesContext(connection) as caught:
        text_of(client, pregnancy)
    return len(caught)


def test_it_costs_the_same_queries_however_much_there_is(
    asha: Client, nadia: Pregnancy, missed: Flag, visits: Support, today: date
) -> None:
    make.a_contact(visits, today - ONE_WEEK, today)
    make.a_contact(visits, today + ONE_WEEK, today, None)
    pregnancies.record_birth(pregnancy=nadia, born=today, by=CLOCK, today=today)
    few = queries(asha, nadia)
    for number in range(2, 6):
        support = make.a_support(nadia, today)
        make.a_contact(support, today - number * ONE_WEEK, today)
        make.a_contact(support, today + number * ONE_WEEK, today, None)
    flags.reassess([nadia], today=today)
    assert queries(asha, nadia) == few


def test_a_closed_record_can_be_read_and_offers_no_steps(
    asha: Client, missed: Flag, nadia: Pregnancy, today: date
) -> None:
    pregnancies.close(pregnancy=nadia, on=today, reason="moved", by=CLOCK, today=today)
    page = text_of(asha, nadia)
    assert "This record was closed on" in page
    assert reverse("flag_act", args=[missed.pk]) not in page


def test_contacts_of_more_than_two_weeks_ago_are_folded_away(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    late = make.a_contact(visits, today - 2 * ONE_WEEK, today, Outcome.DELIVERED)
    older = make.a_contact(visits, today - 2 * ONE_WEEK - timedelta(days=1), today, Outcome.DELIVERED)
    shown, folded = text_of(asha, nadia).split("The six weeks before (1)")
    assert f'id="contact-{late.pk}"' in shown
    assert f'id="contact-{older.pk}"' in folded


RECORDING = (
    "contact_add", "support_promise", "birth_correct", "pregnancy_change", "lead_appoint", "safe_contact_record", "plan_build",
    "plan_agree", "answer_record", "meeting_book", "request_ask", "loss_record", "pregnancy_close",
)  # fmt: skip


def test_a_closed_record_is_for_reading(asha: Client, nadia: Pregnancy, today: date) -> None:
    pregnancies.record_birth(pregnancy=nadia, born=today, babies=[""], by=CLOCK, today=today)
    ways = {name: reverse(name, args=[nadia.pk]) for name in RECORDING}
    assert [name for name, way in ways.items() if f'href="{way}"' not in text_of(asha, nadia)] == []
    pregnancies.close(pregnancy=nadia, on=today, reason=pregnancies.ClosingReason.MOVED, by=CLOCK, today=today)
    page = text_of(asha, nadia)
    assert "It can still be read and printed" in page
    assert reverse("plan_check", args=[nadia.pk]) in page
    assert [name for name, way in ways.items() if f'href="{way}"' in page] == []


def test_recording_the_birth_stands_first_only_once_it_is_near(asha: Client, nadia: Pregnancy, today: date) -> None:
    way = f'href="{reverse("birth_record", args=[nadia.pk])}"'
    for days, is_near in ((22 * 7 - 1, False), (22 * 7, True)):
        Pregnancy.objects.filter(pk=nadia.pk).update(due=today + timedelta(days=280 - days))
        page = text_of(asha, nadia)
        head, rest = page[: page.index("</header>", page.index("</header>") + 1)], page
        assert (way in head) is is_near
        assert rest.count(way) == 1


def test_her_number_can_be_rung_only_where_a_call_is_safe(asha: Client, nadia: Pregnancy, today: date) -> None:
    pregnancies.change_details(pregnancy=nadia, version=None, phone="01632 960123", by=CLOCK, today=today)
    for route, rung in (("text", False), ("phone", True)):
        assessments.record_safe_contact(
            pregnancy=nadia, route=route, safe=True, answered_on=today, by=CLOCK, today=today
        )
        assert ("tel:01632" in text_of(asha, nadia)) is rung
