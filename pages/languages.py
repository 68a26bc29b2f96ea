"""Languages of the papers: which catalogues are whole, and who stands for them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway.actions import wording
from pathway.permissions import administered
from pathway.printing.catalogues import Catalogue, catalogues, with_standings

from .cards import ReviewForm
from .pages import form_page
from .seeing import Request
from .thresholds import trust_or_404


def trust_languages(request: Request, pk: int) -> HttpResponse:
    """Every language, and whether papers may be printed in it in this trust."""
    trust, today = trust_or_404(request, pk), timezone.localdate()
    context = {
        "trust": trust,
        "rows": with_standings(trust, today),
        "administers": trust in administered(request.user, today),
    }
    return render(request, "languages/languages.html", context)


def whole_or_404(language: str) -> Catalogue:
    """The catalogue, if there is something to review."""
    found = next((one for one in catalogues() if one.language == language and one.whole), None)
    if found is None:
        raise Http404("There is nothing to review in this language yet.")
    return found


def language_review(request: Request, pk: int, language: str) -> HttpResponse:
    """A named person has read a whole catalogue."""
    trust, catalogue = trust_or_404(request, pk, to_administer=True), whole_or_404(language)
    today = timezone.localdate()
    form = ReviewForm.of(request, initial={"reviewed": today})
    if form.carry_out(
        wording.review, trust=trust, wording=catalogue.wording, digest=catalogue.digest, by=request.user, today=today
    ):
        messages.success(request, f"Papers can now be printed in {catalogue.name}, until the review ends.")
        return redirect("trust_languages", pk)
    intro = (
        "They speak it as their own language, have read every sentence, and say that mothers here will understand it."
    )
    back = reverse("trust_languages", args=[pk])
    return form_page(request, form, f"Review: {catalogue.name}", intro=intro, back=back)
