"""After the birth, less than half of the support promised to her in the last four weeks has reached her."""

from collections import Counter, deque
from collections.abc import Iterator
from heapq import merge
from typing import Annotated, NamedTuple

from .days import FOREVER, Day, counted, listed, said
from .known import Case, Promise
from .limits import count, days
from .rule import NOTHING, About, Rule
from .telling import promise_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """What counts as fading."""

    days: Annotated[int, days("Looks back over windows that ended in the last")]
    promised_least: Annotated[int, count("Speaks only if so many contacts, or more, were promised", "contacts")]
    one_in: Annotated[int, count("Speaks if fewer contacts reached her than one of every", "contacts", least=1)]
    after_birth: Annotated[int, days("Speaks from the birth until so long after it")]


class Window(NamedTuple):
    """A window that counts: its last day, whose it is (a place in the list of promises), what was promised and kept."""

    last: Day
    whose: int
    first: Day
    promised: int
    kept: int


class Tally:
    """The windows that ended lately, and what was promised and kept in them."""

    def __init__(self) -> None:
        self.windows: deque[Window] = deque()
        self.promised = self.kept = 0

    def enter(self, window: Window) -> None:
        """Count a window that has ended."""
        self.windows.append(window)
        self.promised += window.promised
        self.kept += window.kept

    def leave(self) -> None:
        """Forget the window that ended first."""
        window = self.windows.popleft()
        self.promised -= window.promised
        self.kept -= window.kept

    def fades(self, limits: Thresholds) -> bool:
        """Whether too little of what was promised was kept."""
        return self.promised >= limits.promised_least and self.kept * limits.one_in < self.promised


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Weigh all her regular supports together."""
    promises = [promise for promise in case.promises if promise.regular and promise.dated]
    if not case.after_birth(limits.after_birth) or most_promised(promises, limits) < limits.promised_least:
        return NOTHING
    last_day = case.born + limits.after_birth
    standings = tallies(promises, limits, case.today)
    _, tally = next(standings)
    if not tally.fades(limits):
        opens = next((day for day, tally in standings if day > last_day or tally.fades(limits)), FOREVER)
        return Verdict((), opens if opens <= last_day else FOREVER)
    found = finding(promises, tally, since(case, promises, limits))
    changes_on, _ = next(standings, (FOREVER, tally))
    return Verdict((found,), min(changes_on, last_day + 1))


def most_promised(promises: list[Promise], limits: Thresholds) -> int:
    """More than this can never have been promised in the time looked at."""
    return sum(promise.times * -(-limits.days // promise.every) for promise in promises)


def tallies(promises: list[Promise], limits: Thresholds, day: Day) -> Iterator[tuple[Day, Tally]]:
    """The tally on a day, then again on each later day on which a window enters or leaves it."""
    coming = merge(*(windows(promise, place, day - limits.days) for place, promise in enumerate(promises)))
    window = next(coming, None)
    tally = Tally()
    while day < FOREVER:
        while tally.windows and tally.windows[0].last + limits.days < day:
            tally.leave()
        while window and window.last < day:
            tally.enter(window)
            window = next(coming, None)
        yield day, tally
        leaves = tally.windows[0].last + limits.days + 1 if tally.windows else FOREVER
        day = min(leaves, window.last + 1) if window else leaves


def windows(promise: Promise, place: int, ending_from: Day) -> Iterator[Window]:
    """Its windows that count and end on or after a day, with what was kept in each."""
    for first, last in promise.windows(ending_from):
        kept = min(promise.times, promise.delivered_within(first, last))
        yield Window(last, place, first, promise.times, kept)


def since(case: Case, promises: list[Promise], limits: Thresholds) -> Day:
    """The first day of the present breach."""
    start, fading = case.born, False
    for day, tally in tallies(promises, limits, case.born):
        if day > case.today:
            break
        if tally.fades(limits) and not fading:
            start = day
        fading = tally.fades(limits)
    return start


def finding(promises: list[Promise], tally: Tally, since: Day) -> Finding:
    """How much was promised, by whom, and how much of it came."""
    promised: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for window in tally.windows:
        promised[promises[window.whose].service] += window.promised
        kept[promises[window.whose].service] += window.kept
    services = sorted(promised, key=lambda service: (kept[service] - promised[service], service))
    shares = listed(f"{service} {kept[service]} of {promised[service]}" for service in services)
    return RULE.finding(
        since=since,
        sentence=f"Of the last {counted(tally.promised, 'contact')} that fell due by {said(tally.windows[-1].last)}, "
        f"{tally.kept} reached her: {shares}.",
        evidence=tuple(
            promise_evidence(promises[place]) for place in sorted({window.whose for window in tally.windows})
        ),
        service=services[0],
        next_step="Agree with her and the services which contacts she needs first, and put them in the diary this week.",
        closes_when="At least half of what was promised over four weeks reaches her again.",
    )


RULE = Rule("support_fading", About.PREGNANCY, Level.SOON, Thresholds, judge)
