"""Women: the caseload, her page, booking, birth, where her baby lives, who leads, closing."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway.actions import pregnancies
from pathway.actions.pregnancies import ClosingReason
from pathway.models import Information, Lead, Pregnancy, Team
from pathway.permissions import liaison_teams

from . import her_page, recording
from .forms import PageForm, day, line, one_of, record_of, tick
from .pages import form_page
from .people import workers_near
from .plan_builder import moves_of
from .seeing import Request, sees


def pregnancy_show(request: Request, pk: int) -> HttpResponse:
    """Her page."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    contents = her_page.contents(request.user, pregnancy, today)
    return render(request, "pregnancies/show.html", contents | recording.panel(request, today))


DUE_HINT = "From the dating scan, if there has been one."


class HersForm(PageForm):
    """How she is called and reached."""

    name = line("Full name", "Give her name.", autocomplete="off")
    preferred_name = line(
        "What she likes to be called", max_length=60, hint="Used everywhere, and on her printed plan."
    )
    nhs_number = line(
        "NHS number", max_length=20, too_long="write its 10 digits.", hint="10 digits. It may be added later.", width=10
    )
    date_of_birth = day("Date of birth")
    phone = line("Phone", max_length=40, hint="Ask her first whether calls and messages are safe.", width=20)
    language = line("Language she prefers", max_length=60, width=20)


class BookForm(HersForm):
    """Who she is and when the baby is due."""

    booked = day("Date of the booking appointment", "Give the day of the booking appointment.")
    due = day("Due date (EDD)", "Give her due date.", hint=DUE_HINT)
    conference_needed = tick("A pre-birth conference (an initial conference) is needed")
    team = record_of("Liaison team", "Choose her liaison team.", radios=True)

    def __init__(self, *args: Any, teams: QuerySet[Team], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("team", teams)
        if len(teams) == 1:
            self.fields["team"].initial = teams[0]
            self.fields["team"].widget = forms.HiddenInput()
        self.fields["booked"].initial = today


def pregnancy_book(request: Request) -> HttpResponse:
    """Book a woman with one's own liaison team."""
    today = timezone.localdate()
    teams = Team.objects.filter(pk__in=[team.pk for team in liaison_teams(request.user, today)])
    if not teams:
        return render(request, "pregnancies/no_team.html", status=403)
    form = BookForm.of(request, teams=teams, today=today)
    if form.carry_out(pregnancies.book, by=request.user, today=today):
        messages.success(request, "She is booked. Next: ask what matters to her. It can also wait for another day.")
        return redirect("conversation_show", form.done.pk)
    return form_page(
        request, form, "Book a woman", template="pregnancies/book.html", submit="Save and open her record",
        cancel_to=reverse("caseload"), back_words="Back to the caseload",
    )  # fmt: skip


class DetailsForm(HersForm):
    """How she is called and reached, and when the baby is due."""

    due = day("Due date (EDD)", "Give her due date.", hint=DUE_HINT)
    conference_needed = tick("A pre-birth conference (an initial conference) is needed")
    mother_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def values(cls, pregnancy: Pregnancy) -> dict[str, Any]:
        """What stands in the record."""
        mother = pregnancy.mother
        mother.refresh_from_db(fields=[*pregnancies.MOTHERS_OWN, "version"])
        hers = {name: getattr(mother, name) for name in pregnancies.MOTHERS_OWN}
        return hers | {
            "mother_version": mother.version,
            "nhs_number": mother.nhs_number or "",
            "due": pregnancy.due,
            "conference_needed": pregnancy.conference_needed,
        }


def pregnancy_change(request: Request, pk: int) -> HttpResponse:
    """Change her details; where another due date moves dates of her plan, go on to where they are moved."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = DetailsForm.of(request, initial=DetailsForm.values(pregnancy), version=pregnancy.version)
    if Information.CHILD_PROTECTION not in sees(pregnancy) or pregnancy.lost_on or pregnancy.born:
        del form.fields["conference_needed"]
    if pregnancy.lost_on:
        del form.fields["due"]
    if form.carry_out(pregnancies.change_details, pregnancy=pregnancy, by=request.user, today=today):
        if "due" in form.changed_data and moves_of(pregnancy):
            messages.success(
                request, "Her details are changed. Look now which dates of her plan move with the due date."
            )
            return redirect(reverse("plan_build", args=[pk]) + "#moves-title")
        messages.success(request, "Her details are changed.")
        return redirect("pregnancy_show", pk)
    return form_page(request, form, "Change her details", pregnancy, record=pregnancy)


class LeadForm(PageForm):
    """Who leads, from when to when."""

    worker = record_of(
        "Lead professional", "Choose who leads.", hint="Somebody in a service that is involved with her."
    )
    start = day("Leads from", "Give the first day.")
    until = day("Leads until", hint="Leave empty if no end is known.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", workers_near(pregnancy, today), lambda worker: f"{worker.name}, {worker.service.name}")
        self.fields["start"].initial = today


def lead_appoint(request: Request, pk: int) -> HttpResponse:
    """Say who leads."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = LeadForm.of(request, pregnancy=pregnancy, today=today)
    if form.carry_out(pregnancies.appoint_lead, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, f"{form.done.worker.name} leads from {form.done.start:%-d %B %Y}.")
        return redirect("pregnancy_show", pk)
    leads = pregnancy.leads.on(today).select_related("worker")
    now = " ".join(f"{lead.worker.name} leads now." for lead in leads) or "Nobody leads now."
    return form_page(request, form, "Who leads", pregnancy, intro=now)


class EndForm(PageForm):
    """The last day."""

    until = day("Last day", "Give the last day.")


def lead_end(request: Request, pk: int) -> HttpResponse:
    """Say when somebody stops leading."""
    today = timezone.localdate()
    rows = Lead.objects.visible_to(request.user, today).select_related("pregnancy__mother", "worker")
    lead = get_object_or_404(rows, pk=pk)
    form = EndForm.of(request, initial={"until": today}, version=lead.version)
    if form.carry_out(pregnancies.end_lead, lead=lead, by=request.user, today=today):
        messages.success(
            request, f"{lead.worker.name} leads until {lead.until:%-d %B %Y}. Make sure somebody leads after that."
        )
        return redirect("pregnancy_show", lead.pregnancy_id)
    title = f"When {lead.worker.name} stops leading"
    return form_page(request, form, title, lead.pregnancy, record=lead, hidden_title="Who leads")


class CloseForm(PageForm):
    """Why and when the record closes; a reason that cannot be true yet is not offered."""

    reason = one_of("Why it is closed", [], "Choose the reason.")
    on = day("Closed on", "Give the day.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = reasons_to_close(pregnancy, today)
        self.fields["reason"].choices = [(reason.value, reason.label) for reason in reasons]  # type: ignore[attr-defined]


def reasons_to_close(pregnancy: Pregnancy, today: date) -> list[ClosingReason]:
    """The reasons that can be true of her today."""
    last = pregnancy.stays_open_until()
    over = last is not None and last < today
    ended = over and pregnancy.lost_on is not None and pregnancy.born is None
    true = {ClosingReason.YEAR_OVER: over, ClosingReason.PREGNANCY_ENDED: ended}
    return [reason for reason in ClosingReason if true.get(reason, True)]


def how_long_open(pregnancy: Pregnancy, today: date) -> str:
    """Until when her plan stays open, and why one would close it earlier."""
    since = "her loss" if pregnancy.lost_on else "the birth, wherever her baby lives"
    last = pregnancy.stays_open_until()
    if last and last < today:
        return f"Her own plan stays open for a year after {since}. For her that was until {last:%-d %B %Y}."
    until = f" For her that is until {last:%-d %B %Y}." if last else ""
    earlier = " Close it earlier only because she asked us to, because others have taken over, or because she has died."
    return f"Her own plan stays open for a year after {since}.{until}{earlier}"


def pregnancy_close(request: Request, pk: int) -> HttpResponse:
    """Close her record; nothing in it is lost."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = CloseForm.of(request, pregnancy=pregnancy, today=today, initial={"on": today})
    if form.carry_out(pregnancies.close, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Her record is closed. It can still be read.")
        return redirect("pregnancy_show", pk)
    intro = how_long_open(pregnancy, today)
    return form_page(request, form, "Close her record", pregnancy, intro=intro, submit="Close her record")
