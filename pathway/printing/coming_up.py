"""What is booked with her in the next four weeks: the day, the time, where or how, who, and with what help."""

from dataclasses import dataclass
from datetime import date, time

from ..models import Contact, Meeting
from ..rules.words import Help, MeetingKind, Mode
from .jargon import plain_word
from .people import in_post, who
from .promises import DOING as WILL_DO
from .promises import begins_with_a_verb, extra_words, what_in_words
from .records import Records
from .words import clock_time, length, sentence, week_day

HELP_GIVEN = {
    Help.CHILDCARE: "Childcare is arranged.",
    Help.TRANSPORT: "We will arrange your travel, or pay for it.",
    Help.INTERPRETER: "An interpreter will be there.",
}
HELP_MISSING = {
    Help.CHILDCARE: "Childcare is not arranged yet.",
    Help.TRANSPORT: "Help with travel is not arranged yet.",
    Help.INTERPRETER: "An interpreter is not booked yet.",
}
TERMS = {
    MeetingKind.INITIAL_CONFERENCE: "initial child protection conference",
    MeetingKind.REVIEW_CONFERENCE: "review child protection conference",
    MeetingKind.CORE_GROUP: "core group",
    MeetingKind.DISCHARGE_PLANNING: "discharge planning meeting",
}
IN_SCOTLAND = {MeetingKind.INITIAL_CONFERENCE: "Child Protection Planning Meeting"}
ANY_MEETING = "A meeting with you and people who help you"


@dataclass(frozen=True)
class Coming:
    """One line of what is coming up."""

    day: str
    at: str
    what: str
    more: tuple[str, ...]
    order: tuple[date, time]


def coming_up(records: Records) -> list[Coming]:
    """Visits and meetings in the order of their days and times."""
    visits = [visit(contact, records) for contact in records.contacts if not is_called_off(contact)]
    meetings = [meeting_line(meeting, records) for meeting in records.meetings]
    return sorted([*visits, *meetings], key=lambda line: line.order)


def is_called_off(contact: Contact) -> bool:
    """Its support stops before its day."""
    stopped = contact.support.stopped
    return stopped is not None and stopped < contact.day


def visit(contact: Contact, records: Records) -> Coming:
    """A booked visit, call or appointment."""
    support = contact.support
    what = what_in_words(support, records) if contact.mode == support.mode else ""
    mode = Mode(contact.mode)
    doing = what if begins_with_a_verb(what) else WILL_DO[mode]
    worker = in_post(contact.worker or support.worker, records)
    name = worker.name if worker else who(None, support.service, records)
    more = [*extra_words(mode, what), *how_long(contact.minutes), *help_words(contact, records)]
    return Coming(
        week_day(contact.day),
        time_words(contact.at),
        f"{name} will {doing}.",
        tuple(more),
        order(contact.day, contact.at),
    )


def meeting_line(meeting: Meeting, records: Records) -> Coming:
    """A meeting in plain words, with its formal name after them."""
    place = records.screen.passed(meeting.place, f"The place of the meeting on {week_day(meeting.day)}")
    where = f"Where: {sentence(place)}" if place else "We will tell you where it is."
    return Coming(
        week_day(meeting.day), time_words(meeting.at), sentence(meeting_words(meeting, records)),
        (where, *how_long(meeting.minutes)), order(meeting.day, meeting.at),
    )  # fmt: skip


def meeting_words(meeting: Meeting, records: Records) -> str:
    """Such as "A small group … to keep the plan going (core group)"."""
    kind = MeetingKind(meeting.kind)
    in_scotland = records.pregnancy.team.service.trust.pack == "scotland"
    term = (IN_SCOTLAND if in_scotland else {}).get(kind) or TERMS.get(kind)
    return f"{plain_word(term)} ({term})" if term else ANY_MEETING


def order(day: date, at: time | None) -> tuple[date, time]:
    """By day, then by time; what has no time yet stands last in its day."""
    return day, at or time.max


def time_words(at: time | None) -> str:
    """The time, or that she will be told."""
    return clock_time(at) if at else "We will tell you the time."


def how_long(minutes: int | None) -> list[str]:
    """How long it takes, where that is known."""
    return [f"It takes about {length(minutes)}."] if minutes else []


def help_words(contact: Contact, records: Records) -> list[str]:
    """The help that comes with it, and the help she needs that does not come with it yet."""
    given = {
        Help.CHILDCARE: contact.with_childcare,
        Help.TRANSPORT: contact.with_transport,
        Help.INTERPRETER: contact.with_interpreter,
    }
    return [
        HELP_GIVEN[kind] if given[kind] else HELP_MISSING[kind]
        for kind in given
        if given[kind] or missing(kind, contact, records)
    ]


def missing(kind: Help, contact: Contact, records: Records) -> bool:
    """She needs this help to be there: an interpreter always, the others where she has to travel."""
    wanted = kind == Help.INTERPRETER or contact.mode == Mode.CLINIC
    return wanted and records.needs_help_with(kind)
