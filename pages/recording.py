"""Recording from a list without leaving it: the outcome in one tap, then undone or told more of, each in one more."""

from datetime import date
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from pathway.actions import assessments, contacts
from pathway.actions.base import Problem
from pathway.models import Answer, Contact, Information, Move, OutcomeRecord, Pregnancy, Support, User, Why, Worker
from pathway.models.contacts import CANCELLED, OUTCOME_WORDS, OUTCOMES, WHY_BY_OUTCOME
from pathway.permissions import may_act
from pathway.reasons import reveal
from pathway.rules.words import Outcome

from .forms import PageForm, line, one_of, record_of, words
from .pages import form_page
from .seeing import Request

OUTCOME_HINTS = {
    "cancelled_by_service": "For whatever reason: no worker, no car, no room.",
    "cancelled_by_her": "She said beforehand that she could not make it.",
    "missed": "It was on, and she was not there. Ask what got in the way.",
}
GETTING = Answer._meta.get_field("getting").choices
SPOKE_WITH_HER = (Outcome.DELIVERED, Outcome.CANCELLED_BY_HER)
LONGEST_KEY = 12


def came_from(request: HttpRequest) -> str:
    """The list from which one came, as an address of this house; empty where none is given."""
    back = request.POST.get("back") or request.GET.get("back") or ""
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if ours else ""


def here(request: HttpRequest) -> str:
    """This address, without what was recorded last."""
    query = request.GET.copy()
    query.pop("recorded", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def back_to(request: HttpRequest, contact: Contact, recorded: bool = True) -> HttpResponse:
    """Back to the list, or to her page if one came from nowhere; there the panel tells what is `recorded`."""
    back = came_from(request) or reverse("pregnancy_show", args=[contact.support.pregnancy_id])
    if not recorded:
        return redirect(back)
    parts = urlsplit(back)
    query = QueryDict(parts.query, mutable=True)
    query["recorded"] = str(contact.pk)
    return redirect(urlunsplit(parts._replace(query=query.urlencode(), fragment="recorded")))


class Just(NamedTuple):
    """What was recorded last, and what may still be told of it."""

    contact: Contact
    record: OutcomeRecord
    reasons: list[tuple[str, str]]
    ahead: bool
    may_undo: bool
    may_say: bool
    answer: Answer | None
    again: bool


class JustMoved(NamedTuple):
    """A contact that was moved last, and that move."""

    contact: Contact
    moves: list[Move]


def panel(request: Request, today: date) -> dict[str, Any]:
    """`just` or `moved`: the contact that the address says was recorded or moved last, if this user may see it; `back`."""
    back = {"back": here(request)}
    key = request.GET.get("recorded", "")
    if not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        return back
    rows = Contact.objects.visible_to(request.user, today).prefetch_related("records", "moves")
    contact = rows.select_related("support__pregnancy__mother", "support__service").filter(pk=key).first()
    if contact is None:
        return back
    reveal([contact], request.user, today)
    if contact.outcome:
        return back | {"just": just_recorded(contact, request.user, today), "getting": GETTING}
    last = contact.last_move
    return back | ({"moved": JustMoved(contact, [last])} if last and last.moved_on == today else {})


def just_recorded(contact: Contact, user: User, today: date) -> Just:
    """All that the panel shows of a contact whose records were fetched with it."""
    record, ahead = cast(OutcomeRecord, contact.told), contact.day > today  # whatever has an outcome has a record of it
    pregnancy = contact.support.pregnancy
    return Just(
        contact=contact,
        record=record,
        reasons=reasons_open_to(user, WHY_BY_OUTCOME[contact.outcome or ""], pregnancy, today),
        ahead=ahead,
        may_undo=record.recorded_on == today or ahead,
        may_say=contact.outcome in SPOKE_WITH_HER,
        answer=Answer.objects.filter(pregnancy=pregnancy, day=min(contact.day, today)).last(),
        again=contact.outcome != Outcome.DELIVERED,
    )


def reasons_open_to(user: User, reasons: list[Why], pregnancy: Pregnancy, today: date) -> list[tuple[str, str]]:
    """The reasons from which this user may choose; that it did not feel safe is for those who see her safety."""
    if Why.NOT_SAFE in reasons and not may_act(user, pregnancy, Information.SAFETY, today):
        reasons = [why for why in reasons if why != Why.NOT_SAFE]
    return [(why.value, why.label) for why in reasons]


def workers_of(support: Support, today: date) -> Any:
    """Those in post today in the service that gives this support."""
    return Worker.objects.filter(service=support.service_id).working(today).order_by("name", "pk")


class OutcomeForm(PageForm):
    """What became of a contact."""

    outcome = one_of("What happened?", OUTCOMES, "Choose what happened.", hints=OUTCOME_HINTS)
    worker = record_of("Who was to see her", empty="As booked, or not known")
    note = words("What did she say matters?", hint="A sentence or two, in her words if you can.")

    def __init__(self, *args: Any, support: Support | None = None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if support is not None:
            self.offer("worker", workers_of(support, today))


def contact_or_404(request: Request, pk: int, today: date) -> Contact:
    """The contact, if this user may see it."""
    rows = Contact.objects.visible_to(request.user, today)
    rows = rows.select_related("support__pregnancy__mother", "support__service", "worker")
    contact: Contact = get_object_or_404(rows.prefetch_related("records", "moves"), pk=pk)
    reveal([contact], request.user, today)
    return contact


def said_of(contact: Contact) -> str:
    """Which contact it is: Family support, Monday 3 March 2026 at 10:30."""
    return f"{contact.support.service}, {contact.day:%A %-d %B %Y}{f' at {contact.at:%H:%M}' if contact.at else ''}"


class CallOffForm(PageForm):
    """Who cancels a contact that lies ahead."""

    outcome = one_of(
        "Who cancelled it?", [(value, OUTCOME_WORDS[Outcome(value)]) for value in CANCELLED],
        "Say who cancelled it: the service, or she.",
    )  # fmt: skip


def call_off(request: Request, contact: Contact, today: date) -> HttpResponse:
    """Record that a contact which lies ahead is called off, by the service or by her."""
    form = CallOffForm.of(request, version=contact.version, initial={"outcome": contact.outcome})
    support, given = contact.support, {"contact": contact, "on": contact.day, "by": request.user, "today": today}
    if form.carry_out(contacts.record, support=support, **given):
        return back_to(request, form.done)
    return form_page(
        request, form, "Call off", support.pregnancy, intro=said_of(contact), record=contact, contact=contact,
        template="contacts/call_off.html", back=came_from(request), today=today,
    )  # fmt: skip


def contact_record(request: Request, pk: int) -> HttpResponse:
    """Record what became of a booked contact, or call one off that lies ahead."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    if contact.outcome and request.method == "POST":
        return recorded_before(request, contact)
    if contact.day > today:
        return call_off(request, contact, today)
    support = contact.support
    form = OutcomeForm.of(request, support=support, today=today, initial={"worker": contact.worker_id})
    if form.carry_out(contacts.record, contact=contact, support=support, on=contact.day, by=request.user, today=today):
        return back_to(request, form.done)
    return form_page(
        request, form, "Record a contact", support.pregnancy, intro=said_of(contact), template="contacts/record.html",
        contact=contact, back=came_from(request), today=today,
    )  # fmt: skip


def recorded_before(request: Request, contact: Contact) -> HttpResponse:
    """It has its outcome: the same again changes nothing, and another is not written over it."""
    if request.POST.get("outcome") != contact.outcome:
        messages.warning(request, "This contact has its outcome already. Change it there, and say why.")
    return back_to(request, contact)


class TellForm(PageForm):
    """What got in the way, what she said matters, and whether she gets what was promised: all of it may stay empty."""

    reason = one_of("What got in the way?", [])
    reason_words = line("In a few words", hint="Nothing of violence or control: that has a place of its own.")
    note = words("What did she say matters?", hint="A sentence or two, in her words if you can.")
    getting = one_of("Is she getting the support she was promised?", GETTING, inline=True)

    def __init__(self, *args: Any, reasons: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
        for name in () if reasons else ("reason", "reason_words"):
            del self.fields[name]

    @classmethod
    def values(cls, record: Contact) -> dict[str, Any]:
        """What was told of it last."""
        last = record.told
        return {"reason": last.why_code, "reason_words": last.why_words, "note": last.note} if last else {}


@transaction.atomic
def tell(
    *, contact: Contact, by: Any, today: date, getting: str = "", version: int | None = None, **told: str
) -> Contact:
    """Add what was told to the contact, and her answer to her record."""
    if not getting and not any(told.values()):
        raise Problem("Choose or write something, or go back.")
    if any(told.values()):
        contacts.tell(contact=contact, by=by, today=today, version=version, **told)
    if getting:
        pregnancy = contact.support.pregnancy
        day = min(contact.day, today)
        assessments.record_answer(pregnancy=pregnancy, day=day, getting=getting, by=by, today=today)
    return contact


def contact_tell(request: Request, pk: int) -> HttpResponse:
    """More of a contact: what got in the way, what she said."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    if not contact.outcome:
        return redirect("contact_record", pk)
    reasons = reasons_open_to(request.user, WHY_BY_OUTCOME[contact.outcome], contact.support.pregnancy, today)
    form = TellForm.of(request, reasons=reasons, version=contact.version, initial=TellForm.values(contact))
    if form.carry_out(tell, contact=contact, by=request.user, today=today):
        return back_to(request, contact)
    return form_page(
        request, form, "More about a contact", contact.support.pregnancy, record=contact, back=came_from(request),
        intro=f"{said_of(contact)}: {contact.get_outcome_display().lower()}.",
    )  # fmt: skip


def contact_undo(request: Request, pk: int) -> HttpResponse:
    """Take back an outcome that was recorded by mistake today; asked for by its address alone, it asks first."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    form = PageForm.of(request, version=contact.version)
    if form.carry_out(contacts.take_back, contact=contact, by=request.user, today=today):
        again = "It is on again." if contact.day > today else "The contact waits for its outcome again."
        messages.success(request, f"Taken back. {again}")
        return back_to(request, contact, recorded=False)
    return form_page(
        request, form, "Take back what was recorded", contact.support.pregnancy, record=contact, back=came_from(request),
        intro=f"{said_of(contact)}. Recorded: {(contact.get_outcome_display() or 'nothing').lower()}.",
        submit="Take it back",
    )  # fmt: skip
