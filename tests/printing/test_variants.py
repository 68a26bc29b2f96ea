"""Each variant says what it should and nothing else: apart from her baby, safe if found, section by section."""

import re
from datetime import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathway.actions import plans, pregnancies
from pathway.models import Contact, Mother, Pregnancy, Service, Variant, Worker
from pathway.printing import CHOICES, SHEETS, plan_document
from pathway.printing.giveaways import baby_word_in, giveaway_in, official_word_in
from pathway.printing.knows import Knows, short_enough
from pathway.printing.language import check
from pathway.printing.promises import promises
from pathway.printing.reading import ease
from pathway.printing.records import Records
from pathway.printing.sections import SECTIONS
from pathway.printing.variants import sheet_for
from tests import factories as make

from .whole_plans import (
    WHOLE_PLANS,
    a_whole_plan,
    after_a_loss,
    apart,
    paper_is_safe,
    with_fourteen_promises,
    with_much_to_hide,
)
from .women import ACT, DAY, TODAY, Place, a_promise, a_visit, a_woman, says


def text_of(woman: Pregnancy, variant: str = Variant.FULL) -> str:
    """All that a variant says."""
    document = plan_document(woman, today=TODAY, variant=variant)
    parts = [document.sheet.title, document.name, document.intro, document.version]
    return "\n".join([*map(str, parts), *(f"{one.heading}\n{one.text}" for one in document.sections)])


def test_the_variants_are_whole() -> None:
    assert set(SHEETS) == set(Variant) - {Variant.APPOINTMENT, Variant.HANDOVER, Variant.MEETING}
    assert {name for sheet in SHEETS.values() for name in sheet.sections} == set(SECTIONS)
    assert all(sheet_for(variant, apart=False).variant == variant for variant in CHOICES)


@pytest.mark.parametrize("woman", WHOLE_PLANS)
def test_no_section_is_empty_and_all_of_it_reads_at_age_eleven(place: Place, woman: Any) -> None:
    her = woman(place)
    for variant in CHOICES:
        document = plan_document(her, today=TODAY, variant=variant)
        for section in document.sections:
            assert section.text.strip()
            assert section.heading or section.name == "words"
            assert "None" not in section.text
        if woman.__name__ != "with_long_words" and variant != Variant.SAFE:  # which is days and names
            assert ease("\n".join(one.text for one in document.sections)).reading_age <= 11
            assert check(text_of(her, variant)) == []


@pytest.mark.parametrize("variant", [Variant.FULL, Variant.LARGE, Variant.FRIDGE])
@pytest.mark.parametrize("woman", [apart, after_a_loss])
def test_for_a_mother_apart_from_her_baby_the_words_are_chosen_by_themselves(
    place: Place, woman: Any, variant: str
) -> None:
    her = woman(place)
    document = plan_document(her, today=TODAY, variant=variant)
    assert document.sheet.variant == f"{variant}_apart"
    assert "These promises are for you." in document.intro
    words = text_of(her, variant)
    assert not re.search(r"weigh|new baby|congratulat|your baby is born|with your baby", words, re.IGNORECASE)
    assert "Kim from Family Support will visit you at home every week." in words


def test_after_a_loss_nothing_speaks_of_a_baby(place: Place) -> None:
    assert baby_word_in(text_of(after_a_loss(place))) == ""


def test_after_the_loss_of_a_pregnancy_nothing_speaks_of_a_birth(place: Place) -> None:
    woman = a_whole_plan(place)
    Pregnancy.objects.filter(pk=woman.pk).update(lost_on=TODAY)
    woman.refresh_from_db()
    document = plan_document(woman, today=TODAY)
    assert document.sheet.variant == Variant.FULL_APART
    assert "birth" not in [section.name for section in document.sections]


def test_when_her_baby_comes_home_the_words_are_the_usual_ones_again(place: Place) -> None:
    woman = apart(place)
    pregnancies.move_baby(baby=woman.babies.get(), start=TODAY, with_her=True, **ACT)
    assert plan_document(woman, today=TODAY).sheet.variant == Variant.FULL


def test_what_was_agreed_is_printed_and_what_has_stopped_since_is_said(place: Place) -> None:
    woman = a_whole_plan(place)
    support = woman.supports.get(reference="family-support")
    support.every, support.what, support.stopped = 28, "phone you", TODAY
    support.save()
    words = text_of(woman)
    assert "Kim from Family Support will visit you at home every week." in words
    assert "This stopped on 23 November 2026. You can ask us why." in words
    (kim,) = (row for row in promises(Records(woman, TODAY)) if row.who.startswith("Kim"))
    assert kim.boxes == ()  # nothing to tick where nobody comes
    assert "phone you" not in words


def test_what_she_does_is_labelled_and_paired_with_help(place: Place) -> None:
    words = text_of(a_whole_plan(place))
    assert "Required Be at home for the visit on Wednesdays." in words
    assert "Who says so: The core group." in words
    assert "What is enough: Three visits out of four." in words
    assert "It goes on until 15 February 2027." in words
    assert "Agreed together Tell Jo if a visit is too early in the day." in words
    assert "The help for this is not arranged yet. Ask us for it: it is our job." in words
    assert (
        "Your choice Come to the baby group.\nYour help with this: A lift there and back. From Family Support." in words
    )
    assert "Core group\nA small meeting of you and the people who help, to keep the plan going" in words


def test_every_blank_about_the_birth_has_a_day(place: Place) -> None:
    words = text_of(a_whole_plan(place))
    assert "Who will be with you\nYour sister Mina." in words
    assert "Who visits you in the first days\nNot decided yet. We will tell you by 7 December 2026." in words
    assert "Who decides if something has to change\nNot decided yet. We will tell you by 7 December 2026." in words


def test_a_formal_name_stands_once_after_its_plain_words(place: Place) -> None:
    words = text_of(a_whole_plan(place))
    assert words.count("(initial child protection conference)") == 1
    assert words.count("(core group)") == 1


def test_meetings_stand_only_on_the_whole_plan_and_only_where_giving_it_is_safe(place: Place) -> None:
    woman = a_whole_plan(place)
    assert "Town Hall" in text_of(woman)
    assert "Town Hall" not in text_of(woman, Variant.FRIDGE) + text_of(woman, Variant.SAFE)
    paper_is_safe(woman, safe=False)
    document = plan_document(woman, today=TODAY)
    assert "Town Hall" not in document.html
    assert "free legal advice" in document.html
    assert document.information == "child_protection"  # social care requires something of her
    woman.asks.filter(binding="required").update(required_by="other", information="pathway")
    plans.agree(pregnancy=woman, **ACT)
    assert plan_document(woman, today=TODAY).information == "needs"


def test_who_knows_what_follows_from_roles_and_involvement(place: Place) -> None:
    worker = Worker.objects.get(name="Jo")
    worker.team = make.a_team(place.trust)
    worker.save()
    section = next(one for one in plan_document(a_whole_plan(place), today=TODAY).sections if one.name == "knows")
    assert (
        "The midwives can see:\nyour plan, your visits and how to reach you\nwhat you told us that you need\n"
        in section.text
    )
    assert (
        "Family Support can see:\nyour plan, your visits and how to reach you\nwhat you told us that you need\nThey"
        in section.text
    )
    assert giveaway_in(section.text) == ""


def test_many_services_that_know_the_same_stand_in_one_row(place: Place) -> None:
    document = plan_document(with_fourteen_promises(place), today=TODAY)
    section = next(one for one in document.sections if one.name == "knows")
    assert section.html.count("<li><p") < 6
    assert section.text.count("Team 3") == 1
    assert re.search(r"Team 0, Team 1, .* and Team 13 can see:\nyour plan", section.text)


@pytest.mark.parametrize(("number", "together"), [(6, False), (7, True)])
def test_up_to_six_services_stand_row_by_row(number: int, together: bool) -> None:
    rows = [Knows(f"team {each}", ("your plan",), "They help.") for each in range(number)]
    assert (len(short_enough(rows)) == 1) is together


def neutral(text: str) -> bool:
    """Nothing gives her away, and no word tells of services, plans or meetings."""
    return not (giveaway_in(text) or official_word_in(text) or baby_word_in(text))


@pytest.mark.parametrize("woman", WHOLE_PLANS)
def test_safe_if_found_holds_no_word_that_tells_anything(place: Place, woman: Any) -> None:
    her = woman(place)
    assert neutral(text_of(her, Variant.SAFE))
    assert neutral(f"{SHEETS[Variant.SAFE].title} {SHEETS[Variant.SAFE].file_name}")


def test_safe_if_found_says_when_and_whom_she_sees_and_whom_to_call(place: Place) -> None:
    words = text_of(a_whole_plan(place), Variant.SAFE)
    assert "Wednesday 25 November, 10:30am – Kim" in words
    assert "Call Jo on 07700 900111" in words
    assert "Family" not in words


def test_a_number_that_announces_what_she_is_seen_for_is_not_on_the_safe_paper(place: Place) -> None:
    woman = with_much_to_hide(place)
    woman.leads.all().update(worker=place.lee)
    assert "01632 960010" in text_of(woman, Variant.SAFE)
    assert "0151 496 0155" not in text_of(woman, Variant.SAFE)


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30) | st.sampled_from(
    [
        "Recovery Worker Sam",
        "Drug Clinic",
        "Methadone Mary",
        "Core Group",
        "Kim",
        "safe@heroin.example",
        "Dr Court",
        "Social Sue",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(service=NAMES, worker=NAMES, her=NAMES, words=NAMES, phone=NAMES, place_of=NAMES)
def test_safe_if_found_holds_nothing_whatever_anybody_is_called(
    place: Place, service: str, worker: str, her: str, words: str, phone: str, place_of: str
) -> None:
    woman = renamed(place, service, worker, her, words, phone, place_of)
    assert neutral(text_of(woman, Variant.SAFE))


def renamed(place: Place, service: str, worker: str, her: str, words: str, phone: str, place_of: str) -> Pregnancy:
    """A woman whose services, workers and words are called so, made once and renamed."""
    woman = Pregnancy.objects.first() or a_booked_woman(place)
    Service.objects.update(plain_name=service, does=words, phone=phone)
    Worker.objects.update(name=worker, phone=phone)
    Mother.objects.update(name=her or "x", preferred_name="")
    woman.needs.update(her_words=words)
    Contact.objects.update(place=place_of)
    return Pregnancy.objects.select_related("mother", "team__service").get(pk=woman.pk)


def a_booked_woman(place: Place) -> Pregnancy:
    """One visit, one thing that matters."""
    woman = a_woman(place)
    says(woman, "matters", "My garden")
    a_visit(a_promise(woman, place), TODAY + 2 * DAY, at=time(10))
    return woman
