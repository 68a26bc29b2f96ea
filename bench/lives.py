"""Simulated pathways whose truth is known: support that stays well, and support that falls away on a known day.

Each woman has three promises: a key worker every week (treatment), family support every fortnight and a health visitor
every four weeks, from four weeks before the birth to 30 weeks after it. Visits are booked one window ahead, each
within a quarter of the window of its usual day; now and then one is missed or cancelled and mostly made up for within
days; some promises pause, as agreed, round the birth or for a holiday.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import NamedTuple

from pathway.rules.facts import Contact, Lead, Pathway, Span, Support, Version
from pathway.rules.words import Kind, Outcome

SEED = 20260602
BORN = date(2026, 3, 2)
PROMISES = (("key-worker", 7), ("family-support", 14), ("health-visitor", 28))
FROM_DAY, WEEKS = -28, 34
SHE_COULD_NOT, SERVICE_COULD_NOT = 0.08, 0.05
MADE_UP_FOR = 0.7
PAUSES = 0.5
STILL_COMES = (0.7, 0.5, 0.3, 0.1)
"""In a gradual fall, how likely each of the first four visits still is; later ones no longer come."""


class Fall(StrEnum):
    """How support falls away, if it does."""

    NONE = "stays well"
    SUDDEN = "sudden"
    GRADUAL = "gradual"
    CANCELLED = "cancelled by the service"


class Life(NamedTuple):
    """A pathway and its truth: from `fell`, the promise `key` is no longer kept as it was."""

    pathway: Pathway
    fall: Fall
    key: str | None
    fell: date | None
    ends: date


def lives(of_each: int) -> Iterator[Life]:
    """So many pathways of each kind of fall, and twice as many that stay well; always the same ones."""
    random = Random(SEED)
    for fall in (Fall.NONE, *Fall):
        for _ in range(of_each):
            yield a_life(random, fall)


def a_life(random: Random, fall: Fall) -> Life:
    """One woman's 34 weeks."""
    start = BORN + timedelta(days=FROM_DAY + random.randint(0, 6))
    ends = start + timedelta(weeks=WEEKS)
    key = None if fall is Fall.NONE else random.choice(PROMISES)[0]
    fell = None if fall is Fall.NONE else BORN + timedelta(days=random.randint(42, 126))
    supports: list[Support] = []
    contacts: list[Contact] = []
    for name, every in PROMISES:
        support = Support(name, f"Service {name}", Kind.SUPPORT, start, every, start=start,
                          treatment=name == "key-worker", pauses=pauses(random))  # fmt: skip
        supports.append(support)
        contacts += visits(random, support, ends, fall if name == key else Fall.NONE, fell or date.max)
    pathway = Pathway(
        booked=start,
        due=BORN,
        born=BORN,
        leads=(Lead("Asha Example", start),),
        supports=tuple(supports),
        contacts=tuple(sorted(contacts, key=lambda contact: contact.day)),
        versions=(Version(start, True, start), Version(BORN, True, BORN)),
    )
    return Life(pathway, fall, key, fell, ends)


def pauses(random: Random) -> tuple[Span, ...]:
    """A week and a half round the birth, or a fortnight's holiday, for half of the promises."""
    if random.random() > PAUSES:
        return ()
    first = random.choice((BORN - timedelta(days=2), BORN + timedelta(days=random.randint(50, 150))))
    return (Span(first, first + timedelta(days=random.choice((9, 13)))),)


def visits(random: Random, support: Support, ends: date, fall: Fall, fell: date) -> Iterator[Contact]:
    """What was booked and what came of it, window by window."""
    every = timedelta(days=support.every or 1)
    window, still = support.start or ends, iter(STILL_COMES)
    usual_day = random.randrange(support.every or 1)
    while window <= ends:
        shifted = usual_day + random.randint(-(every.days // 4), every.days // 4)
        day = window + timedelta(days=min(max(shifted, 0), every.days - 1))
        known = max(window - every, support.planned)
        if not paused(support, day):
            if day < fell:
                yield from a_usual_visit(random, support, day, known)
            elif fall is Fall.GRADUAL:
                if random.random() < next(still, 0):
                    yield Contact(support.key, day, known, Outcome.DELIVERED)
            elif fall is Fall.CANCELLED:
                yield Contact(support.key, day, known, Outcome.CANCELLED_BY_SERVICE)
            elif known < fell:  # sudden: what stood in the diary never happens, and nothing new is booked
                yield Contact(support.key, day, known, None)
        window += every


def a_usual_visit(random: Random, support: Support, day: date, known: date) -> Iterator[Contact]:
    """A visit that happens, or that is missed or cancelled and mostly made up for within its window or just after."""
    chance = random.random()
    if chance > SHE_COULD_NOT + SERVICE_COULD_NOT:
        yield Contact(support.key, day, known, Outcome.DELIVERED)
        return
    she = (Outcome.MISSED, Outcome.CANCELLED_BY_HER)
    yield Contact(
        support.key, day, known, random.choice(she) if chance < SHE_COULD_NOT else Outcome.CANCELLED_BY_SERVICE
    )
    instead = day + timedelta(days=random.randint(1, min(7, support.every or 1)))
    if random.random() < MADE_UP_FOR and not paused(support, instead):
        yield Contact(support.key, instead, day, Outcome.DELIVERED)


def paused(support: Support, day: date) -> bool:
    """Whether a pause covers a day."""
    return any(pause.start <= day <= (pause.until or date.max) for pause in support.pauses)
