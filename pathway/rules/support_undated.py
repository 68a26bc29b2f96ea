"""A service promised her regular contact and has not said from when."""

from typing import Annotated, NamedTuple

from .days import FOREVER, said
from .known import Case, Promise
from .limits import days
from .rule import About, Rule
from .telling import promise_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How long a promise may be without a date."""

    days: Annotated[int, days("A promise has a first day within so long of being made", least=0)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every recurring support that has no first day."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for promise in case.promises:
        if not promise.every or promise.dated or promise.stopped < FOREVER:
            continue
        opens = promise.planned + limits.days + 1
        if case.today < opens:
            changes_on = min(changes_on, opens)
        else:
            findings.append(finding(promise, opens))
    return Verdict(tuple(findings), changes_on)


def finding(promise: Promise, since: int) -> Finding:
    """Who promised, and when."""
    return RULE.finding(
        about=promise.key,
        since=since,
        sentence=f"{promise.service} promised her regular contact on {said(promise.planned)} "
        "and has not yet said from when.",
        evidence=(promise_evidence(promise),),
        service=promise.service,
        next_step="Agree a first day with her and write it into the plan.",
        closes_when="The support has a first day, or the promise is taken back with her knowledge.",
    )


RULE = Rule("support_undated", About.SUPPORT, Level.WATCH, Thresholds, judge)
