"""Meetings: booked, told to her, their papers shared with her, or cancelled."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import meetings
from pathway.models import Information, Meeting

from . import her_page
from .forms import PageForm, clock_time, day, line, number, one_of
from .pages import form_page
from .seeing import Request, require_class

KINDS = Meeting._meta.get_field("kind").choices
NOTES = {
    "tell_her": "She was told of the meeting",
    "share_report": "The report was shared with her",
    "share_minutes": "The minutes were shared with her",
    "cancel": "The meeting is cancelled",
}


class BookForm(PageForm):
    """What, when and where."""

    kind = one_of("What kind of meeting", KINDS, "Choose what kind of meeting it is.")
    day = day("Day", "Give the day.")
    at = clock_time("Time")
    minutes = number("How long, in minutes", at_most=1440, width=4)
    place = line("Where", hint="Ask her where she would feel at ease.")


def meeting_book(request: Request, pk: int) -> HttpResponse:
    """Book a meeting."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.CHILD_PROTECTION)
    form = BookForm.of(request)
    if form.carry_out(meetings.book, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "The meeting is booked. Next: tell her, at least five days before.")
        return redirect("pregnancy_show", pk)
    return form_page(request, form, "Book a meeting", pregnancy, submit="Book")


class NoteForm(PageForm):
    """What was told or shared, and when."""

    what = one_of("What", NOTES.items(), "Choose what was told or shared.")
    on = day("On", "Give the day.")


def note(*, what: str, on: date, **given: Any) -> Meeting:
    """Carry out the chosen note."""
    actions = {
        "tell_her": meetings.tell_her,
        "share_report": meetings.share_report,
        "share_minutes": meetings.share_minutes,
        "cancel": meetings.cancel,
    }
    return actions[what](on=on, **given)


def meeting_note(request: Request, pk: int) -> HttpResponse:
    """Record what she was told, or what was shared with her."""
    today = timezone.localdate()
    rows = Meeting.objects.visible_to(request.user, today).select_related("pregnancy__mother")
    meeting = get_object_or_404(rows, pk=pk)
    form = NoteForm.of(request, initial={"on": today})
    if form.carry_out(note, meeting=meeting, by=request.user, today=today):
        messages.success(request, "Noted.")
        return redirect("pregnancy_show", meeting.pregnancy_id)
    title = f"{meeting.get_kind_display()}, {meeting.day:%-d %B %Y}"
    return form_page(request, form, title, meeting.pregnancy, hidden_title="A meeting")
