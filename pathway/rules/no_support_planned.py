"""After the birth, no service has promised her regular support that runs now or begins within two weeks."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, said
from .known import Case, Promise
from .limits import days
from .rule import NOTHING, About, Rule
from .telling import promise_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How soon new support must begin, and until when this matters."""

    ahead: Annotated[int, days("Support counts if it begins within")]
    after_birth: Annotated[int, days("Speaks until so long after the birth")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look for a regular support that is for her."""
    if not case.after_birth(limits.after_birth):
        return NOTHING
    promises = [promise for promise in case.promises if promise.regular]
    spells = [spell for promise in promises for spell in covered(promise, case.today, limits)]
    last_day = case.born + limits.after_birth
    gap = first_gap(spells, case.today)
    if gap > case.today:
        return Verdict((), gap if gap <= last_day else FOREVER)
    begins = min((first for first, _ in spells if first > case.today), default=FOREVER)
    return Verdict((finding(case, promises, limits),), min(begins, last_day + 1))


def covered(promise: Promise, on: Day, limits: Thresholds) -> list[Spell]:
    """The days on which this promise is enough, as known on a day: it runs, or will soon."""
    spells = [promise.cover(on)]
    if promise.start <= promise.end:
        spells.append((promise.start - limits.ahead, promise.end))
    return [(first, last) for first, last in spells if first <= last]


def first_gap(spells: list[Spell], day: Day) -> Day:
    """The first day, from this one on, that no spell covers."""
    for first, last in sorted(spells):
        if first > day:
            break
        day = max(day, last + 1)
    return day


def since(case: Case, promises: list[Promise], limits: Thresholds) -> Day:
    """The day after the last on which something was enough, as it was known then."""
    start = case.born
    for promise in promises:
        first = max(promise.planned, promise.start - limits.ahead)
        last = promise.end
        if last < promise.start:  # stopped before it began: until that day it was still to come
            last = promise.stopped - 1 if promise.start <= promise.until else 0
        if first <= min(last, case.today):
            start = max(start, last + 1)
    return start


def finding(case: Case, promises: list[Promise], limits: Thresholds) -> Finding:
    """Since when there is nothing, and what there was last."""
    ended = [promise for promise in promises if promise.start <= promise.end < case.today]
    latest = max(ended, key=lambda promise: promise.end, default=None)
    start = since(case, promises, limits)
    last = f": the last, from {latest.service}, ended on {said(latest.end)}" if latest else ""
    return RULE.finding(
        since=start,
        sentence=f"Since {said(start)} no regular support for her is running or about to begin{last}.",
        evidence=tuple(promise_evidence(promise) for promise in ended),
        service=None,
        next_step="Ask her what would help, and have a service promise it from a day within two weeks.",
        closes_when="A regular support for her is promised and runs, or begins within two weeks.",
    )


RULE = Rule("no_support_planned", About.PREGNANCY, Level.NOW, Thresholds, judge)
