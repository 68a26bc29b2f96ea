"""A meeting about her or her baby is close, and she has not been told of it, or was told too few days before."""

from typing import Annotated, NamedTuple

from .days import FOREVER, said
from .known import Case, Sitting
from .limits import days
from .rule import About, Rule
from .telling import capitalised, meeting_evidence, meeting_name
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How much notice is fair."""

    days: Annotated[int, days("She is told at least so long before the meeting", least=0)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every meeting that is still to come or is today."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for sitting in case.sittings:
        opens = sitting.day - limits.days + 1
        if case.today > sitting.day or sitting.told < opens:
            continue
        if case.today < opens:
            changes_on = min(changes_on, opens)
        else:
            changes_on = min(changes_on, sitting.day + 1)
            findings.append(finding(sitting, max(opens, sitting.known)))
    return Verdict(tuple(findings), changes_on)


def finding(sitting: Sitting, since: int) -> Finding:
    """Which meeting, and when she was told."""
    told = "she has not been told" if sitting.told == FOREVER else f"she was told only on {said(sitting.told)}"
    return RULE.finding(
        about=sitting.meeting.key,
        since=since,
        sentence=f"{capitalised(meeting_name(sitting))}: {told}.",
        evidence=(meeting_evidence(sitting),),
        service=None,
        next_step="Tell her today in a way that is safe for her, ask whether the day suits her, and offer another if not.",
        closes_when="The meeting has been held, or is moved to a day that gives her time.",
    )


RULE = Rule("short_notice", About.MEETING, Level.SOON, Thresholds, judge)
