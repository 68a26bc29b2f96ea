"""Moving a booked contact to another day or time; what stands against the new one is shown before it is moved."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from pathway.actions import moves
from pathway.models import AskedBy, Contact
from pathway.models.contacts import WHY_OF_HERS, WHY_OF_SERVICE
from pathway.runs import odd_time

from .forms import PageForm, clock_time, day, line, one_of
from .pages import form_page
from .recording import back_to, came_from, contact_or_404, reasons_open_to, said_of
from .runs import asked_for, look_around
from .seeing import Request

WHY = {AskedBy.SERVICE: "why_service", AskedBy.HER: "why_her"}


class MoveForm(PageForm):
    """The new day and time, who asked for it and why."""

    day = day("New day", "Give the new day.")
    at = clock_time("Time")
    asked_by = one_of(
        "Who asked for it?", AskedBy.choices, "Say who asked for it: the service, or she.",
        reveals={asked_by.value: name for asked_by, name in WHY.items()},
    )  # fmt: skip
    why_service = one_of("What got in the way?", [(why.value, why.label) for why in WHY_OF_SERVICE], revealed=True)
    why_her = one_of("What got in her way?", [], revealed=True)
    reason_words = line(
        "In a few words", max_length=200, hint="Nothing of violence or control: that has a place of its own."
    )

    def __init__(self, *args: Any, reasons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why_her"].choices = reasons  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """The reason that goes with who asked."""
        typed = dict(self.cleaned_data)
        reasons = {name: typed.pop(name) for name in WHY.values()}
        return typed | {"reason": reasons[WHY[AskedBy(typed["asked_by"])]]}

    @property
    def slot(self) -> str:
        """The typed day and time, so that what was seen to stand against it is known when it is sent again."""
        return f"{self.cleaned_data['day']} {self.cleaned_data['at'] or ''}"


def contact_move(request: Request, pk: int) -> HttpResponse:
    """Move a contact; whatever stands against its new day or time is shown once before it is moved."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    pregnancy = contact.support.pregnancy
    reasons = reasons_open_to(request.user, WHY_OF_HERS, pregnancy, today)
    form = MoveForm.of(request, reasons=reasons, version=contact.version, initial=MoveForm.values(contact))
    against = stands_against(request, form, contact, today)
    if not against and form.carry_out(moves.move, contact=contact, by=request.user, today=today):
        return back_to(request, contact)
    return form_page(
        request, form, "Move to another day or time", pregnancy, intro=said_of(contact), record=contact, against=against,
        why_not=contact.why_not_movable(today), template="moves/move.html", submit="Move it",
        back=came_from(request), contact=contact, today=today,
    )  # fmt: skip


def stands_against(request: Request, form: MoveForm, contact: Contact, today: date) -> list[str]:
    """What is to be said against the typed day and time; nothing once it was seen and is sent again unchanged."""
    if not form.is_bound or not form.is_valid():
        return []
    if request.POST.get("seen") == form.slot:
        return []
    typed = form.cleaned_data
    kept = {name: getattr(contact, name) for name in ("pk", "support", "known", "minutes", "mode", "place", "worker")}
    slot = Contact(day=typed["day"], at=typed["at"], **kept)
    shown = look_around(asked_for(request, contact.support_id, today), slot, [typed["day"]])[0]
    against = [f"Against it: {'; '.join(shown.against)}."] if shown.against else []
    return [*filter(None, [odd_time(typed["at"])]), *against, *shown.beside]
