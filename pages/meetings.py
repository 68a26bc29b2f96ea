"""Meetings: her way through them, each on its own page, booked, moved, told to her, its papers shared or withheld, cancelled."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway import meetings as ways
from pathway.actions import meetings
from pathway.models import Asked, Attendee, Information, Meeting, SharedHow, ToldHow, Venue
from pathway.rules.words import MeetingKind

from . import her_page
from .forms import PageForm, clock_time, day, line, number, one_of, words
from .pages import form_page
from .seeing import Request, require_class

KINDS: list[tuple[str, str]] = list(Meeting._meta.get_field("kind").flatchoices)
OF_A_BABY = {MeetingKind.INITIAL_CONFERENCE, MeetingKind.DISCHARGE_PLANNING}
KINDS_AFTER_LOSS = [
    (MeetingKind.OTHER, "A meeting about her support"),
    *((kind, label) for kind, label in KINDS if kind not in OF_A_BABY | {MeetingKind.OTHER}),
]
SHORT = line(
    "Why she has so little notice",
    hint="Only if the meeting is closer than the notice she should have.",
    max_length=300,
)
CORRECTING = words("Why this is changed", hint="What was recorded before is kept.", max_length=300)


class WhereForm(PageForm):
    """When and where."""

    day = day("Day of the meeting", "Give the day of the meeting.")
    at = clock_time("Time")
    minutes = number("How long, in minutes", at_most=meetings.LONGEST_MEETING, width=4)
    venue = one_of("What kind of place", Venue.choices, hint="Ask her where she would feel at ease.")
    place = line("Where", hint="The address or room, as she would look for it.")
    short_because = SHORT


class BookForm(WhereForm):
    """What, when and where."""

    kind = one_of("What kind of meeting", KINDS, "Choose what kind of meeting it is.")
    field_order = ["kind"]


def meeting_book(request: Request, pk: int) -> HttpResponse:
    """Book a meeting."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.CHILD_PROTECTION)
    form = BookForm.of(request)
    if pregnancy.lost_on:
        form.fields["kind"].choices = KINDS_AFTER_LOSS  # type: ignore[attr-defined]
    if form.carry_out(meetings.book, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "The meeting is booked. Next: tell her, and ask what she wishes.")
        return redirect("meeting_show", form.done.pk)
    notice = ways.notice_days(pregnancy)
    intro = f"She should know at least {notice} days before. If that is not possible, say why below."
    return form_page(request, form, "Book a meeting", pregnancy, intro=intro, submit="Book")


def meetings_hers(request: Request, pk: int) -> HttpResponse:
    """Her way through the meetings from the due date on, and every meeting."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.CHILD_PROTECTION)
    rows = list(pregnancy.meetings.order_by("-day", "-pk"))
    steps = ways.timeline(ways.way_of(pregnancy, rows, today))
    held = [row for row in rows if row.wish_venue and row.day <= today and not row.cancelled]
    wished = {"of": len(held), "met": sum(not row.not_where_she_wished for row in held)}
    context = {"pregnancy": pregnancy, "meetings": rows, "steps": steps, "today": today, "wished": wished}
    return render(request, "meetings/list.html", context)


def meeting_or_404(request: Request, pk: int, today: date) -> Meeting:
    """The meeting, if this user may see it."""
    rows = Meeting.objects.visible_to(request.user, today)
    rows = rows.select_related("pregnancy__mother", "pregnancy__team__service__trust")
    meeting: Meeting = get_object_or_404(rows, pk=pk)
    return meeting


def meeting_show(request: Request, pk: int) -> HttpResponse:
    """One meeting: what she was told and given, what she wishes, who comes and why, and how it went."""
    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    attendees = list(meeting.attendees.select_related("worker__service"))
    room = [row for row in attendees if row.not_needed is None]
    professionals = [row for row in room if not row.for_her]
    context = {
        "meeting": meeting, "pregnancy": meeting.pregnancy, "today": today, "room": room,
        "not_needed": [row for row in attendees if row.not_needed], "many": many(professionals),
        "papers": meeting.papers.select_related("by"),
        "recommended": meeting.recommendations.select_related("by"), "short": was_short(meeting),
        "told_safely": ways.is_safe_way(meeting.pregnancy, meeting.told_how),
        "decisions": meeting.decisions.select_related("service", "worker__service", "pregnancy__mother"),
    }  # fmt: skip
    context["next_step"] = next_step(meeting, today, asked=bool(attendees), decided=bool(context["decisions"]))
    return render(request, "meetings/show.html", context)


def next_step(meeting: Meeting, today: date, *, asked: bool, decided: bool) -> tuple[str, str]:
    """The page of what is to be done next on a meeting, and its words."""
    open_steps = (
        (not meeting.told_her, "meeting_tell", "Record that she was told"),
        (meeting.day >= today and meeting.wishes_asked == Asked.NOT_ASKED, "meeting_prepare", "Prepare it with her"),
        (meeting.day >= today and not asked, "meeting_ask", "Ask somebody to come"),
        (meeting.day <= today and not meeting.she_came, "meeting_came", "Record who was there"),
        (meeting.day <= today and not decided, "meeting_decide", "Write down what was decided"),
        (meeting.day <= today and not meeting.minutes_shared, "meeting_minutes", "Share the minutes with her"),
    )
    return next(
        ((page, words) for is_open, page, words in open_steps if is_open), ("meeting_agenda", "Look at the agenda")
    )


def many(professionals: list[Attendee]) -> int:
    """How many they are, where they are so many that somebody should ask who is needed; otherwise 0."""
    return len(professionals) if len(professionals) > ways.MANY_IN_THE_ROOM else 0


def was_short(meeting: Meeting) -> bool:
    """She was told with less notice than she should have."""
    return bool(meeting.told_her) and ways.is_short(meeting.pregnancy, meeting.day, meeting.told_her or meeting.day)


def step(
    request: Request, meeting: Meeting, form: PageForm, action: Callable[..., Any], title: str, said: str,
    submit: str = "Save", **more: Any,
) -> HttpResponse:  # fmt: skip
    """One step on a meeting: carried out and back to its page, or the form again."""
    if form.carry_out(action, meeting=meeting, by=request.user, today=timezone.localdate()):
        messages.success(request, said)
        return redirect("meeting_show", meeting.pk)
    more = {"submit": submit, "hidden_title": "A meeting", **around_meeting(meeting), **more}
    return form_page(request, form, title, meeting.pregnancy, record=meeting, **more)


def around_meeting(meeting: Meeting) -> dict[str, Any]:
    """What a form about a meeting shows around itself: which meeting, and the way back to it."""
    return {
        "template": "meetings/step.html",
        "meeting": meeting,
        "cancel_to": reverse("meeting_show", args=[meeting.pk]),
    }


def meeting_change(request: Request, pk: int) -> HttpResponse:
    """Another day, time or place."""
    meeting = meeting_or_404(request, pk, timezone.localdate())
    form = WhereForm.of(request, initial=WhereForm.values(meeting), version=meeting.version)
    intro = "On another day she has to be told again." if meeting.told_her else ""
    said = "The meeting is changed. If the day is another one, tell her."
    return step(request, meeting, form, meetings.change, "Change day, time or place", said, intro=intro)


class TellForm(PageForm):
    """When and how she was told."""

    on = day("She was told on", "Give the day on which she was told.")
    how = one_of("How she was told", ToldHow.choices, "Say how she was told.")
    told_because = line("Why in this way", hint="Only if she has not said that this way is safe.", max_length=300)
    short_because = SHORT
    correcting = CORRECTING

    @classmethod
    def values(cls, record: Meeting) -> dict[str, Any]:
        """What stands in the record."""
        return {"on": record.told_her, "how": record.told_how} | {
            name: getattr(record, name) for name in ("told_because", "short_because")
        }


def meeting_tell(request: Request, pk: int) -> HttpResponse:
    """Record when and how she was told."""
    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    initial = TellForm.values(meeting) if meeting.told_her else {"on": today, "short_because": meeting.short_because}
    form = TellForm.of(request, initial=initial, version=meeting.version)
    without(form, "correcting", unless=bool(meeting.told_her))
    context: dict[str, Any] = {
        "ways": her_page.ways_to_reach(meeting.pregnancy),
        "notice": ways.notice_days(meeting.pregnancy),
    }
    return step(request, meeting, form, meetings.tell_her, "Tell her of the meeting", "Noted: she knows.",
                template="meetings/tell.html", **context)  # fmt: skip


def without(form: PageForm, name: str, *, unless: bool) -> None:
    """Leave a field out that has nothing to be about."""
    if not unless:
        del form.fields[name]


class PaperForm(PageForm):
    """What became of a paper."""

    how = one_of("What became of it", SharedHow.choices, "Say what became of it.", reveals={"withheld": "because"})
    because = words("Why it is withheld from her", max_length=300, revealed=True)
    on = day("Shared or withheld on", "Give the day.")
    correcting = CORRECTING


def meeting_report(request: Request, pk: int) -> HttpResponse:
    """What became of the report."""
    return paper(request, pk, "report_shared", meetings.share_report, "The report")


def meeting_minutes(request: Request, pk: int) -> HttpResponse:
    """What became of the minutes."""
    return paper(request, pk, "minutes_shared", meetings.share_minutes, "The minutes")


def paper(request: Request, pk: int, field: str, action: Callable[..., Any], title: str) -> HttpResponse:
    """Record that a paper was shared with her, or why not."""
    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    form = PaperForm.of(request, initial={"on": today}, version=meeting.version)
    without(form, "correcting", unless=bool(getattr(meeting, field)))
    intro = "What is written about her is hers to see. Read it through with her, alone, where nobody else can hear."
    return step(request, meeting, form, action, title, "Noted.", intro=intro)


class PrepareForm(PageForm):
    """What she wishes, and what is going well."""

    wishes_asked = one_of("Has she been asked what she wishes?", Asked.choices, "Say whether she was asked.")
    wish_venue = one_of("Where she would like it to be", Venue.choices)
    wish_supporter = line("Whom she wants at her side", hint="A friend, a relative, an advocate.", max_length=200)
    wish_easier = words("What would make it easier", hint="A word for a break, fewer people, a seat by the door.")
    wish_topics = words("What she wants talked about", hint="In her words. It stands on the agenda.")
    going_well = words("What is going well", hint="It opens the agenda.")


def meeting_prepare(request: Request, pk: int) -> HttpResponse:
    """Prepare the meeting with her."""
    meeting = meeting_or_404(request, pk, timezone.localdate())
    form = PrepareForm.of(request, initial=PrepareForm.values(meeting), version=meeting.version)
    intro = "Ask her before the meeting. She may leave out anything."
    return step(request, meeting, form, meetings.prepare, "Prepare it with her", "Noted.", intro=intro)


class RecommendForm(PageForm):
    """What will be recommended, and that she was told first."""

    words = words("What will be recommended", "Say what will be recommended.", hint="As it will be put to the meeting.")
    told_on = day("She was told of it on")
    not_told_because = line(
        "Why she is not told first", hint="Only where telling her would put her or a child in danger.", max_length=300
    )


def meeting_recommend(request: Request, pk: int) -> HttpResponse:
    """Keep what will be recommended, once she has been told."""
    meeting = meeting_or_404(request, pk, timezone.localdate())
    form = RecommendForm.of(request)
    intro = "She hears it before anybody decides on it, from somebody she knows, and has time to answer."
    said = "What is recommended is kept."
    return step(request, meeting, form, meetings.recommend, "What will be recommended", said, intro=intro)


class CancelForm(PageForm):
    """Since when, and why."""

    on = day("Cancelled on", "Give the day.")
    because = line("Why it is cancelled", "Say why the meeting is cancelled.", max_length=300)


def meeting_cancel(request: Request, pk: int) -> HttpResponse:
    """The meeting no longer takes place."""
    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    form = CancelForm.of(request, initial={"on": today}, version=meeting.version)
    said, title = "The meeting is cancelled. Tell her too.", "Cancel the meeting"
    return step(request, meeting, form, meetings.cancel, title, said, title, cancel_words="Keep the meeting")
