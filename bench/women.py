"""Invented pathways from a fixed seed, at every stage, as the rules' facts: six supports and about 80 contacts each."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from pathway.rules.facts import Answer, Contact, Home, Lead, Meeting, Pathway, Request, Span, Support, Version
from pathway.rules.words import GettingSupport, Help, Kind, MeetingKind, Mode, Outcome

SEED = 20260601
TODAY = date(2026, 6, 1)
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
OUTCOMES = (Outcome.DELIVERED, Outcome.CANCELLED_BY_SERVICE, Outcome.CANCELLED_BY_HER, Outcome.MISSED, None)
USUAL, FALLEN = (172, 8, 8, 10, 1), (15, 45, 15, 15, 10)
HERS = (GettingSupport.ALL, GettingSupport.ALL, GettingSupport.SOME)


class Line(NamedTuple):
    """A promise of the usual plan; `start` and `until` in weeks from the due date (no `start`: from booking)."""

    key: str
    service: str
    kind: Kind
    every: int
    start: int | None = None
    until: int | None = None
    mode: Mode = Mode.HOME


LINES = (
    Line("midwife", "Midwifery", Kind.BOTH, 14, None, 4, Mode.CLINIC),
    Line("key-worker", "Drug and alcohol service", Kind.SUPPORT, 7),
    Line("family-support", "Family support", Kind.SUPPORT, 14, -8),
    Line("health-visitor", "Health visiting", Kind.BOTH, 14, 0),
    Line("social-worker", "Children’s social work", Kind.CHECK, 14, -12),
    Line("talking", "Perinatal mental health", Kind.SUPPORT, 21, None, 26, Mode.VIDEO),
)
SERVICES = tuple(line.service for line in LINES)


def women(count: int, pace: float = 1.0) -> Iterator[Pathway]:
    """So many pathways, always the same ones; at pace 4 each promise comes round four times as often."""
    random = Random(SEED)
    for _ in range(count):
        yield a_woman(random, pace)


def a_woman(random: Random, pace: float = 1.0) -> Pathway:
    """One woman, booked between eight weeks and fourteen months ago."""
    booked = TODAY - timedelta(days=random.randint(56, 420))
    due = booked + timedelta(days=random.randint(190, 215))
    birth = due + timedelta(days=random.randint(-14, 7))
    born = birth if birth <= TODAY else None
    supports = [a_support(random, line, booked, due, pace) for line in LINES]
    contacts = [contact for support, line in zip(supports, LINES, strict=True)
                for contact in contacts_of(random, support, line)]  # fmt: skip
    return Pathway(
        booked=booked,
        due=due,
        born=born,
        conference_needed=random.random() < 0.3,
        needs=frozenset({Help.CHILDCARE} if random.random() < 0.3 else ()),
        homes=homes(random, born),
        leads=(Lead("Asha Example", booked),),
        supports=tuple(supports),
        contacts=tuple(contacts),
        meetings=meetings(random, due),
        requests=requests(random, booked),
        versions=versions(booked, born),
        answers=answers(random, booked),
    )


def a_support(random: Random, line: Line, booked: date, due: date, pace: float) -> Support:
    """One promise, perhaps with a pause round the birth."""
    start = booked if line.start is None else due + line.start * ONE_WEEK
    paused = random.random() < 0.2
    return Support(
        key=line.key,
        service=line.service,
        kind=line.kind,
        planned=booked,
        every=max(1, round(line.every / pace)),
        start=start + timedelta(days=random.randint(0, 6)),
        until=None if line.until is None else due + line.until * ONE_WEEK,
        treatment=line.key == "key-worker",
        pauses=(Span(due - ONE_WEEK, due + ONE_WEEK),) if paused else (),
        agreed_ending=None if line.until is None or due > TODAY else due,
    )


def contacts_of(random: Random, support: Support, line: Line) -> Iterator[Contact]:
    """A contact in every window until today and two more booked; one promise in eight falls away some day."""
    day, every = support.start or TODAY, timedelta(days=support.every or 1)
    falls = TODAY - timedelta(days=random.randint(7, 300)) if random.random() < 0.125 else date.max
    worker = str(SERVICES.index(support.service) + 1)
    last = min(support.until or date.max, TODAY + 2 * every)
    while day <= last and not (day > TODAY and falls <= TODAY):
        on = day + timedelta(days=random.randint(0, (support.every or 1) // 4))
        outcome = random.choices(OUTCOMES, FALLEN if on >= falls else USUAL)[0] if on <= TODAY else None
        known = max(support.planned, on - timedelta(days=14))
        yield Contact(support.key, on, known, outcome, worker, random.choice((None, 600, 660, 870)), 60, line.mode)
        day += every


def homes(random: Random, born: date | None) -> tuple[Home, ...]:
    """With her from the birth, but for one in ten."""
    if born is None:
        return ()
    apart = born + 3 * ONE_WEEK
    return (Home(born, True), Home(apart, False)) if random.random() < 0.1 and apart <= TODAY else (Home(born, True),)


def meetings(random: Random, due: date) -> tuple[Meeting, ...]:
    """A conference in time for one in three, everything shared."""
    day = due - 10 * ONE_WEEK
    if random.random() > 0.3:
        return ()
    known = day - 4 * ONE_WEEK
    shared = known + ONE_WEEK
    return (
        Meeting("conference", MeetingKind.INITIAL_CONFERENCE, day, known, 840, 90, True, shared, shared,
                day + ONE_WEEK),
    )  # fmt: skip


def requests(random: Random, booked: date) -> tuple[Request, ...]:
    """Practical help that half of them asked for, mostly answered."""
    asked = booked + 5 * ONE_WEEK
    answered = asked + 2 * ONE_WEEK if random.random() < 0.8 else None
    return (Request("nursery", "Nursery place", "Family support", asked, answered),) if random.random() < 0.5 else ()


def versions(booked: date, born: date | None) -> tuple[Version, ...]:
    """A plan agreed after booking, and again after the birth."""
    days = [booked + 2 * ONE_WEEK] + ([born + 10 * ONE_DAY] if born and born + 10 * ONE_DAY <= TODAY else [])
    return tuple(Version(day, True, day + 2 * ONE_DAY) for day in days)


def answers(random: Random, booked: date) -> tuple[Answer, ...]:
    """What she said every eight weeks."""
    weeks = range(8, (TODAY - booked).days // 7 + 1, 8)
    return tuple(Answer(booked + week * ONE_WEEK, random.choice(HERS)) for week in weeks)
