"""A conference about her unborn baby is needed and is not booked, or is booked so late that she has little time to prepare."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, said, walk_back
from .known import Case, Sitting
from .limits import days
from .rule import NOTHING, About, Rule
from .telling import meeting_evidence, meeting_name
from .verdicts import Evidence, Finding, Verdict
from .words import Level, MeetingKind


class Thresholds(NamedTuple):
    """By when the conference is held and booked."""

    before_due: Annotated[int, days("The conference is held at least so long before her due date", least=0)]
    notice: Annotated[int, days("The conference is booked at least so long before the last day for it", least=0)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at the earliest initial conference that is known."""
    if not case.conference_needed or case.born < FOREVER:
        return NOTHING
    limit = case.due - limits.before_due
    earliest = earliest_of(case.sittings, case.today)
    if breach(earliest, case.today, limits, limit):
        found = finding(case, earliest, limit, since(case, limits, limit))
        turns = (
            limit + 1,
            earliest.day + 1 if earliest else FOREVER,
        )  # what to do next is another once the limit is past
        return Verdict((found,), min(turn for turn in turns if turn > case.today))
    return Verdict((), FOREVER if earliest else limit - limits.notice)


def earliest_of(sittings: list[Sitting], day: Day) -> Sitting | None:
    """The earliest initial conference that was known and stood on a day."""
    known = (
        sitting
        for sitting in sittings
        if sitting.meeting.kind == MeetingKind.INITIAL_CONFERENCE and sitting.known <= day < sitting.gone
    )
    return min(known, key=lambda sitting: sitting.day, default=None)


def breach(earliest: Sitting | None, day: Day, limits: Thresholds, limit: Day) -> bool:
    """Whether none is known although it is time, or the earliest is too late and still to come."""
    if earliest is None:
        return day >= limit - limits.notice
    return earliest.day > limit and day <= earliest.day


def since(case: Case, limits: Thresholds, limit: Day) -> Day:
    """The first day of the present breach, each day judged by what was known on it."""
    ever = case.sittings + case.called_off
    turns = {case.booked, limit - limits.notice}
    turns |= {turn for sitting in ever for turn in (sitting.known, sitting.gone, sitting.day + 1)}
    return walk_back(turns, case.today, lambda day: breach(earliest_of(ever, day), day, limits, limit))


def finding(case: Case, earliest: Sitting | None, limit: Day, since: Day) -> Finding:
    """When it should be, and what stands in the diary."""
    if earliest:
        sentence = (
            f"The {meeting_name(earliest)} is later than {said(limit)}, the last day that leaves her time to prepare."
        )
        evidence = meeting_evidence(earliest)
    else:
        sentence = f"No initial conference is booked. The last day that leaves her time to prepare: {said(limit)}."
        evidence = Evidence("pregnancy", "", f"Her due date is {said(case.due)}")
    return RULE.finding(
        since=since,
        sentence=sentence,
        evidence=(evidence,),
        service=None,
        next_step=next_step(case, earliest, limit),
        closes_when="The conference has been held, or her baby is born."
        if case.today > limit
        else f"An initial conference is booked for a day by {said(limit)}, or the late one has been held.",
    )


def next_step(case: Case, earliest: Sitting | None, limit: Day) -> str:
    """A day in time while there is one; then the earliest day there is."""
    if case.today <= limit:
        return f"Book the conference for a day by {said(limit)}, or for the earliest day there is. Tell her."
    if earliest:
        return "Look whether an earlier day can be found. Tell her."
    return "Book the conference for the earliest day there is. Tell her."


RULE = Rule("conference_late", About.PREGNANCY, Level.SOON, Thresholds, judge)
