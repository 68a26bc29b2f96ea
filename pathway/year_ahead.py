"""The year ahead: how much support is promised from today to a year after the birth, and where it falls. Pure.

Rates are contacts a week, as exact fractions; pauses are left out of them. The falls are the rule support_cliff's own
(to which a pause is no fall), looked for on every day to come as if nothing else were promised; a birth that has not
come is taken to come on the due date, and after a loss the year counts from that day.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import floor, lcm
from typing import NamedTuple

from .rules.days import FOREVER, listed, said
from .rules.facts import Pathway
from .rules.known import Case, Promise
from .rules.support_cliff import Profile, Thresholds, fall_on, profile_of, turns

WEEK = 7
HALF = Fraction(1, 2)
Spell = tuple[int, int, Fraction]  # first day, last day, contacts a week
SAID_RATES = {
    Fraction(0): "nothing",
    Fraction(1, 2): "1 every 2 weeks",
    Fraction(3, 2): "3 in 2 weeks",
    Fraction(1, 3): "1 every 3 weeks",
    Fraction(1, 4): "1 every 4 weeks",
    Fraction(3, 4): "3 in 4 weeks",
    Fraction(5, 2): "5 in 2 weeks",
    Fraction(7, 2): "7 in 2 weeks",
}


class Stretch(NamedTuple):
    """Days, both included, on which the same is promised."""

    first: date
    last: date
    a_week: Fraction

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


class Lane(NamedTuple):
    """What one service promises, stretch by stretch."""

    service: str
    stretches: tuple[Stretch, ...]


class Drop(NamedTuple):
    """A day from which less than half of the support promised before is left."""

    on: date
    before: Fraction
    after: Fraction
    services: tuple[str, ...]
    past: bool

    @property
    def sentence(self) -> str:
        """The fall in words."""
        begins = "Since" if self.past else "From"
        falls = "has fallen" if self.past else "falls"
        ends = "ended" if self.past else "ends" if len(self.services) == 1 else "end"
        why = f", as {listed(self.services)} {ends}" if self.services else ""
        day = said(self.on.toordinal())
        return f"{begins} {day} promised support {falls} from {said_rate(self.before)} to {said_rate(self.after)}{why}."


class YearAhead(NamedTuple):
    """From `first` to `last`, a year after the `birth` (or the loss, or the due date); `total` is all services together."""

    first: date
    last: date
    birth: date
    born: bool
    total: tuple[Stretch, ...]
    lanes: tuple[Lane, ...]
    drops: tuple[Drop, ...]
    left: Fraction
    """What is promised on the last day; endings that she agreed to are no endings."""
    pauses: bool
    """Something in it is paused for some days."""

    @property
    def most(self) -> Fraction:
        """The most that is promised on any day, in contacts a week."""
        return max((stretch.a_week for stretch in self.total), default=Fraction(0))

    @property
    def days(self) -> int:
        """How many days it spans."""
        return (self.last - self.first).days + 1

    @property
    def fading(self) -> str:
        """How it goes down, in words, where at the end less than half of the most is left; else nothing."""
        if self.left >= HALF * self.most:
            return ""
        return f"Promised support goes down step by step, from {said_rate(self.most)} to {said_rate(self.left)}."

    @property
    def nothing_after_birth(self) -> bool:
        """Nothing at all is promised in the year after the birth."""
        return not any(stretch.a_week and stretch.last > self.birth for stretch in self.total)


def said_rate(rate: Fraction) -> str:
    """4 a week; 1 every 2 weeks; nothing; a little over 4 a week."""
    if rate in SAID_RATES:
        return SAID_RATES[rate]
    if rate.denominator == 1:
        return f"{rate} a week"
    if rate < 1:
        return f"about 1 every {round(1 / rate)} weeks"
    whole = floor(rate)
    return f"a little over {whole} a week" if rate - whole < HALF else f"nearly {whole + 1} a week"


def draw(pathway: Pathway, today: date, limits: Thresholds, *, lost: date | None = None) -> YearAhead | None:
    """The year ahead of what is promised today; None once that year is over. It counts from a loss, if there is one."""
    case = Case(pathway, today.toordinal())
    birth = lost or pathway.born or pathway.ended or pathway.due
    last = birth + timedelta(days=limits.after_birth)
    if today > last:
        return None
    promises = [promise for promise in case.promises if promise.regular and promise.start <= last.toordinal()]
    first_day, last_day = today.toordinal(), last.toordinal()
    by_service: dict[str, list[Spell]] = {}
    for promise in promises:
        if promise.end >= first_day:
            by_service.setdefault(promise.service, []).extend(spells_of(promise))
    every = [spell for spells in by_service.values() for spell in spells]
    return YearAhead(
        today,
        last,
        birth,
        (lost or pathway.born or pathway.ended) is not None,
        tuple(stretches(every, first_day, last_day)),
        tuple(Lane(name, tuple(stretches(spells, first_day, last_day))) for name, spells in by_service.items()),
        tuple(drops(case, promises, birth.toordinal(), limits)),
        left_on(case, promises, last_day),
        any(first_day <= until and start <= last_day for promise in promises for start, until in promise.pauses),
    )


def left_on(case: Case, promises: list[Promise], day: int) -> Fraction:
    """What is promised on a day, in contacts a week; endings that she agreed to are no endings."""
    scale = lcm(*(promise.every for promise in promises))
    return Fraction(rate_on(profile_of(promises, case.today), day) * WEEK, scale)


def spells_of(promise: Promise) -> Iterator[Spell]:
    """When it runs, between its pauses, and how many contacts a week it promises."""
    first, rate = promise.start, Fraction(promise.times * WEEK, promise.every)
    for pause_first, pause_last in promise.pauses:
        if first < min(pause_first, promise.end + 1):
            yield first, min(pause_first - 1, promise.end), rate
        first = max(first, pause_last + 1)
    if first <= promise.end:
        yield first, promise.end, rate


def stretches(spells: Iterable[Spell], first: int, last: int) -> Iterator[Stretch]:
    """What these promise together, from one change to the next."""
    spells = list(spells)
    turns = {day for begins, ends, _ in spells for day in (begins, ends + 1) if first < day <= last}
    days = [first, *sorted(turns), last + 1]
    for begins, after in pairwise(days):
        rate = sum((rate for start, end, rate in spells if start <= begins <= end), Fraction(0))
        yield Stretch(date.fromordinal(begins), date.fromordinal(after - 1), rate)


def drops(case: Case, promises: list[Promise], birth: int, limits: Thresholds) -> Iterator[Drop]:
    """Every fall that the rule would speak of, from today on or just behind."""
    if not promises:
        return
    profile = profile_of(promises, case.today)
    first, last = (birth if case.born < FOREVER else birth - limits.before_due), birth + limits.after_birth
    days = sorted({max(first, case.today), *turns(profile, limits, {first, last + 1})})
    falls = (fall_on(profile, day, last, limits) for day in days if max(first, case.today) <= day <= last)
    scale = lcm(*(promise.every for promise in promises))
    for day in sorted({fall.day for fall in falls if fall}):
        yield drop(case, promises, profile, day, limits, scale)


def drop(case: Case, promises: list[Promise], profile: Profile, day: int, limits: Thresholds, scale: int) -> Drop:
    """One fall: from the most that was promised in the days before it, and whose promises end then."""
    before = max(rate_on(profile, near) for near in {day - 1, *near_turns(profile, day, limits)})
    ending = (promise for promise in promises if day - limits.ahead <= promise.cover(case.today)[1] + 1 <= day)
    return Drop(
        date.fromordinal(day),
        Fraction(before * WEEK, scale),
        Fraction(rate_on(profile, day) * WEEK, scale),
        tuple(dict.fromkeys(promise.service for promise in ending)),
        past=day <= case.today,
    )


def near_turns(profile: Profile, day: int, limits: Thresholds) -> Iterator[int]:
    """The first day that the rule compares with, and each change from there to the day before the fall."""
    yield day - limits.ahead
    yield from (step for step in profile.steps if day - limits.ahead < step < day)


def rate_on(profile: Profile, day: int) -> int:
    """What is promised on a day, in the profile's own unit."""
    return profile.rates[bisect_right(profile.steps, day)]
