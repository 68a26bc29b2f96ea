"""Fact cards: read by all who work there, printed only while a named person stands for these very words."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pathway import cards
from pathway.actions import wording
from pathway.actions.base import Problem
from pathway.models import Role, Trust, User, WordingReview
from pathway.permissions import CLOCK
from pathway.printing import language, reading
from pathway.printing.sheets import NotReviewed, card_pdf
from pathway.reviewed import standing

from .. import factories as make
from ..people import People

ONE_DAY = timedelta(days=1)


@pytest.fixture
def trust(people: People) -> Trust:
    return people.nadia.team.service.trust


@pytest.fixture
def adele(trust: Trust) -> User:
    user = make.a_user("Adele Admin")
    make.a_worker(make.a_service(trust, "Information"), "Adele Admin", Role.ADMINISTRATOR, user=user)
    return user


def stand_for(trust: Trust, today: date, **fields: object) -> WordingReview:
    card = cards.load("feeding")
    given = {"wording": card.wording, "digest": card.digest, "reviewer": "Mina Example", "job": "Midwife"}
    given |= {"reviewed": today - 30 * ONE_DAY, "expires": today}
    return wording.review(trust=trust, by=CLOCK, today=today, **given | fields)


def address(trust: Trust, name: str, *more: str) -> str:
    return reverse(name, args=[trust.pk, *more])


@pytest.mark.parametrize(("who", "status"), [("asha", 200), ("fern", 200), ("dara", 200), ("carol", 404)])
def test_who_works_there_reads_them(who: str, status: int, people: People, trust: Trust, client: Client) -> None:
    client.force_login(getattr(people, who))
    assert client.get(address(trust, "trust_cards")).status_code == status
    assert client.get(address(trust, "card_show", "feeding")).status_code == status
    assert client.get(reverse("cards"), follow=True).status_code == 200


def test_an_unread_card_is_not_printed_and_says_so(people: People, trust: Trust, client: Client) -> None:
    client.force_login(people.asha)
    answer = client.get(address(trust, "card_print", "feeding"), follow=True)
    assert b"It cannot be printed" in answer.content
    assert b"Nobody has read and checked it" in answer.content


def test_the_review_ends_after_its_last_day(trust: Trust, today: date) -> None:
    card = cards.load("feeding")
    review = stand_for(trust, today)
    assert standing([review], card.digest, today).review == review
    assert "ended on" in standing([review], card.digest, today + ONE_DAY).why_not
    assert card_pdf(card, review, today).startswith(b"%PDF")
    with pytest.raises(NotReviewed):
        card_pdf(card, review, today + ONE_DAY)


def test_a_review_does_not_hold_before_its_day(trust: Trust, today: date) -> None:
    review = stand_for(trust, today, reviewed=today, expires=today + ONE_DAY)
    assert standing([review], cards.load("feeding").digest, today - ONE_DAY).review is None


def test_changed_words_are_not_reviewed(trust: Trust, today: date) -> None:
    review = stand_for(trust, today, digest="0" * 64)
    card = cards.load("feeding")
    assert "have changed" in standing([review], card.digest, today).why_not
    with pytest.raises(NotReviewed):
        card_pdf(card, review, today)


def test_only_an_administrator_notes_a_review(
    people: People, trust: Trust, adele: User, client: Client, today: date
) -> None:
    client.force_login(people.asha)
    assert client.get(address(trust, "card_review", "feeding")).status_code == 404
    client.force_login(adele)
    last = today + 365 * ONE_DAY
    typed = {
        "reviewer": "Mina Example",
        "job": "Midwife",
        **{f"reviewed-{part}": str(getattr(today, part)) for part in ("day", "month", "year")},
        **{f"expires-{part}": str(getattr(last, part)) for part in ("day", "month", "year")},
    }
    answer = client.post(address(trust, "card_review", "feeding"), typed, follow=True)
    assert b"Mina Example" in answer.content
    printed = client.get(address(trust, "card_print", "feeding"))
    assert printed["Content-Type"] == "application/pdf"
    assert "card.pdf" in printed["Content-Disposition"]


@pytest.mark.parametrize(
    ("fields", "field"), [({"reviewer": " "}, "reviewer"), ({"job": ""}, "job"), ({"expires": date(2020, 1, 1)}, "expires"),
                          ({"expires": date(2099, 1, 1)}, "expires"), ({"reviewed": date(2099, 1, 1)}, "reviewed")],
)  # fmt: skip
def test_a_review_without_a_name_or_an_end_is_refused(
    fields: dict[str, object], field: str, trust: Trust, today: date
) -> None:
    with pytest.raises(Problem) as problem:
        stand_for(trust, today, **fields)
    assert problem.value.field == field


def test_an_unknown_card_is_not_found(people: People, trust: Trust, client: Client) -> None:
    client.force_login(people.asha)
    assert client.get(address(trust, "card_show", "dosage")).status_code == 404


@pytest.mark.parametrize("name", cards.names())
def test_a_card_reads_easily_hurts_nobody_names_its_sources_and_states_no_dose(name: str) -> None:
    card = cards.load(name)
    for part in card.parts:
        text = " ".join(part.text)
        assert reading.ease(text).reading_age <= 11, part.heading
        assert language.check(text) == []
        assert part.source
        assert not any(unit in text.lower() for unit in (" mg", " ml", " mcg", "milligram", "millilitre"))


def test_a_review_is_never_changed(trust: Trust, today: date) -> None:
    review = stand_for(trust, today)
    review.reviewer = "Somebody else"
    with pytest.raises(TypeError, match="never changed"):
        review.save()
