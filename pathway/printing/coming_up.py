"""What is booked with her in the next four weeks: the day, the time, where or how, who, and with what help."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Contact, Meeting
from ..rules.words import Help, Mode
from .people import in_post, who
from .promise_words import COMES
from .promises import begins_with_a_verb, extra_words, what_in_words
from .records import FOUR_WEEKS, Records
from .variants import Sheet
from .words import clock_time, day_and_time, sentence, short_day, week_day

MINUTES_IN_AN_HOUR, HALF_AN_HOUR = 60, 30
HELP_GIVEN = {
    Help.CHILDCARE: gettext_lazy("Childcare is arranged."),
    Help.TRANSPORT: gettext_lazy("We will arrange your travel, or pay for it."),
    Help.INTERPRETER: gettext_lazy("An interpreter will be there."),
}
HELP_MISSING = {
    Help.CHILDCARE: gettext_lazy("Childcare is not arranged yet."),
    Help.TRANSPORT: gettext_lazy("Help with travel is not arranged yet."),
    Help.INTERPRETER: gettext_lazy("An interpreter is not booked yet."),
}


@dataclass(frozen=True)
class Coming:
    """One line of what is coming up."""

    when: str
    what: str
    more: tuple[str, ...]
    short: str
    order: tuple[date, time]


class Cell(NamedTuple):
    """One day of the calendar: its number, and what is on it in a few words."""

    number: str
    entries: tuple[tuple[str, str], ...]


class Week(NamedTuple):
    """One row of the calendar: its Monday, and seven days."""

    monday: str
    days: tuple[Cell, ...]


class ComingUp(NamedTuple):
    """The section: a calendar of four weeks, and each line in words."""

    weeks: tuple[Week, ...]
    lines: tuple[Coming, ...]


def coming_up_section(records: Records, sheet: Sheet) -> ComingUp:
    """What is booked with her, as known on the day on which the paper is made."""
    lines = tuple(coming_up(records))
    return ComingUp(tuple(calendar(lines, records.today)) if lines else (), lines)


def calendar(lines: Sequence[Coming], today: date) -> Iterator[Week]:
    """The weeks, Monday to Sunday, of today and the four weeks after it."""
    monday = today - timedelta(days=today.weekday())
    while monday <= today + FOUR_WEEKS:
        days = (monday + timedelta(days=number) for number in range(7))
        yield Week(short_day(monday), tuple(cell(day, lines, today) for day in days))
        monday += timedelta(days=7)


def cell(day: date, lines: Sequence[Coming], today: date) -> Cell:
    """A day; one before today, or after the four weeks, stays empty."""
    if not today <= day <= today + FOUR_WEEKS:
        return Cell("", ())
    entries = ((short_time(line), line.short) for line in lines if line.order[0] == day)
    return Cell(str(day.day), tuple(entries))


def short_time(line: Coming) -> str:
    """The time, if there is one."""
    return clock_time(line.order[1]) if line.order[1] != time.max else ""


def coming_up(records: Records) -> list[Coming]:
    """Visits and meetings of the next four weeks in the order of their days and times."""
    visits = [visit(contact, records) for contact in records.contacts if not is_called_off(contact)]
    soon = [meeting for meeting in records.meetings if meeting.day <= records.today + FOUR_WEEKS]
    return sorted([*visits, *map(meeting_line, soon)], key=lambda line: line.order)


def is_called_off(contact: Contact) -> bool:
    """Its support stops before its day."""
    stopped = contact.support.stopped
    return stopped is not None and stopped < contact.day


def visit(contact: Contact, records: Records) -> Coming:
    """A booked visit, call or appointment."""
    support = contact.support
    what = what_in_words(support, records) if contact.mode == support.mode else ""
    mode = Mode(contact.mode)
    worker = in_post(contact.worker or support.worker, records, contact.day)
    name = worker.name if worker else who(None, support.service, records)
    more = [*extra_words(mode, what), *place_words(contact, records)]
    more += [*how_long(contact.minutes), *help_words(contact, records)]
    return Coming(
        day_and_time(contact.day, contact.at),
        COMES[None if begins_with_a_verb(what) else mode] % {"who": name, "what": what},
        tuple(more),
        worker.name.split()[0] if worker else "",
        order(contact.day, contact.at),
    )


def place_words(contact: Contact, records: Records) -> list[str]:
    """Where, if somebody has written it down and it gives nothing away."""
    place = records.screen.passed(contact.place, f"The place of the visit on {week_day(contact.day)}")
    return [_("Where: %(place)s") % {"place": sentence(place)}] if place else []


def meeting_line(meeting: Meeting) -> Coming:
    """A meeting, of which the section on meetings says more."""
    return Coming(
        day_and_time(meeting.day, meeting.at), _("A meeting. You can read more about it below."), (),
        _("Meeting"), order(meeting.day, meeting.at),
    )  # fmt: skip


def order(day: date, at: time | None) -> tuple[date, time]:
    """By day, then by time; what has no time yet stands last in its day."""
    return day, at or time.max


def how_long(minutes: int | None) -> list[str]:
    """How long it takes, where that is known: in whole hours, in hours and a half, or else in minutes."""
    if not minutes:
        return []
    hours, over = divmod(minutes, MINUTES_IN_AN_HOUR)
    if not hours or over not in {0, HALF_AN_HOUR}:
        words = ngettext("It takes about %(count)s minute.", "It takes about %(count)s minutes.", minutes)
        return [words % {"count": minutes}]
    if over:
        words = ngettext(
            "It takes about %(count)s and a half hours.", "It takes about %(count)s and a half hours.", hours
        )
    else:
        words = ngettext("It takes about %(count)s hour.", "It takes about %(count)s hours.", hours)
    return [words % {"count": hours}]


def help_words(contact: Contact, records: Records) -> list[str]:
    """The help that comes with it, and the help she needs that does not come with it yet."""
    given = {
        Help.CHILDCARE: contact.with_childcare,
        Help.TRANSPORT: contact.with_transport,
        Help.INTERPRETER: contact.with_interpreter,
    }
    return [
        str(HELP_GIVEN[kind] if given[kind] else HELP_MISSING[kind])
        for kind in given
        if given[kind] or missing(kind, contact, records)
    ]


def missing(kind: Help, contact: Contact, records: Records) -> bool:
    """She needs this help to be there: an interpreter always, the others where she has to travel."""
    wanted = kind == Help.INTERPRETER or contact.mode == Mode.CLINIC
    return wanted and records.needs_help_with(kind)
