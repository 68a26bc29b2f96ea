"""Fact cards for mothers: read them, see who stands for them, print those that somebody has checked."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway import cards as shelf
from pathway.actions import wording
from pathway.models import Trust
from pathway.permissions import administered, trusts
from pathway.printing.sheets import NotReviewed, card_pdf
from pathway.reviewed import Standing, standings

from .forms import PageForm, day, line
from .pages import form_page
from .seeing import Request
from .thresholds import trust_or_404


def card_or_404(name: str) -> shelf.Card:
    """The card of this name."""
    try:
        return shelf.load(name)
    except KeyError:
        raise Http404("There is no such card.") from None


def standing_of(trust: Trust, card: shelf.Card) -> Standing:
    """How a card stands in a trust today."""
    return standings(trust, {card.wording: card.digest}, timezone.localdate())[card.wording]


def cards(request: Request) -> HttpResponse:
    """The cards of the trusts for which this user works."""
    theirs = trusts(request.user, timezone.localdate())
    if len(theirs) == 1:
        return redirect("trust_cards", theirs[0].pk)
    return render(request, "cards/trusts.html", {"trusts": theirs})


def trust_cards(request: Request, pk: int) -> HttpResponse:
    """Every card, and whether it may be printed in this trust."""
    trust = trust_or_404(request, pk)
    shown = [shelf.load(name) for name in shelf.names()]
    found = standings(trust, {card.wording: card.digest for card in shown}, timezone.localdate())
    rows = [(card, found[card.wording]) for card in shown]
    return render(request, "cards/cards.html", {"trust": trust, "rows": rows})


def card_show(request: Request, pk: int, name: str) -> HttpResponse:
    """One card with its sources."""
    trust, card = trust_or_404(request, pk), card_or_404(name)
    administers = trust in administered(request.user, timezone.localdate())
    context = {"trust": trust, "card": card, "standing": standing_of(trust, card), "administers": administers}
    return render(request, "cards/card.html", context)


def card_print(request: Request, pk: int, name: str) -> HttpResponse:
    """One card on paper, if somebody stands for it; else the page that says why not."""
    trust, card = trust_or_404(request, pk), card_or_404(name)
    try:
        paper = card_pdf(card, standing_of(trust, card).review, timezone.localdate())
    except NotReviewed:
        messages.error(request, "This card cannot be printed yet. It says below what is missing.")
        return redirect("card_show", pk, name)
    headers = {"Content-Disposition": 'inline; filename="card.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


class ReviewForm(PageForm):
    """Who has read the card, and until when they stand for it."""

    reviewer = line("Name of the person who read it", "Give the name of the person who read it.")
    job = line("Their job", "Give their job, such as “infant feeding lead midwife”.")
    reviewed = day("Day on which it was read", "Give the day on which they read it.")
    expires = day("May be printed until", "Give the last day on which it may be printed.", hint="Three years at most.")


def card_review(request: Request, pk: int, name: str) -> HttpResponse:
    """A named person has read the card as it stands."""
    trust, card = trust_or_404(request, pk, to_administer=True), card_or_404(name)
    today = timezone.localdate()
    form = ReviewForm.of(request, initial={"reviewed": today})
    given: dict[str, Any] = {"trust": trust, "wording": card.wording, "digest": card.digest}
    if form.carry_out(wording.review, by=request.user, today=today, **given):
        messages.success(request, "The review is noted. The card can be printed until it ends.")
        return redirect("card_show", pk, name)
    intro = "The person named below has read every sentence and its source, and says that it is right for mothers here."
    back = reverse("card_show", args=[pk, name])
    return form_page(request, form, f"Review: {card.title}", intro=intro, cancel_to=back, back_words="Back to the card")
