"""Booking contacts, alone or in a run: each day is shown with what stands against it before anything is booked."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway.actions import contacts
from pathway.actions.base import long_date
from pathway.actions.contacts import MOST_IN_A_RUN
from pathway.actions.slots import FURTHEST_AHEAD
from pathway.models import Childcare, Contact, Information, Meeting, PlaceAnswer, Support
from pathway.models.plans import MODE_WORDS
from pathway.permissions import may_act
from pathway.rules.words import Outcome
from pathway.runs import Look, Proposed, days_from, odd_time, proposed
from pathway.week import of_contact, of_meeting

from . import her_page
from .contacts import name_of
from .forms import PageForm, clock_time, day, line, number, one_of, record_of, tick
from .pages import form_page
from .recording import came_from, workers_of
from .seeing import Request

MODES = [(mode.value, said) for mode, said in MODE_WORDS.items()]
HELP = ("childcare", "with_transport", "with_interpreter")
LONGEST_VISIT = 480
FALLEN_THROUGH = (Outcome.MISSED, Outcome.CANCELLED_BY_HER)


class BookForm(PageForm):
    """A contact, or a run of them."""

    day = day("First day", "Give the day.")
    at = clock_time("Time")
    minutes = number("How long, in minutes", at_most=LONGEST_VISIT, width=4)
    mode = one_of("How it happens", MODES, "Choose how it happens.")
    place = line("Where", hint="If she travels, or meets somebody elsewhere: the place she knows.")
    worker = record_of("Who will see her", empty="Not known yet")
    childcare = one_of("Who looks after her children meanwhile?", Childcare.choices)
    with_transport = tick("Getting there is arranged")
    with_interpreter = tick("An interpreter is booked")
    repeat = number(
        "How many altogether",
        hint="1 for a single contact. You see each day before anything is booked.",
        at_most=MOST_IN_A_RUN,
        width=3,
    )
    every = number("Days from one to the next", hint="7 is weekly.", at_most=366, width=3)

    def __init__(self, *args: Any, support: Support, today: date, helps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.support, self.today = support, today
        self.offer("worker", workers_of(support, today))
        for name in () if helps else HELP:
            del self.fields[name]

    def clean_day(self) -> date:
        """A first day that can be meant; the days of the run are counted from it."""
        first: date = self.cleaned_data["day"]
        if first > self.today + FURTHEST_AHEAD:
            raise forms.ValidationError(f"{long_date(first)} is more than two years ahead. Check the year.")
        return first

    def days(self) -> list[date]:
        """The days of the run."""
        cleaned = self.cleaned_data
        return days_from(cleaned["day"], cleaned["repeat"] or 1, cleaned["every"] or self.support.every or 7)

    def arguments(self) -> dict[str, Any]:
        """The booking without its days."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("day", "repeat", "every")}

    def typed(self) -> list[tuple[str, str]]:
        """All that was typed, to be sent once more with the days."""
        return [(name, value) for name, value in self.data.items() if name not in ("csrfmiddlewaretoken", "take")]


class Asked(NamedTuple):
    """What is asked of contact_book: the support, and what may be seen around it."""

    support: Support
    helps: bool
    meetings: bool
    place: PlaceAnswer | None


def asked_for(request: Request, pk: int, today: date) -> Asked:
    """The support, if this user may see it."""
    rows = Support.objects.visible_to(request.user, today).prefetch_related("pauses")
    rows = rows.select_related("pregnancy__mother", "pregnancy__team__service__trust", "service", "worker")
    support = get_object_or_404(rows, pk=pk)
    helps = may_act(request.user, support.pregnancy, Information.NEEDS, today)
    meetings = may_act(request.user, support.pregnancy, Information.CHILD_PROTECTION, today)
    return Asked(support, helps, meetings, support.pregnancy.place_answers.last())


def first_said(asked: Asked) -> dict[str, Any]:
    """What the form says at first; after one that fell through, the place that she prefers."""
    support = asked.support
    said = {"mode": support.mode, "worker": support.worker_id, "repeat": 1, "every": support.every or 7}
    last = support.contacts.standing().filter(outcome__isnull=False).last()
    if asked.place and last and last.outcome in FALLEN_THROUGH:
        said |= {"mode": asked.place.mode, "place": asked.place.note}
    return said


def look_around(asked: Asked, slot: Contact, days: Iterable[date]) -> list[Proposed]:
    """Each day for this contact with what stands against it, as far as this user may see."""
    support, worker, days = asked.support, slot.worker, list(days)
    rows = Contact.objects.standing().filter(day__in=days, outcome__isnull=True).exclude(pk=slot.pk)
    rows = rows.select_related("support__service")
    hers = [of_contact(contact) for contact in rows.filter(support__pregnancy=support.pregnancy_id)]
    if asked.meetings:
        hers += [of_meeting(row) for row in Meeting.objects.filter(pregnancy=support.pregnancy_id, day__in=days)]
    theirs = [of_contact(contact) for contact in rows.filter(worker=worker)] if worker else []
    look = Look(hers, theirs, support.pregnancy.team.service.trust.pack)
    return proposed(of_contact(slot), days, support, worker, look)


def slot_of(asked: Asked, form: BookForm, first: date) -> Contact:
    """The contact that the form would book."""
    typed = form.arguments()
    kept = {name: typed[name] for name in ("at", "minutes", "mode", "place", "worker")}
    return Contact(support=asked.support, day=first, known=first, **kept)


def contact_book(request: Request, pk: int) -> HttpResponse:
    """Book a contact of a support, or a run of them; a run, and whatever has something against it, is shown first."""
    today = timezone.localdate()
    asked = asked_for(request, pk, today)
    support = asked.support
    form = BookForm.of(request, support=support, today=today, helps=asked.helps, initial=first_said(asked))
    if form.is_bound and form.is_valid():
        days = form.days()
        shown = look_around(asked, slot_of(asked, form, days[0]), days)
        taken = set(request.POST.getlist("take"))
        odd = odd_time(form.cleaned_data["at"])
        if "checked" in request.POST or (len(days) == 1 and not any((odd, shown[0].against, shown[0].beside))):
            wanted = [day for day in days if day.isoformat() in taken] if "checked" in request.POST else days
            if form.carry_out(contacts.book_run, support=support, days=wanted, by=request.user, today=today):
                return booked(request, support, form.done)
        if not form.errors:
            return render(request, "contacts/run.html", {"form": form, "shown": shown, "odd": odd, "support": support})
    return form_page(
        request, form, "Book contacts", support.pregnancy, intro=name_of(support), submit="Book",
        template="contacts/book.html", place=asked.place, back=came_from(request),
    )  # fmt: skip


def booked(request: Request, support: Support, made: list[Contact]) -> HttpResponse:
    """Say what is booked, and back."""
    messages.success(request, "Booked." if len(made) == 1 else f"{len(made)} contacts are booked.")
    return redirect(came_from(request) or reverse("pregnancy_show", args=[support.pregnancy_id]))


class PlaceForm(PageForm):
    """Where she would rather be seen."""

    mode = one_of("Where would she rather be seen?", MODES, "Choose where she would rather be seen.")
    note = line("Anything to know", hint="Such as “the community centre, in the morning”.", max_length=120)
    answered_on = day("She said so on", "Give the day.")


def place_record(request: Request, pk: int) -> HttpResponse:
    """Record where she would rather be seen."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    last = pregnancy.place_answers.last()
    initial = {"answered_on": today} | ({"mode": last.mode, "note": last.note} if last else {})
    form = PlaceForm.of(request, initial=initial)
    if form.carry_out(contacts.prefer_place, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Recorded. The next offer starts with the place that she prefers.")
        return redirect(came_from(request) or reverse("pregnancy_show", args=[pk]))
    return form_page(request, form, "Where she would rather be seen", pregnancy, back=came_from(request))
