"""In the first three months of her treatment nothing of it has reached her for more than two weeks, with no pause agreed."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, said
from .known import Case, Promise
from .limits import days
from .rule import About, Rule
from .telling import contact_evidence, promise_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How long treatment is fragile, and how long a gap in it may be."""

    first_days: Annotated[int, days("Speaks in the first days of treatment")]
    gap: Annotated[int, days("A gap in treatment, or the time since a pause, may last")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every support that is treatment."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for promise in case.promises:
        if not promise.treatment or not promise.dated:
            continue
        last_day = min(promise.start + limits.first_days, promise.end)
        opens = slips_on(promise, case.today, limits)
        if opens > last_day or case.today > last_day:
            continue
        if opens > case.today:
            changes_on = min(changes_on, opens)
        else:
            pause = min((first for first, _ in promise.pauses if first > case.today), default=FOREVER)
            changes_on = min(changes_on, last_day + 1, pause)
            findings.append(finding(promise, since(promise, limits, case.today)))
    return Verdict(tuple(findings), changes_on)


def last_reached(promise: Promise) -> Day:
    """Its last delivered contact since it began, or the day it began."""
    return max(promise.start, promise.delivered[-1] if promise.delivered else 0)


def slips_on(promise: Promise, today: Day, limits: Thresholds) -> Day:
    """The first day from today on that is too long after the last contact and clear of every pause."""
    day = max(today, last_reached(promise) + limits.gap + 1)
    for first, last in promise.pauses:
        if first <= day and last >= day - limits.gap:
            day = last + limits.gap + 1
    return day


def since(promise: Promise, limits: Thresholds, today: Day) -> Day:
    """The first day of the present breach: after the last contact, and after the last pause before today."""
    paused = (last for first, last in promise.pauses if first <= today)
    return max(promise.planned, max(last_reached(promise), *paused, 0) + limits.gap + 1)


def finding(promise: Promise, since: Day) -> Finding:
    """Since when her treatment has not reached her."""
    began = "has not reached her since it was to begin on" if not promise.delivered else "has not reached her since"
    return RULE.finding(
        about=promise.key,
        since=since,
        sentence=f"Treatment from {promise.service} {began} {said(last_reached(promise))}, in its first three months.",
        evidence=(promise_evidence(promise), *(contact_evidence(contact) for contact in promise.visits[-1:])),
        service=promise.service,
        next_step="Reach out to her today in the way she prefers, ask what would make it easier, and keep her place open.",
        closes_when=f"A contact from {promise.service} reaches her, or a pause is agreed with her.",
    )


RULE = Rule("treatment_slipping", About.SUPPORT, Level.NOW, Thresholds, judge)
