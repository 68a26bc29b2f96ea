"""Contacts: recorded in three steps from Today, booked ahead alone or in a run, corrected by a new row."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import contacts
from pathway.models import Contact, Information, Support, Worker
from pathway.models.contacts import OUTCOMES
from pathway.models.plans import MODE_WORDS
from pathway.permissions import may_act

from . import her_page
from .forms import PageForm, clock_time, day, number, one_of, record_of, tick, words
from .pages import form_page
from .seeing import Request

MOST_IN_A_RUN = 52
OUTCOME_HINTS = {
    "cancelled_by_service": "For whatever reason: no worker, no car, no room.",
    "cancelled_by_her": "She said beforehand that she could not make it.",
    "missed": "It was on, and she was not there. Ask what got in the way.",
}


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
    contact: Contact = get_object_or_404(rows, pk=pk)
    return contact


def contact_record(request: Request, pk: int) -> HttpResponse:
    """Record what became of a booked contact."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    support = contact.support
    form = OutcomeForm.of(request, support=support, today=today, initial={"worker": contact.worker_id})
    if form.carry_out(contacts.record, contact=contact, support=support, on=contact.day, by=request.user, today=today):
        return recorded(request, form.done)
    intro = f"{support.service}, {contact.day:%A %-d %B %Y}{f' at {contact.at:%H:%M}' if contact.at else ''}"
    return form_page(
        request,
        form,
        "Record a contact",
        support.pregnancy,
        intro=intro,
        template="contacts/record.html",
        contact=contact,
    )


def recorded(request: Request, contact: Contact) -> HttpResponse:
    """Back to the worklist, or to her page if one came from there."""
    messages.success(
        request, f"Recorded: {contact.get_outcome_display()[0].lower()}{contact.get_outcome_display()[1:]}."
    )
    return redirect("pregnancy_show", contact.support.pregnancy_id)


class AddForm(OutcomeForm):
    """A contact that was not booked ahead, or that one finds by its day."""

    support = record_of("Which support", "Choose which support it was.", radios=True)
    on = day("Day", "Give the day.")
    field_order = ["support", "on", "outcome", "worker", "note"]

    def __init__(self, *args: Any, pregnancy: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        supports = pregnancy.supports.select_related("service").order_by("service__name", "pk")
        self.offer("support", supports, name_of)
        self.fields["on"].initial = today
        workers = Worker.objects.filter(service__in=supports.order_by().values("service")).working(today)
        self.offer("worker", workers.order_by("name", "pk"))


def name_of(support: Support) -> str:
    """A support as one chooses it: the service and what it does."""
    return f"{support.service}: {support.what}" if support.what else str(support.service)


def contact_add(request: Request, pk: int) -> HttpResponse:
    """Record a contact with her."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = AddForm.of(request, pregnancy=pregnancy, today=today)
    if form.carry_out(contacts.record, by=request.user, today=today):
        return recorded(request, form.done)
    return form_page(request, form, "Record a contact", pregnancy, template="contacts/add.html")


class CorrectForm(OutcomeForm):
    """Another outcome, and why."""

    because = words("Why is it corrected?", "Say why it is corrected, in a few words.", max_length=300)
    field_order = ["outcome", "because", "worker"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]


def contact_correct(request: Request, pk: int) -> HttpResponse:
    """Correct an outcome; what was recorded before stays on the record."""
    today = timezone.localdate()
    contact = contact_or_404(request, pk, today)
    form = CorrectForm.of(
        request, support=contact.support, today=today, version=contact.version, initial=CorrectForm.values(contact)
    )
    if form.carry_out(contacts.correct, contact=contact, by=request.user, today=today):
        return recorded(request, contact)
    intro = f"{contact.support.service}, {contact.day:%A %-d %B %Y}. Recorded so far: {contact.get_outcome_display()}"
    return form_page(
        request, form, "Correct what happened", contact.support.pregnancy, intro=intro, record=contact,
        template="contacts/record.html", contact=contact,
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
    intro = f"{contact.support.service}, {contact.day:%A %-d %B %Y}"
    return form_page(request, form, "Entered in error", contact.support.pregnancy, intro=intro)


class BookForm(PageForm):
    """A contact, or a run of them."""

    day = day("First day", "Give the day.")
    at = clock_time("Time")
    minutes = number("How long, in minutes", at_most=1440, width=4)
    mode = one_of("How", [(mode.value, said) for mode, said in MODE_WORDS.items()], "Choose how it happens.")
    worker = record_of("Who will see her", empty="Not known yet")
    with_childcare = tick("Childcare is arranged")
    with_transport = tick("Getting there is arranged")
    with_interpreter = tick("An interpreter is booked")
    repeat = number(
        "How many altogether",
        hint="1 for a single contact. More repeat as often as promised.",
        at_most=MOST_IN_A_RUN,
        width=3,
    )

    def __init__(self, *args: Any, support: Support, today: date, helps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.every = support.every
        self.offer("worker", workers_of(support, today))
        if not helps:
            for name in ("with_childcare", "with_transport", "with_interpreter"):
                del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        """The first contact, and the days of the run."""
        cleaned = dict(self.cleaned_data)
        first, count = cleaned.pop("day"), cleaned.pop("repeat") or 1
        step = timedelta(days=self.every or 7)
        return cleaned | {"days": [first + n * step for n in range(count)]}


@transaction.atomic
def book_run(*, days: list[date], **booking: Any) -> list[Contact]:
    """Book one contact for each day."""
    return [contacts.book(day=day, **booking) for day in days]


def contact_book(request: Request, pk: int) -> HttpResponse:
    """Book a contact of a support, or a run of them."""
    today = timezone.localdate()
    rows = Support.objects.visible_to(request.user, today).select_related("pregnancy__mother", "service")
    support = get_object_or_404(rows, pk=pk)
    helps = may_act(request.user, support.pregnancy, Information.NEEDS, today)
    initial = {"mode": support.mode, "worker": support.worker_id, "repeat": 1}
    form = BookForm.of(request, support=support, today=today, helps=helps, initial=initial)
    if form.carry_out(book_run, support=support, by=request.user, today=today):
        messages.success(request, "Booked." if len(form.done) == 1 else f"{len(form.done)} contacts are booked.")
        return redirect("pregnancy_show", support.pregnancy_id)
    return form_page(request, form, "Book contacts", support.pregnancy, intro=name_of(support), submit="Book")
