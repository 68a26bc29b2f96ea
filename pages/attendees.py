"""Who comes to a meeting and why; and, afterwards, who was there and what she said."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import attendees
from pathway.models import Attendee, Came, Meeting, SheCame, Worker

from .forms import PageForm, line, one_of, record_of, tick, words
from .meetings import around_meeting, meeting_or_404, step
from .pages import form_page
from .people import workers_near
from .seeing import Request

DOES = line("What they do, in words she would use", hint="Such as “helps with your medicine”.", max_length=200)
WHY = line(
    "Why they are needed in the room",
    hint="Such as “can say what help there is at home”. Whoever she brings needs no reason.",
    max_length=300,
    unmarked=True,
)
FOR_HER = tick("She chose them to be at her side", hint="A friend, a relative or an advocate whom she wants there.")


class AskForm(PageForm):
    """A worker, or somebody from elsewhere; what they do and why they are needed."""

    worker = record_of("One of the workers involved with her", empty="Somebody from elsewhere", unmarked=True)
    name = line("Or the name of somebody from elsewhere", unmarked=True)
    for_her = FOR_HER
    does = DOES
    why = WHY

    def __init__(self, *args: Any, workers: QuerySet[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("worker", workers, lambda worker: f"{worker.name}, {worker.service.name}")


def meeting_ask(request: Request, pk: int) -> HttpResponse:
    """Ask somebody to the meeting."""
    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    workers = workers_near(meeting.pregnancy, today).exclude(
        pk__in=meeting.attendees.values("worker").exclude(worker=None)
    )
    form = AskForm.of(request, workers=workers)
    intro = "Only those who are needed. She is told who comes and why."
    return step(
        request, meeting, form, attendees.ask_to_come, "Ask somebody to come", "Noted.", "Ask them", intro=intro
    )


class ChangeForm(PageForm):
    """What they do, why they are needed, or that they are not."""

    for_her = FOR_HER
    does = DOES
    why = WHY
    not_needed = tick("They are not needed after all")

    def arguments(self) -> dict[str, Any]:
        """The same, with what is needed."""
        cleaned = dict(self.cleaned_data)
        return cleaned | {"needed": not cleaned.pop("not_needed")}


def attendee_change(request: Request, pk: int) -> HttpResponse:
    """Change why somebody comes, or that they do."""
    today = timezone.localdate()
    rows = Attendee.objects.visible_to(request.user, today).select_related("meeting__pregnancy__mother", "worker")
    attendee = get_object_or_404(rows, pk=pk)
    form = ChangeForm.of(request, initial=ChangeForm.values(attendee), version=attendee.version)
    if form.carry_out(attendees.change, attendee=attendee, by=request.user, today=today):
        messages.success(request, "Noted.")
        return redirect("meeting_show", attendee.meeting_id)
    around = around_meeting(attendee.meeting) | {"record": attendee, "hidden_title": "A meeting"}
    return form_page(request, form, f"Change why {attendee.called} comes", attendee.meeting.pregnancy, **around)


class CameForm(PageForm):
    """Whether she was there and what she said; one question more for each who was asked."""

    she_came = one_of("Was she there?", SheCame.choices, "Say whether she was there.", small=True)
    her_words = words("What she said", hint="In her own words, as she said it.")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for attendee in meeting.attendees.filter(not_needed__isnull=True).select_related("worker"):
            field = one_of(f"Was {attendee.called} there?", Came.choices, inline=True, small=True, unmarked=True)
            field.initial = attendee.came
            self.fields[f"came_{attendee.pk}"] = field

    def arguments(self) -> dict[str, Any]:
        """What was said of each, by attendee."""
        came = {int(name[5:]): said for name, said in self.cleaned_data.items() if name.startswith("came_")}
        rest = {name: said for name, said in self.cleaned_data.items() if not name.startswith("came_")}
        return rest | {"came": came}


def meeting_came(request: Request, pk: int) -> HttpResponse:
    """Record who was there, and what she said."""
    meeting = meeting_or_404(request, pk, timezone.localdate())
    form = CameForm.of(request, meeting=meeting, initial=CameForm.values(meeting), version=meeting.version)
    said = "Noted. Next: write down what was decided, and share the minutes with her."
    return step(request, meeting, form, attendees.record_attendance, "Who was there", said)
