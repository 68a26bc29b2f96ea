"""She goes into a conference without having seen the report about her, or waits for weeks for what was written down in a meeting."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day
from .known import Case, Sitting
from .limits import days
from .rule import About, Rule
from .telling import meeting_evidence, meeting_name
from .verdicts import Finding, Verdict
from .words import Level, MeetingKind

CONFERENCES = (MeetingKind.INITIAL_CONFERENCE, MeetingKind.REVIEW_CONFERENCE)
WITH_MINUTES = (*CONFERENCES, MeetingKind.CORE_GROUP)


class Thresholds(NamedTuple):
    """When papers should reach her."""

    report_before: Annotated[int, days("She sees the report at least so long before the conference", least=0)]
    minutes_within: Annotated[int, days("She sees the minutes of a meeting within", most="minutes_until")]
    minutes_until: Annotated[int, days("Speaks of the minutes until so long after the meeting")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every conference and core group."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for sitting in case.sittings:
        for paper, first, last in waiting(sitting, limits):
            if case.today < first:
                changes_on = min(changes_on, first)
            elif case.today <= last:
                changes_on = min(changes_on, last + 1)
                findings.append(finding(sitting, paper, max(first, sitting.known)))
    return Verdict(tuple(findings), changes_on)


def waiting(sitting: Sitting, limits: Thresholds) -> list[tuple[str, Day, Day]]:
    """The papers that she has not been given, and the days on which that is too late."""
    papers: list[tuple[str, Day, Day]] = []
    if sitting.meeting.kind in CONFERENCES and sitting.report == FOREVER:
        papers.append(("report", sitting.day - limits.report_before + 1, sitting.day))
    if sitting.meeting.kind in WITH_MINUTES and sitting.minutes == FOREVER:
        papers.append(("minutes", sitting.day + limits.minutes_within + 1, sitting.day + limits.minutes_until))
    return papers


def finding(sitting: Sitting, paper: str, since: Day) -> Finding:
    """Which paper of which meeting."""
    verb = "has" if paper == "report" else "have"
    return RULE.finding(
        about=sitting.meeting.key,
        since=since,
        sentence=f"The {paper} of the {meeting_name(sitting)} {verb} not been shared with her.",
        evidence=(meeting_evidence(sitting),),
        service=None,
        next_step=f"Give her the {paper} and read through it with her, where that is safe for her.",
        closes_when=f"The {paper} {verb} been shared with her.",
    )


RULE = Rule("papers_not_shared", About.MEETING, Level.SOON, Thresholds, judge)
