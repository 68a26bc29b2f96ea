"""Decisions: what, who does it – a service, a worker or she – by when; and that it is done."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from pathway.actions import reviews
from pathway.actions.base import Problem
from pathway.models import Decision, Information, Label, Pregnancy, Service, Worker

from . import her_page
from .forms import PageForm, day, line, one_of, words
from .meetings import around_meeting, meeting_or_404
from .pages import form_page
from .people import workers_near
from .plans import services_near
from .seeing import Request, require_class

OF_REQUIRED = ("required_by", "why", "enough", "looked_at_again", "ends_when")
OF_HERS = ("label", "helped_by", *OF_REQUIRED)


def owners(pregnancy: Pregnancy, today: date) -> list[tuple[str, str]]:
    """Who may own a decision: a service, a worker, or she; services first."""
    services = [(f"service-{row.pk}", row.name) for row in services_near(pregnancy)]
    workers = [(f"worker-{row.pk}", f"{row.name}, {row.service.name}") for row in workers_near(pregnancy, today)]
    return [("", "Choose"), *services, *workers, ("hers", f"{pregnancy.mother.called} herself")]


def owner_of(chosen: str) -> dict[str, Any]:
    """The chosen owner, as the action knows it."""
    kind, _, key = chosen.partition("-")
    if kind == "service":
        return {"service": Service.objects.get(pk=key)}
    return {"worker": Worker.objects.get(pk=key)} if kind == "worker" else {"hers": kind == "hers"}


PARTS = ("what", "owner", "by_when")
BEGUN = {
    "what": "say what was decided.",
    "owner": "choose who does it.",
    "by_when": "give the day by which it is done.",
}


class DecisionsForm(PageForm):
    """Several decisions at once, each with what, who and by when, done by a service or a worker; any may stay empty."""

    information = Information.CHILD_PROTECTION
    numbers = range(1, 4)
    """The numbers that the rows have on the page."""

    def add_rows(self, pregnancy: Pregnancy, today: date) -> None:
        """The fields of each row."""
        choices = [row for row in owners(pregnancy, today) if row[0] != "hers"]
        for number in self.numbers:
            self.fields[f"what_{number}"] = line(f"Decision {number}", max_length=300, unmarked=True)
            self.fields[f"owner_{number}"] = select(f"Decision {number}: who does it", choices, unmarked=True)
            self.fields[f"by_when_{number}"] = day(f"Decision {number}: by when", unmarked=True)

    def clean(self) -> dict[str, Any]:
        """A decision that is begun has an owner and a day."""
        cleaned = super().clean() or self.cleaned_data
        for number in self.begun():
            for part, sentence in BEGUN.items():
                if not cleaned.get(f"{part}_{number}") and f"{part}_{number}" not in self.errors:
                    self.add_error(f"{part}_{number}", f"Decision {number}: {sentence}")
        return cleaned

    def begun(self) -> list[int]:
        """The numbers of the rows in which something is written."""
        return [n for n in self.numbers if any(self.cleaned_data.get(f"{part}_{n}") for part in PARTS)]

    def rows(self) -> list[dict[str, Any]]:
        """What was written in each row, as the action's arguments."""
        typed = self.cleaned_data
        return [
            {"what": typed[f"what_{n}"], "by_when": typed[f"by_when_{n}"], **owner_of(typed[f"owner_{n}"])}
            for n in self.begun()
        ]

    def groups(self) -> list[list[Any]]:
        """The fields of each row."""
        return [[self[f"{part}_{number}"] for part in PARTS] for number in self.numbers]

    def add_problem(self, problem: Problem) -> None:
        """Put a problem of one row to its field there."""
        place, dash, name = (problem.field or "").partition("-")
        field = self.field_of(int(place), name) if dash and place.isdigit() else problem.field
        super().add_problem(Problem(problem.sentence, field) if dash else problem)

    def field_of(self, place: int, name: str) -> str:
        """The field of the row in this place."""
        return f"{name}_{self.begun()[place]}"


class DecisionForm(DecisionsForm):
    """What was decided, who does it and by when; for what she does, how it came about and what helps; and more decisions."""

    numbers = range(2, 6)

    what = line("What was decided", "Say what was decided.", hint="One thing that somebody does.", max_length=300)
    owner = one_of("Who does it", (), "Choose who does it.")
    by_when = day("By when", "Give the day by which it is done.")
    decided = day("Decided on", "Give the day on which it was decided.")
    she_said = line("Because she said", hint="If it follows from something that she said: her words.", max_length=300)
    label = one_of("Is it agreed or required?", Label.choices)
    helped_by = line("The help that makes it possible", hint="Such as “the family team brings her”.", max_length=300)
    required_by = line("Who requires it", hint="Who has the say, and under what.")
    why = line("Why it is required", max_length=300)
    enough = line("What is enough", hint="So that she knows when she has done it.", max_length=300)
    looked_at_again = day("Looked at again with her on")
    ends_when = line("How it ends", max_length=300)

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = select("Who does it", owners(pregnancy, today), "Choose who does it.")
        self.fields["decided"].initial = today
        self.order_fields(["what", "owner", "by_when", "decided"])
        for name in ("label", *OF_REQUIRED):
            self.fields[name].revealed = True  # type: ignore[attr-defined]  # asked for once she does it
        self.add_rows(pregnancy, today)

    def arguments(self) -> dict[str, Any]:
        """All decisions, the first with all that belongs to it; they were made on one day."""
        of_first = ("what", "by_when", "she_said", *OF_HERS)
        first = {name: self.cleaned_data[name] for name in of_first} | owner_of(self.cleaned_data["owner"])
        return {"rows": [first, *self.rows()], "decided": self.cleaned_data["decided"]}

    def field_of(self, place: int, name: str) -> str:
        """The first has fields of its own; the day on which all were decided stands once."""
        return name if place == 0 or name == "decided" else super().field_of(place - 1, name)


def select(label: str, choices: list[tuple[str, str]], needed: str = "", **look: Any) -> Any:
    """One of many."""
    from django import forms

    field = one_of(label, choices, needed, **look)
    field.widget = forms.Select(choices=field.choices)
    return field


def decision_add(request: Request, pk: int) -> HttpResponse:
    """Write down a decision."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.CHILD_PROTECTION)
    back = {"cancel_to": reverse("review_show", args=[pk]), "back_words": "Back to the review"}
    form = DecisionForm.of(request, pregnancy=pregnancy, today=today)
    review = pregnancy.reviews.filter(day=today).last()
    return decided(request, form, pregnancy, reverse("review_show", args=[pk]) + "#decisions", back, review=review)


def meeting_decide(request: Request, pk: int) -> HttpResponse:
    """Write down a decision of a meeting."""
    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    form = DecisionForm.of(
        request, pregnancy=meeting.pregnancy, today=today, initial={"decided": min(meeting.day, today)}
    )
    back = around_meeting(meeting) | {"back_words": "Back to the meeting"}
    there = reverse("meeting_show", args=[pk]) + "#decisions"
    return decided(request, form, meeting.pregnancy, there, back, meeting=meeting)


def decided(
    request: Request, form: DecisionForm, pregnancy: Pregnancy, there: str, back: dict[str, Any], **of: Any
) -> HttpResponse:
    """The decision kept and the way back, or the form again, its second part open if something in it is to mend."""
    if form.carry_out(reviews.decide_all, pregnancy=pregnancy, by=request.user, today=timezone.localdate(), **of):
        number = len(form.done)
        messages.success(
            request,
            f"{number} decisions are kept. Each stays on her page until it is done."
            if number > 1
            else "The decision is kept. It stays on her page until it is done.",
        )
        return redirect(there)
    shown = back | {"template": "reviews/decision.html", "hidden_title": "A decision"}
    shown["hers_open"] = any(form[name].value() for name in OF_HERS) or any(name in form.errors for name in OF_HERS)
    shown["more_open"] = form.is_bound and any(field.data or field.errors for row in form.groups() for field in row)
    return form_page(request, form, "Write down what was decided", pregnancy, submit="Save", **shown)


HOW = [("done", "It is done"), ("dropped", "It is no longer needed")]


class FinishForm(PageForm):
    """Done, or no longer needed and why."""

    how = one_of("Done, or no longer needed?", HOW, "Say whether it is done or no longer needed.")
    on = day("Day on which it was done, or no longer needed", "Give the day.")
    note = words("What it led to", hint="Where it is no longer needed, say why.", max_length=300)

    def arguments(self) -> dict[str, Any]:
        """The same, with a plain yes or no."""
        cleaned = dict(self.cleaned_data)
        return cleaned | {"dropped": cleaned.pop("how") == "dropped"}


def decision_finish(request: Request, pk: int) -> HttpResponse:
    """Say that a decision is done."""
    today = timezone.localdate()
    rows = Decision.objects.visible_to(request.user, today).select_related(
        "pregnancy__mother", "service", "worker__service"
    )
    decision = get_object_or_404(rows, pk=pk)
    form = FinishForm.of(request, initial={"on": today}, version=decision.version)
    if form.carry_out(reviews.finish, decision=decision, by=request.user, today=today):
        messages.success(request, "Noted.")
        return redirect(reverse("pregnancy_show", args=[decision.pregnancy_id]) + "#meetings")
    intro = f"{decision.what} – {decision.owner}, by {decision.by_when:%-d %B %Y}."
    return form_page(request, form, "What became of this decision", decision.pregnancy, record=decision, intro=intro,
                     hidden_title="A decision")  # fmt: skip
