"""Meetings about her or her baby, in plain words with the formal name after them once; and her rights at any of them."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Meeting
from ..rules.words import MeetingKind
from .coming_up import how_long, order
from .jargon import plain_word
from .records import Records
from .variants import Sheet
from .words import day_and_time, sentence, week_day

TERMS = {
    MeetingKind.INITIAL_CONFERENCE: "initial child protection conference",
    MeetingKind.REVIEW_CONFERENCE: "review child protection conference",
    MeetingKind.CORE_GROUP: "core group",
    MeetingKind.DISCHARGE_PLANNING: "discharge planning meeting",
}
IN_SCOTLAND = {MeetingKind.INITIAL_CONFERENCE: "Child Protection Planning Meeting"}
ANY_MEETING = gettext_lazy("A meeting with you and people who help you")


class Line(NamedTuple):
    """One meeting."""

    when: str
    what: str
    more: tuple[str, ...]


class Meetings(NamedTuple):
    """The section: what is to come, which may be nothing; her rights are always printed."""

    lines: tuple[Line, ...]


def meetings(records: Records, sheet: Sheet) -> Meetings:
    """Every meeting to come that stands, in order, and her rights."""
    coming = sorted(records.meetings, key=lambda meeting: order(meeting.day, meeting.at))
    named: set[str] = set()
    return Meetings(tuple(line(meeting, records, named) for meeting in coming))


def line(meeting: Meeting, records: Records, named: set[str]) -> Line:
    """One meeting; a formal name that has stood before stands no more."""
    place = records.screen.passed(meeting.place, f"The place of the meeting on {week_day(meeting.day)}")
    where = _("Where: %(place)s") % {"place": sentence(place)} if place else _("We will tell you where it is.")
    return Line(
        day_and_time(meeting.day, meeting.at), sentence(meeting_words(meeting, records, named)),
        (where, *how_long(meeting.minutes)),
    )  # fmt: skip


def meeting_words(meeting: Meeting, records: Records, named: set[str] | None = None) -> str:
    """Such as "A small meeting … to keep the plan going (core group)"."""
    kind = MeetingKind(meeting.kind)
    in_scotland = records.pregnancy.team.service.trust.pack == "scotland"
    term = (IN_SCOTLAND if in_scotland else {}).get(kind) or TERMS.get(kind)
    if not term or records.pregnancy.lost_on:  # after a loss the plain words, which speak of her baby, would hurt
        return str(ANY_MEETING)
    seen = named is not None and term in named
    if named is not None:
        named.add(term)
    return plain_word(term) if seen else f"{plain_word(term)} ({term})"
