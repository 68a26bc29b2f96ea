"""Contacts: added by their day, corrected by a new row, crossed out. Recorded from a list: recording.py; booked: runs.py."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from pathway.actions import contacts
from pathway.models import Support, Worker
from pathway.printing.giveaways import said_now

from . import her_page
from .forms import PageForm, day, record_of, words
from .pages import form_page
from .recording import CallOffForm, OutcomeForm, back_to, came_from, contact_or_404, said_of
from .seeing import Request
from .templatetags.words import short


class AddForm(OutcomeForm):
    """A contact that was not booked ahead, or that one finds by its day."""

    support = record_of("Which support", "Choose which support it was.", radios=True)
    on = day("Day of the contact", "Give the day of the contact.")
    field_order = ["support", "on", "outcome", "worker", "note"]

    def __init__(self, *args: Any, pregnancy: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        supports = pregnancy.supports.select_related("service").over_last(today)
        self.offer("support", supports, lambda support: name_on(support, today))
        self.fields["on"].initial = today
        workers = Worker.objects.filter(service__in=supports.order_by().values("service")).working(today)
        self.offer("worker", workers.order_by("name", "pk"))


def name_of(support: Support) -> str:
    """A support as one chooses it: the service and what it does."""
    return f"{support.service}: {support.what}" if support.what else str(support.service)


def name_on(support: Support, today: date) -> str:
    """The same with the day on which it ended, if it is over."""
    over = support.end is not None and support.end < today
    name = name_of(support) if said_now(support.what, support.pregnancy.lost_on) else str(support.service)
    return f"{name} (ended {short(support.end, today)})" if over else name


def contact_add(request: Request, pk: int) -> HttpResponse:
    """Record a contact with her."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = AddForm.of(request, pregnancy=pregnancy, today=today)
    if form.carry_out(contacts.record, by=request.user, today=today):
        return back_to(request, form.done)
    return form_page(request, form, "Record a contact", pregnancy, template="contacts/add.html")


class CorrectForm(OutcomeForm):
    """Another outcome, and why."""

    because = words("Why is it corrected?", "Say why it is corrected, in a few words.", max_length=300)
    field_order = ["outcome", "because", "worker"]

    def __init__(self, *args: Any, ahead: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]
        if ahead:
            self.fields["outcome"].choices = CallOffForm.base_fields["outcome"].choices  # type: ignore[attr-defined]


def contact_correct(request: Request, pk: int) -> HttpResponse:
    """Correct an outcome; what was recorded before stays on the record."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    if not contact.outcome:
        return redirect("contact_record", pk)
    form = CorrectForm.of(
        request, support=contact.support, today=today, version=contact.version, initial=CorrectForm.values(contact),
        ahead=contact.day > today,
    )  # fmt: skip
    if form.carry_out(contacts.correct, contact=contact, by=request.user, today=today):
        return back_to(request, contact)
    intro = f"{said_of(contact)}. Recorded so far: {contact.get_outcome_display().lower()}."
    return form_page(
        request, form, "Correct what happened", contact.support.pregnancy, intro=intro, record=contact,
        template="contacts/record.html", contact=contact, back=came_from(request), today=today,
    )  # fmt: skip


class ErrorForm(PageForm):
    """Why it should not have been booked."""

    because = words(
        "Why should it not be here?",
        "Say why, in a few words.",
        hint="Such as “booked for another woman”. One that was cancelled is recorded as cancelled.",
        max_length=200,
    )


def contact_mark_error(request: Request, pk: int) -> HttpResponse:
    """Cross out a contact that should never have been booked."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    form = ErrorForm.of(request)
    if form.carry_out(contacts.mark_entered_in_error, contact=contact, by=request.user, today=today):
        messages.success(request, "Crossed out. It stays on the record with your reason.")
        return redirect("pregnancy_show", contact.support.pregnancy_id)
    return form_page(request, form, "Cross out a contact", contact.support.pregnancy, intro=said_of(contact))
