"""More than half of the regular support promised to her ends at once, or nearly, around the birth or in the year after it."""

from bisect import bisect_right
from itertools import accumulate
from math import lcm
from typing import Annotated, NamedTuple

from .days import FOREVER, Day, listed, said, walk_back
from .known import Case, Promise
from .limits import count, days
from .rule import NOTHING, About, Rule
from .telling import promise_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """What counts as a cliff."""

    ahead: Annotated[int, days("Looks ahead over the next")]
    behind: Annotated[int, days("Looks back over the last")]
    one_in: Annotated[int, count("A fall leaves fewer of the contacts promised than one of every", "contacts", least=1)]
    before_due: Annotated[int, days("Speaks from so long before her due date", least=0)]
    after_birth: Annotated[int, days("Speaks until so long after the birth")]


class Fall(NamedTuple):
    """The first day with less support, and whether that day still lies ahead."""

    day: Day
    ahead: bool


class Profile(NamedTuple):
    """How much is promised: `rates[n]` from `steps[n - 1]` to the day before `steps[n]`, in one whole-number unit."""

    steps: list[Day]
    rates: list[int]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Compare what is promised today with the weeks before and after."""
    promises = [promise for promise in case.promises if promise.regular]
    first = case.born if case.born < FOREVER else case.due - limits.before_due
    last = case.born + limits.after_birth
    if not promises or case.today > last:
        return NOTHING
    profile = profile_of(promises, case.today)
    fall = fall_on(profile, case.today, last, limits) if case.today >= first else None
    for day in turns(profile, limits, {first, last + 1}):
        if day > case.today and (fall_on(profile, day, last, limits) if first <= day <= last else None) != fall:
            changes_on = day
            break
    else:
        changes_on = FOREVER
    findings = (finding(case, promises, limits, fall),) if fall else ()
    return Verdict(findings, changes_on)


def profile_of(promises: list[Promise], on: Day) -> Profile:
    """What is promised on every day, as known on one (endings that she agreed to are no endings)."""
    scale = lcm(*(promise.every for promise in promises))
    changes: dict[Day, int] = {}
    for promise in promises:
        first, last = promise.cover(on)
        if promise.planned <= on and first <= last:
            rate = promise.times * scale // promise.every
            changes[first] = changes.get(first, 0) + rate
            changes[last + 1] = changes.get(last + 1, 0) - rate
    steps = sorted(changes)
    return Profile(steps, [0, *accumulate(changes[day] for day in steps)])


def turns(profile: Profile, limits: Thresholds, others: set[Day]) -> list[Day]:
    """The days on which the verdict can change: around each step of the profile."""
    return sorted(
        others.union(*((day - limits.ahead, day, day + limits.behind) for day in profile.steps if day < FOREVER))
    )


def fall_on(profile: Profile, day: Day, last: Day, limits: Thresholds) -> Fall | None:
    """The fall that a day stands before or just behind, if any."""
    steps, rates = profile
    here = bisect_right(steps, day)
    for place in range(here - 1, bisect_right(steps, day - limits.behind) - 1, -1):
        if limits.one_in * rates[here] < rates[place]:
            return Fall(steps[place], ahead=False)
    for place in range(here + 1, bisect_right(steps, min(day + limits.ahead, last)) + 1):
        if limits.one_in * rates[place] < rates[here]:
            return Fall(steps[place - 1], ahead=True)
    return None


def since(case: Case, promises: list[Promise], limits: Thresholds) -> Day:
    """The first day of the present breach, each day judged by what was known on it."""
    known = {day for promise in promises for day in (promise.planned, promise.stopped, promise.agreed)}
    known |= {case.due - limits.before_due, case.born}

    def breached(day: Day) -> bool:
        born = case.born <= day
        if not born and day < case.due - limits.before_due:
            return False
        last = case.born + limits.after_birth if born else FOREVER
        return fall_on(profile_of(promises, day), day, last, limits) is not None

    profiles = [profile_of(promises, day) for day in known if day <= case.today]
    return walk_back((day for profile in profiles for day in turns(profile, limits, known)), case.today, breached)


def finding(case: Case, promises: list[Promise], limits: Thresholds, fall: Fall) -> Finding:
    """When the support falls, and whose promises end."""
    ending = [
        promise for promise in promises if fall.day - limits.ahead <= promise.cover(case.today)[1] + 1 <= fall.day
    ]
    services = list(dict.fromkeys(promise.service for promise in ending))
    if fall.ahead:
        by = "before the support falls"
        sentence = (
            f"From {said(fall.day)} less than half of the support promised to her now is left, "
            f"as {listed(services)} {'ends' if len(services) == 1 else 'end'}."
        )
    else:
        by = "from now on"
        sentence = f"Since {said(fall.day)} less than half of the support promised to her before is left: {listed(services)} ended."
    return RULE.finding(
        since=since(case, promises, limits),
        sentence=sentence,
        evidence=tuple(promise_evidence(promise) for promise in ending),
        service=ending[-1].service if ending else None,
        next_step=f"Agree with her what should go on, and who promises it, {by}.",
        closes_when="New support is promised that makes up for what ends, or she agrees that it may end.",
    )


RULE = Rule("support_cliff", About.PREGNANCY, Level.SOON, Thresholds, judge)
