"""Her papers: chosen, made once, opened again as they were, given to her in a way that is safe."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pathway import printed_days, printed_letters, safe_ways
from pathway.actions import exports, plans, printouts
from pathway.models import Contact, Handover, Meeting, Pregnancy, Printout, Route, Variant
from pathway.printing import file_name_of
from pathway.printing.catalogues import offered
from pathway.printing.letters import ENVELOPES, pregnancy_of
from pathway.printing.records import not_with_her, one_lives_elsewhere

from . import her_page
from .forms import PageForm, day, one_of
from .meetings import around_meeting
from .pages import form_page
from .recording import said_of
from .seeing import Request

VARIANT_HINTS: dict[str, str] = {
    Variant.FULL: "Everything that was agreed, what is coming up, her rights.",
    Variant.SAFE: "Days, times and first names only. No service, plan or meeting is named.",
    Variant.LARGE: "The same as her whole plan in 18 point, one column.",
    Variant.FRIDGE: "What is promised and what is coming up. Anybody in the room can read it.",
}
OUTDATED = "Her days or her plan have changed since this was made. If she has not had it yet, make it afresh first."


def printouts_hers(request: Request, pk: int) -> HttpResponse:
    """Every paper that was made for her, and the way to a new one."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    rows = Printout.objects.visible_to(request.user, today).filter(pregnancy=pregnancy).defer("content")
    papers = rows.select_related("version", "made_by").prefetch_related("given__by", "sent__by").order_by("-pk")
    context = {
        "pregnancy": pregnancy,
        "version": pregnancy.plan_versions.filter(agreed__lte=today).order_by("agreed", "number").last(),
        "wording": wording(pregnancy, today),
        "shown": list(with_changes(papers, request, pregnancy)),
    }
    return render(request, "printouts/hers.html", context)


APART = "Her baby lives apart from her, so her papers leave out words about a baby at home."
AFTER_LOSS = "After her loss, her papers leave out words about a baby."


def wording(pregnancy: Pregnancy, today: date) -> str:
    """How her papers are worded, and why, where it is not as usual."""
    if not not_with_her(pregnancy, today):
        return ""
    return APART if one_lives_elsewhere(pregnancy, today) else AFTER_LOSS


class Shown(NamedTuple):
    """A paper, whether a newer one has taken its place, how the days have changed that are on it; why a letter fell."""

    paper: Printout
    newer: bool
    changes: printed_days.Changes
    fallen: str


def with_changes(papers: Iterable[Printout], request: Request, pregnancy: Pregnancy) -> Iterator[Shown]:
    """Papers, the last first; of those that have a newer one beside them nobody needs to hear what has changed."""
    today, seen, papers = timezone.localdate(), set(), list(papers)
    fallen = printed_letters.fallen(papers, today)
    days = printed_days.standing([pregnancy.pk], today, request.user)[pregnancy.pk]
    latest = pregnancy.plan_versions.filter(agreed__lte=today).order_by("number").last()
    for paper in papers:
        kind = (paper.usual_variant, paper.language)
        newer = bool(paper.version and (paper.version != latest or kind in seen))
        seen |= {kind} if paper.version else set()
        changed = printed_days.Changes() if newer else printed_days.changes(paper, days, today)
        yield Shown(paper, newer, changed, fallen.get(paper.pk, ""))


def printout_or_404(request: Request, pk: int) -> Printout:
    """The paper, if this user may see all that stands on it."""
    rows = Printout.objects.visible_to(request.user, timezone.localdate())
    printout: Printout = get_object_or_404(rows.select_related("version", "pregnancy__mother"), pk=pk)
    return printout


def printout_open(request: Request, pk: int) -> HttpResponse:
    """The kept paper: the same bytes each time."""
    printout = printout_or_404(request, pk)
    exports.note_kept_paper(printout=printout, by=request.user, today=timezone.localdate())
    headers = {"Content-Disposition": f'inline; filename="{file_name_of(printout.variant)}"'}
    return HttpResponse(bytes(printout.content), content_type="application/pdf", headers=headers)


WAYS = [(route.value, route.label) for route in safe_ways.GIVING]


def said_of_ways(pregnancy: Pregnancy) -> dict[str, str]:
    """What she says of each way of giving her a paper, for the hints under the ways."""
    said = {
        True: "She said that this is safe.",
        False: "She said that this is not safe.",
        None: "Nobody has recorded what she says. Unknown means not safe.",
    }
    today = timezone.localdate()
    return {route.value: said[safe_ways.is_safe(pregnancy, route, today)] for route in safe_ways.GIVING}


class GiveForm(PageForm):
    """When and how she got it."""

    day = day("Given to her on", "Give the day.")
    how = one_of("How it reached her", WAYS, "Choose how she got it.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].hints = said_of_ways(pregnancy)  # type: ignore[attr-defined]


def printout_give(request: Request, pk: int) -> HttpResponse:
    """Note that this paper was given to her, in a way that is known to be safe."""
    printout, today = printout_or_404(request, pk), timezone.localdate()
    version = printout.version
    action = partial(plans.give, version=version) if version else printouts.give_letter
    form = GiveForm.of(request, pregnancy=printout.pregnancy, initial={"day": today, "how": Route.BY_HAND})
    if form.carry_out(action, printout=printout, by=request.user, today=today):
        messages.success(request, "Noted: she has her copy.")
        return redirect("printouts_hers", printout.pregnancy_id)
    numbered = f", version\N{NO-BREAK SPACE}{version.number}" if version else ""
    title = f"{printout.called}{numbered}: given to her"
    (shown,) = with_changes([printout], request, printout.pregnancy)
    intro = shown.fallen or (OUTDATED if shown.newer or shown.changes.found else "")
    return form_page(request, form, title, printout.pregnancy, hidden_title="Given to her", intro=intro)


class LetterForm(GiveForm):
    """How it will reach her, in which envelope."""

    how = one_of("How will it reach her?", WAYS, "Choose how it will reach her.")
    envelope = one_of("Envelope", list(ENVELOPES.items()), "Choose the envelope.")
    language = one_of("Language", [], "Choose the language.")
    field_order = ["how", "envelope", "language"]

    def __init__(self, *args: Any, pregnancy: Pregnancy, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, pregnancy=pregnancy, **kwargs)
        del self.fields["day"]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        self.fields["language"].initial = languages[0][0]
        if len(languages) == 1:
            self.fields["language"].widget = forms.HiddenInput()


def letter_page(
    request: Request, about: Contact | Handover | Meeting, title: str, which: str = "", **around: Any
) -> HttpResponse:
    """A letter about one record (`which`, in words), for a way of reaching her that is known to be safe."""
    today, pregnancy = timezone.localdate(), pregnancy_of(about)
    languages = offered(pregnancy.team.service.trust, today)
    form = LetterForm.of(
        request, pregnancy=pregnancy, languages=languages, initial={"how": "by_hand", "envelope": "none"}
    )
    if form.carry_out(printouts.write_letter, about=about, by=request.user, today=today):
        return redirect("printout_open", form.done.pk)
    return form_page(
        request, form, title, pregnancy, hidden_title="Letter", submit="Make it and open it",
        intro=f"{which} The letter is made once from the record as it stands now, and kept with her papers.".strip(), **around,
    )  # fmt: skip


HERS = ("pregnancy__mother", "pregnancy__team__service__trust")


def contact_letter(request: Request, pk: int) -> HttpResponse:
    """A letter about an appointment to come."""
    today = timezone.localdate()
    rows = Contact.objects.standing().visible_to(request.user, today)
    rows = rows.select_related("support__service", "support__worker", "worker", *(f"support__{name}" for name in HERS))
    contact = get_object_or_404(rows, pk=pk)
    return letter_page(request, contact, "Letter about this appointment", f"{said_of(contact)}.")


def handover_letter(request: Request, pk: int) -> HttpResponse:
    """A letter about who comes next."""
    rows = Handover.objects.visible_to(request.user, timezone.localdate())
    rows = rows.select_related("support__service", "to_service", *(f"support__{name}" for name in HERS))
    handover = get_object_or_404(rows, pk=pk)
    which = f"{handover.to_service} goes on with what {handover.support.service} promised."
    return letter_page(request, handover, "Letter about who comes next", which)


def meeting_letter(request: Request, pk: int) -> HttpResponse:
    """A letter about a meeting, with her rights at it."""
    rows = Meeting.objects.visible_to(request.user, timezone.localdate()).select_related(*HERS)
    meeting = get_object_or_404(rows, pk=pk)
    return letter_page(request, meeting, "Letter about this meeting", **around_meeting(meeting))
