"""Sheets that are about nobody in particular: fact cards and the directory. No personal data can reach them."""

from collections.abc import Sequence
from datetime import date

from django.template.loader import render_to_string

from ..cards import Card
from ..models import Service, Trust, WordingReview

TICKS = {
    "drop_in": "You can just walk in.",
    "baby_welcome": "You can bring your baby or your children.",
    "women_only": "For women only, or with times for women only.",
    "mainstream": "In a place that everybody goes to.",
    "discreet": "Nobody can see from outside what it is for.",
    "takes_families": "You can stay there with your children.",
}
"""What is known to be so of a service, in words to a mother."""


class NotReviewed(Exception):
    """Nobody stands for the card, so it is not printed."""


def card_pdf(card: Card, review: WordingReview | None, today: date) -> bytes:
    """A fact card on paper, while a named person stands for these very words; NotReviewed otherwise."""
    from .pdf import pdf

    if review is None or review.digest != card.digest or not review.stands(today):
        raise NotReviewed(card.name)
    return pdf(render_to_string("printing/card.html", {"card": card, "review": review}))


def directory_pdf(trust: Trust, services: Sequence[Service], today: date) -> bytes:
    """Where to find help in a trust's area, with nothing about anybody."""
    from .pdf import pdf

    entries = [(service, words_on(service)) for service in services]
    return pdf(
        render_to_string("printing/directory.html", {"trust": trust, "entries": entries, "today": today}),
        ("full",),
        None,
    )


def words_on(service: Service) -> list[str]:
    """What is known to be so of it, as sentences."""
    return [words for field, words in TICKS.items() if getattr(service, field)]
