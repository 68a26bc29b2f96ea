"""Every page about a woman: what Asha, Ben, Carol and those whose roles see less get from it."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from pages.urls import urlpatterns
from pathway.actions import (
    aims,
    asks,
    assessments,
    attendees,
    confidences,
    flags,
    handovers,
    losses,
    meetings,
    plans,
    pregnancies,
    requests,
    reviews,
    separations,
)
from pathway.models import Flag, Information, Pregnancy, Printout, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

OPEN_TO_ALL = {"account_login", "account_logout", "healthz", "blank"}
POST_ONLY = {"plan_move", "flag_acknowledge", "word_keep"}
PAGES = {str(page.name): page for page in urlpatterns if isinstance(page, URLPattern)}
NOT_HERS = ("trusts", "services", "teams", "workers", "reassessments", "print-runs")
OWN_LISTS = {
    name for name, page in PAGES.items() if "<" not in str(page.pattern) or str(page.pattern).startswith(NOT_HERS)
}
"""Pages about no woman in particular; what each shows to whom is tested with its noun."""
CHILD_PROTECTION = sorted(
    name
    for name, page in PAGES.items()
    if page.callback.__module__
    in {"pages.meetings", "pages.attendees", "pages.agendas", "pages.decisions", "pages.reviews"}
)
ABOUT_HER = sorted(set(PAGES) - OPEN_TO_ALL - OWN_LISTS)
BEFORE_A_BIRTH = {"birth_arrangements", "birth_record"}
"""Pages that only a woman has who is expecting."""


@pytest.fixture
def records(people: People, today: date, visits: Support, missed: Flag) -> dict[str, int]:
    """One record of each kind about her; by the noun that begins its address."""
    nadia, week = people.nadia, timedelta(weeks=1)
    contact = make.a_contact(visits, today - week, today)
    lead = pregnancies.appoint_lead(
        pregnancy=nadia, worker=people.asha.workers.get(), start=today, by=CLOCK, today=today
    )
    meeting = meetings.book(pregnancy=nadia, kind="core group", day=today + week, by=CLOCK, today=today)
    request = requests.ask(pregnancy=nadia, what="Cot", service=visits.service, asked=today, by=CLOCK, today=today)
    version = plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    other = nadia.supports.exclude(pk=visits.pk).get()
    handover = handovers.offer(support=other, to_service=visits.service, by=CLOCK, today=today)
    asked_for = handovers.ask(support=visits, to_service=other.service, why="Closer", by=CLOCK, today=today)
    about = {"pregnancy": nadia, "by": CLOCK, "today": today}
    baby, twin = pregnancies.record_birth(pregnancy=nadia, born=today, babies=("", ""), by=CLOCK, today=today)
    person = {"named_person": people.asha.workers.get(), "first_contact_by": today, "by": CLOCK, "today": today}
    separation = separations.separate(baby=baby, start=today, **person)
    loss = losses.record_death(baby=twin, day=today, **person)
    remembered = losses.remember(
        pregnancy=nadia, day=today, words="Leo’s day", she_agreed_on=today, by=CLOCK, today=today
    )
    return {
        "women": nadia.pk,
        "expecting": make.a_pregnancy(nadia.team, today).pk,
        "babies": baby.pk,
        "separations": separation.pk,
        "losses": loss.pk,
        "days": remembered.pk,
        "leads": lead.pk,
        "supports": visits.pk,
        "handovers": handover.pk,
        "handover-asks": asked_for.pk,
        "involvements": nadia.involvements.get(service=visits.service).pk,
        "contacts": contact.pk,
        "requests": request.pk,
        "plans": version.pk,
        "papers": Printout.objects.create(
            pregnancy=nadia, version=version, variant="safe", made_on=today, sha256="0", pages=1, content=b"%PDF-1.7"
        ).pk,
        "meetings": meeting.pk,
        "attendees": attendees.ask_to_come(meeting=meeting, name="Kit Example", by=CLOCK, today=today).pk,
        "decisions": reviews.decide(
            pregnancy=nadia, what="Ring the nursery", by_when=today, service=visits.service, by=CLOCK, today=today
        ).pk,
        "flags": missed.pk,
        "people": assessments.add_person(name="Jo", **about).pk,
        "substances": confidences.record_substance(substance="Wine", kind="alcohol", **about).pk,
        "safety": confidences.record_safety(asked="asked", asked_alone=True, her_words="He …", **about).pk,
        "aims": aims.add(pregnancy=nadia, words="A job", by=CLOCK, today=today).pk,
        "actions": aims.add_action(pregnancy=nadia, what="Ring", due=today, by=CLOCK, today=today).pk,
        "asks": asks.add(pregnancy=nadia, what="Come on Monday", by=CLOCK, today=today).pk,
    }


MORE_OF_THE_ADDRESS = {"conversation_step": ["people"]}


def address(name: str, records: dict[str, int]) -> str:
    """The address of a page about one of these records."""
    more = MORE_OF_THE_ADDRESS.get(name, [])
    noun = "expecting" if name in BEFORE_A_BIRTH else reverse(name, args=[0, *more]).split("/")[1]
    return reverse(name, args=[records[noun], *more])


@pytest.mark.parametrize("name", ABOUT_HER)
def test_her_team_opens_every_page_and_another_trust_none(
    name: str, people: People, as_: Browser, records: dict[str, int]
) -> None:
    asked = address(name, records)
    expected = 405 if name in POST_ONLY else 200
    assert as_(people.asha).get(asked).status_code == expected
    assert as_(people.ben).get(asked).status_code == expected
    for outsider in (people.carol, people.dara):
        assert as_(outsider).get(asked).status_code == (405 if name in POST_ONLY else 404)
        assert as_(outsider).post(asked, {}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(PAGES) - OPEN_TO_ALL))
def test_nobody_gets_in_without_signing_in(name: str, client: Client) -> None:
    asked = "/" + re.sub("<[^>]+>", "1", str(PAGES[name].pattern))
    for response in (client.get(asked), client.post(asked)):
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", CHILD_PROTECTION)
def test_child_protection_is_not_there_for_family_support(
    name: str, people: People, as_: Browser, records: dict[str, int]
) -> None:
    asked = address(name, records)
    assert as_(people.sol).get(asked).status_code == 200
    assert as_(people.fern).get(asked).status_code == 404


def test_her_page_leaves_out_what_a_role_may_not_see(people: People, as_: Browser, records: dict[str, int]) -> None:
    asked = reverse("pregnancy_show", args=[people.nadia.pk])
    seen_by_sol = as_(people.sol).get(asked).content.decode()
    seen_by_fern = as_(people.fern).get(asked).content.decode()
    assert "Core group" in seen_by_sol
    assert "Core group" not in seen_by_fern
    assert "Meetings" not in seen_by_fern
    assert "hidden" not in seen_by_fern.replace("visually-hidden", "").replace('type="hidden"', "").replace(
        "aria-hidden", ""
    )
    assert "Cot" in seen_by_fern


def test_a_flag_of_a_class_that_one_may_not_see_is_nowhere(people: People, as_: Browser, missed: Flag) -> None:
    Flag.objects.filter(pk=missed.pk).update(information=Information.CHILD_PROTECTION, sentence="Only for some eyes")
    for asked in (reverse("today"), reverse("pregnancy_show", args=[people.nadia.pk])):
        assert "Only for some eyes" in as_(people.sol).get(asked).content.decode()
        assert "Only for some eyes" not in as_(people.fern).get(asked).content.decode()
    assert as_(people.fern).post(reverse("flag_acknowledge", args=[missed.pk])).status_code == 404


def test_meetings_are_not_shown_as_evidence_to_those_who_may_not_see_meetings(
    people: People, as_: Browser, missed: Flag
) -> None:
    Flag.objects.filter(pk=missed.pk).update(
        evidence=[{"kind": "meeting", "ref": "1", "words": "Initial conference on 3 March 2026"}]
    )
    asked = reverse("pregnancy_show", args=[people.nadia.pk])
    assert "Initial conference on" in as_(people.sol).get(asked).content.decode()
    assert "Initial conference on" not in as_(people.fern).get(asked).content.decode()


def test_lists_hold_only_the_women_one_may_see(
    people: People, as_: Browser, missed: Flag, others: list[Pregnancy], today: date
) -> None:
    flags.reassess(others, today=today)
    for name in ("today", "caseload"):
        assert "Nadi" in as_(people.ben).get(reverse(name)).content.decode()
        assert "Nadi" not in as_(people.carol).get(reverse(name)).content.decode()


@pytest.mark.parametrize("name", ["today", "caseload", "pregnancy_book", "pregnancy_show"])
def test_pages_about_people_are_never_kept_and_name_nobody_in_their_title(
    name: str, people: People, as_: Browser, missed: Flag
) -> None:
    asked = reverse(name, args=[people.nadia.pk] if name == "pregnancy_show" else [])
    response = as_(people.asha).get(asked)
    assert response.headers["Cache-Control"] == "no-store"
    title = response.content.decode().split("<title>")[1].split("</title>")[0]
    assert title.endswith("– Alongside")
    assert "Nadi" not in title
