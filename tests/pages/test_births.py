"""The pages of birth and separation: what they say before saving, and the words that they leave out."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import births, losses, pregnancies, separations
from pathway.models import Baby, Option, Pregnancy, Separation, Trust
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

from .typed import ONE_DAY, ONE_WEEK, refused, send, typed

OPTIONS = {option.value: "offered" for option in Option}
JOYFUL = ("congratulat", "happy", "joy", "lovely", "well done")


@pytest.fixture
def baby(nadia: Pregnancy, today: date) -> Baby:
    """Her baby, born four weeks ago."""
    return make.a_birth(nadia, today - 4 * ONE_WEEK, today).babies.get()


def page(client: Client, name: str, pk: int) -> str:
    return str(client.get(reverse(name, args=[pk])).content.decode())


def test_the_birth_is_saved_only_after_what_will_move_was_shown(asha: Client, nadia: Pregnancy, today: date) -> None:
    given = {"babies": "1", "name_1": "Tay"} | typed("born", today)
    before = send(asha, "birth_record", nadia.pk, **given).content.decode()
    assert "What will now move" in before
    assert "Her plan should be agreed anew by this day." in before
    assert not nadia.babies.exists()
    back = send(asha, "birth_record", nadia.pk, back="yes", **given).content.decode()
    assert ">Tay</textarea>" in back
    assert not nadia.babies.exists()
    nadia.refresh_from_db()
    assert send(asha, "birth_record", nadia.pk, seen=nadia.version, **given).status_code == 302
    assert nadia.babies.get().name == "Tay"


def test_a_birth_is_refused_on_its_first_page(asha: Client, nadia: Pregnancy, today: date) -> None:
    for born, sentence in (
        (nadia.booked - ONE_DAY, "before the booking"),
        (today + ONE_DAY, "cannot be in the future"),
    ):
        refused(send(asha, "birth_record", nadia.pk, babies="1", **typed("born", born)), sentence)


def test_what_others_wrote_meanwhile_is_not_saved_over(asha: Client, nadia: Pregnancy, today: date) -> None:
    given = {"babies": "1", "seen": nadia.version} | typed("born", today)
    pregnancies.change_details(pregnancy=nadia, version=None, due=nadia.due + ONE_DAY, by=CLOCK, today=today)
    refused(send(asha, "birth_record", nadia.pk, **given), "Her record has changed meanwhile")
    assert not nadia.babies.exists()


def test_twins_of_two_days_are_recorded(asha: Client, nadia: Pregnancy, today: date) -> None:
    given = {"babies": "2", "name_2": "Noa", "seen": nadia.version, **typed("born", today - ONE_DAY)}
    assert send(asha, "birth_record", nadia.pk, **given, **typed("born_2", today)).status_code == 302
    assert [(baby.born, baby.name) for baby in nadia.babies.all()] == [(today - ONE_DAY, ""), (today, "Noa")]


def test_a_birth_is_corrected(asha: Client, nadia: Pregnancy, baby: Baby, today: date) -> None:
    nadia.refresh_from_db()
    right = {f"name_{baby.pk}": "Tay", "version": nadia.version} | typed(f"born_{baby.pk}", today - 3 * ONE_WEEK)
    refused(send(asha, "birth_correct", nadia.pk, because="", **right), "why it is corrected")
    assert send(asha, "birth_correct", nadia.pk, because="Typed wrongly", **right).status_code == 302
    baby.refresh_from_db()
    assert (baby.born, baby.name) == (today - 3 * ONE_WEEK, "Tay")
    assert send(asha, "baby_add", nadia.pk, name="Noa", **typed("born", today)).status_code == 302
    assert nadia.babies.count() == 2


def test_a_baby_that_died_is_not_called_a_mistake(
    asha: Client, nadia: Pregnancy, people: People, baby: Baby, today: date
) -> None:
    mistake = "If you tick “entered by mistake” for every baby, the birth is taken out of her record."
    assert mistake in page(asha, "birth_correct", nadia.pk)
    twin = births.add(pregnancy=nadia, born=today - ONE_WEEK, name="Finn", by=CLOCK, today=today)
    given: dict[str, Any] = {"named_person": people.fern.workers.get(), "first_contact_by": today}
    losses.record_death(baby=twin, day=today, by=CLOCK, today=today, **given)
    shown = page(asha, "birth_correct", nadia.pk)
    assert mistake not in shown
    assert f"Finn died on {today:%-d\N{NO-BREAK SPACE}%B\N{NO-BREAK SPACE}%Y}" in shown
    assert "Finn was entered by mistake" not in shown
    assert "Baby 1 was entered by mistake" in shown
    nadia.refresh_from_db()
    right = typed(f"born_{baby.pk}", baby.born) | typed(f"born_{twin.pk}", twin.born - ONE_DAY)
    names = {f"name_{twin.pk}": "Finn", "because": "Typed wrongly", "version": nadia.version}
    assert send(asha, "birth_correct", nadia.pk, **right, **names).status_code == 302
    twin.refresh_from_db()
    assert (twin.born, twin.entered_in_error) == (today - ONE_WEEK - ONE_DAY, "")


def test_a_move_apart_asks_who_comes_for_her_before_anything_is_saved(
    asha: Client, people: People, baby: Baby, today: date
) -> None:
    moved = {"with_her": "no", "where": "near the park", "with_whom": "foster carers"} | typed("start", today)
    asked = send(asha, "baby_move", baby.pk, **moved).content.decode()
    assert "Who will be there for her?" in asked
    assert ">near the park</textarea>" in asked
    assert "Dates that now apply" in asked
    assert baby.residences.count() == 1
    given = typed("start", today) | typed("first_contact_by", today) | OPTIONS | {"route": "interim"}
    refused(send(asha, "baby_apart", baby.pk, **given), "Choose who will be there for her")
    person = people.fern.workers.get()
    assert send(asha, "baby_apart", baby.pk, named_person=person.pk, **given).status_code == 302
    assert Separation.objects.get().named_person == person


def test_a_move_says_where_the_baby_lives_now_and_asks_by_name(asha: Client, baby: Baby) -> None:
    baby.name = "Tay"
    baby.save()
    page = asha.get(reverse("baby_move", args=[baby.pk])).content.decode()
    assert "Recorded so far: lives with her, since" in page
    assert "Does Tay live with her?" in page


def test_those_who_do_not_see_child_protection_are_not_asked_about_it(
    people: People, as_: Browser, asha: Client, baby: Baby, today: date
) -> None:
    fern = as_(people.fern)
    assert "legal ground?" not in page(fern, "baby_apart", baby.pk)
    given = typed("start", today) | typed("first_contact_by", today) | {"named_person": people.fern.workers.get().pk}
    assert send(fern, "baby_apart", baby.pk, **given).status_code == 302
    woman = baby.pregnancy_id
    assert "What was explored before is not recorded" in page(asha, "pregnancy_show", woman)
    assert "What was explored before" not in page(fern, "pregnancy_show", woman)
    ground = {"route": "police"} | OPTIONS | {"together": "not_explored"} | typed("since", today)
    separation = Separation.objects.get()
    refused(send(asha, "separation_ground", separation.pk, **ground), "say why it was not explored")
    ground["together_reason"] = "No place"
    assert send(asha, "separation_ground", separation.pk, **ground).status_code == 302
    assert "No place" in page(asha, "pregnancy_show", woman)
    assert "No place" not in page(fern, "pregnancy_show", woman)


@pytest.mark.parametrize(
    ("nation", "agreed", "interim"),
    [
        ("england", "without any order (section\N{NO-BREAK SPACE}20)", "Interim care order"),
        ("wales", "without any order (section\N{NO-BREAK SPACE}76)", "Interim care order"),
        ("scotland", "without any order (section\N{NO-BREAK SPACE}25)", "Interim compulsory supervision order"),
    ],
)
def test_legal_grounds_are_called_as_in_the_nation_of_her_trust(
    asha: Client, people: People, baby: Baby, today: date, nation: str, agreed: str, interim: str
) -> None:
    Trust.objects.update(pack=nation)
    given = typed("start", today) | typed("first_contact_by", today) | OPTIONS
    given |= {"named_person": people.fern.workers.get().pk, "route": "interim"}
    shown = page(asha, "baby_apart", baby.pk)
    assert agreed in shown
    assert f"{interim}\n" in shown
    assert send(asha, "baby_apart", baby.pk, **given).status_code == 302
    assert f": {interim[:1].lower()}{interim[1:]}</li>" in page(asha, "pregnancy_show", baby.pregnancy_id)


def test_her_page_says_who_comes_and_whether_anybody_has(
    people: People, as_: Browser, asha: Client, visits: Any, baby: Baby, today: date
) -> None:
    pregnancies.move_baby(baby=baby, start=today - ONE_WEEK, with_her=False, by=CLOCK, today=today)
    assert "Nobody is named yet who is there for her" in page(asha, "pregnancy_show", baby.pregnancy_id)
    person = people.fern.workers.get()
    separations.begin(baby=baby, named_person=person, first_contact_by=today, by=CLOCK, today=today)
    shown = page(asha, "pregnancy_show", baby.pregnancy_id)
    assert "First contact by" in shown
    assert not [word for word in JOYFUL if word in shown.lower()]
    fern = as_(people.fern)
    assert "you are there for her. Reach her by" in fern.get(reverse("today")).content.decode()
    make.a_contact(visits, today - ONE_DAY, today)
    assert "Support for her first reached her on" in page(asha, "pregnancy_show", baby.pregnancy_id)
    assert "you are there for her" not in fern.get(reverse("today")).content.decode()


def test_coming_home_is_recorded_and_her_support_goes_on(asha: Client, baby: Baby, today: date) -> None:
    pregnancies.move_baby(baby=baby, start=today - ONE_WEEK, with_her=False, by=CLOCK, today=today)
    home = {"with_her": "yes", "where": "at home"} | typed("start", today)
    response = asha.post(reverse("baby_move", args=[baby.pk]), home, follow=True)
    assert "Her own support goes on" in response.content.decode()
    assert "lives apart from her" not in response.content.decode()


def test_babies_entered_by_mistake_are_shown_nowhere(asha: Client, nadia: Pregnancy, baby: Baby, today: date) -> None:
    put = [births.Put(baby, baby.born, "Wrong", mistaken=True)]
    births.correct(pregnancy=nadia, babies=put, because="Another woman", by=CLOCK, today=today)
    assert "Wrong" not in page(asha, "pregnancy_show", nadia.pk)


def test_today_costs_the_same_queries_however_many_prompts_there_are(
    asha: Client, people: People, today: date, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def one_more() -> None:
        woman = make.a_pregnancy(people.nadia.team, today)
        losses.record_loss(
            pregnancy=woman, day=today, named_person=people.asha.workers.get(), first_contact_by=today, by=CLOCK,
            today=today,
        )  # fmt: skip

    one_more()
    asha.get(reverse("today"))
    with CaptureQueriesContext(connection) as few:
        asha.get(reverse("today"))
    for _ in range(3):
        one_more()
    with django_assert_num_queries(len(few)):
        asha.get(reverse("today"))
