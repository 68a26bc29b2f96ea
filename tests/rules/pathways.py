"""Random pathways: every kind of record, sparse enough that rules fall silent and speak again, dates close enough to collide."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from pathway.rules.facts import (
    Answer,
    Contact,
    Home,
    Lead,
    Meeting,
    Pathway,
    Request,
    Span,
    Support,
    Version,
)
from pathway.rules.words import GettingSupport, Help, Kind, MeetingKind, Mode, Outcome

BOOKED = date(2025, 9, 1)
LENGTH = 620  # days from the booking that a pathway is looked at
SERVICES = ("Family support", "Drug and alcohol service", "Health visiting")
WORKERS = (None, "Ada", "Bea", "Cai", "Dee", "Eli")


def dates(first: int = 0, last: int = LENGTH) -> st.SearchStrategy[date]:
    """Days counted from the booking."""
    return st.integers(first, last).map(lambda gone: BOOKED + timedelta(days=gone))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Often nothing."""
    return st.one_of(st.none(), strategy)


def after(day: date, most: int) -> st.SearchStrategy[date]:
    """A day on or after another one."""
    return st.integers(0, most).map(lambda gone: day + timedelta(days=gone))


def before(day: date, most: int) -> st.SearchStrategy[date]:
    """A day on or before another one."""
    return st.integers(0, most).map(lambda gone: day - timedelta(days=gone))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A pause."""
    first = draw(dates(150, 400))
    return Span(first, draw(after(first, 30)))


@st.composite
def supports(draw: st.DrawFn, number: int) -> Support:
    """One promise of any kind."""
    once = draw(st.integers(0, 5)) == 0
    start = None if once or draw(st.integers(0, 7)) == 0 else draw(dates(-20, 250))
    until = draw(maybe(after(start or BOOKED, 300)))
    handed_over = draw(st.integers(0, 3)) == 0
    return Support(
        key=f"s{number}",
        service=draw(st.sampled_from(SERVICES)),
        kind=draw(st.sampled_from((Kind.SUPPORT, Kind.SUPPORT, Kind.BOTH, Kind.CHECK))),
        planned=draw(st.one_of(st.just(BOOKED), dates(-10, 200))),
        every=None if once else draw(st.sampled_from((1, 2, 3, 7, 7, 7, 10, 14, 28))),
        times=draw(st.sampled_from((1, 1, 1, 2, 3))),
        once_by=draw(dates(0, 400)) if once else None,
        start=start,
        until=until,
        stopped=draw(maybe(dates(50, 400))) if draw(st.integers(0, 2)) == 0 else None,
        treatment=draw(st.booleans()),
        pauses=tuple(draw(st.lists(spans(), max_size=2))) if draw(st.booleans()) else (),
        agreed_ending=draw(dates(50, 450)) if draw(st.integers(0, 3)) == 0 else None,
        hand_over_to=draw(st.sampled_from(SERVICES)) if handed_over else None,
        accepted=draw(maybe(dates(50, 450))) if handed_over else None,
    )


@st.composite
def contacts(draw: st.DrawFn, key: str, day: date) -> Contact:
    """One contact of a support on a day."""
    return Contact(
        support=key,
        day=day,
        known=draw(st.one_of(st.just(day - timedelta(days=14)), before(day, 20))),
        outcome=draw(st.sampled_from((Outcome.DELIVERED, Outcome.DELIVERED, Outcome.DELIVERED, *Outcome, None))),
        worker=draw(st.sampled_from(WORKERS)),
        at=draw(st.sampled_from((None, None, 540, 570, 600))),
        minutes=draw(st.sampled_from((None, 30, 60))),
        mode=draw(st.sampled_from(Mode)),
        help=draw(st.frozensets(st.sampled_from(Help))),
        needs_her=draw(st.integers(0, 5)) > 0,
    )


@st.composite
def runs(draw: st.DrawFn, support: Support, most: int) -> list[Contact]:
    """Contacts of one support: at its pace from its start for a while, or here and there."""
    first = draw(after(support.start or BOOKED, 40))
    pace = support.every or 9
    number = draw(st.integers(0, most))
    offsets = [draw(st.integers(0, 2)) + gone * max(pace, 2) for gone in range(number)]
    return [draw(contacts(support.key, first + timedelta(days=gone))) for gone in offsets]


@st.composite
def meetings(draw: st.DrawFn, number: int) -> Meeting:
    """One meeting."""
    day = draw(dates(30, 420))
    known = draw(before(day, 40))
    return Meeting(
        key=f"m{number}",
        kind=draw(st.sampled_from((MeetingKind.INITIAL_CONFERENCE, *MeetingKind))),
        day=day,
        known=known,
        at=draw(st.sampled_from((None, 540, 585))),
        minutes=draw(st.sampled_from((None, 60))),
        needs_her=draw(st.booleans()),
        told_her=draw(maybe(after(known, 40))),
        report_shared=draw(maybe(after(known, 60))),
        minutes_shared=draw(maybe(after(day, 100))),
        cancelled=draw(after(known, 60)) if draw(st.integers(0, 4)) == 0 else None,
    )


@st.composite
def pathways(draw: st.DrawFn, most_supports: int = 4, most_contacts: int = 12) -> Pathway:
    """One woman's pathway, with all of its future in it."""
    born = draw(maybe(dates(100, 240)))
    ended = None if born else draw(maybe(dates(60, 240)))
    promises = [draw(supports(number)) for number in range(draw(st.integers(0, most_supports)))]
    asked = draw(st.lists(dates(0, 400), max_size=2))
    agreed = draw(st.lists(dates(0, 400), max_size=3))
    leads = draw(st.lists(st.tuples(dates(-20, 300), maybe(st.integers(0, 200))), max_size=3))
    return Pathway(
        booked=BOOKED,
        due=draw(dates(120, 240)),
        born=born,
        ended=ended,
        closed=draw(dates(200, LENGTH)) if draw(st.integers(0, 9)) == 0 else None,
        conference_needed=draw(st.booleans()),
        needs=draw(st.frozensets(st.sampled_from(Help))),
        homes=tuple(
            Home(day, draw(st.booleans()))
            for day in draw(st.lists(dates(100, 400), max_size=4))
            if born and day >= born
        ),
        leads=tuple(
            Lead(f"Lead {number}", first, None if last is None else first + timedelta(days=last))
            for number, (first, last) in enumerate(leads)
        ),
        supports=tuple(promises),
        contacts=tuple(contact for promise in promises for contact in draw(runs(promise, most_contacts))),
        meetings=tuple(draw(meetings(number)) for number in range(draw(st.integers(0, 3)))),
        requests=tuple(
            Request(f"r{number}", "Nursery place", "Early help", day, draw(maybe(after(day, 40))))
            for number, day in enumerate(asked)
        ),
        versions=tuple(Version(day, draw(st.booleans()), draw(maybe(after(day, 20)))) for day in agreed),
        answers=tuple(
            Answer(day, draw(st.sampled_from(GettingSupport))) for day in draw(st.lists(dates(0, 400), max_size=4))
        ),
    )


def lives() -> st.SearchStrategy[Pathway]:
    """Pathways that people could record: small ones, with nothing in them that an action turns down."""
    return pathways(most_supports=3, most_contacts=6).map(recordable)


def recordable(pathway: Pathway) -> Pathway:
    """The same pathway, open to its end, without what could not have happened; a story tells of no loss."""
    return pathway._replace(
        closed=None,
        ended=None,
        supports=tuple(promised_first(support) for support in pathway.supports),
        meetings=tuple(held_or_cancelled(meeting) for meeting in pathway.meetings),
    )


def promised_first(support: Support) -> Support:
    """A promise comes before its end and its handover, and nothing is handed over to the service that has it."""
    to = support.hand_over_to if support.hand_over_to != support.service else None
    return support._replace(
        stopped=not_before(support.stopped, support.planned),
        agreed_ending=not_before(support.agreed_ending, support.planned),
        hand_over_to=to,
        accepted=not_before(support.accepted, support.planned) if to else None,
    )


def held_or_cancelled(meeting: Meeting) -> Meeting:
    """A meeting that is called off before its day has no minutes, and nobody is told of it afterwards."""
    if meeting.cancelled is None or meeting.cancelled > meeting.day:
        return meeting._replace(cancelled=None)
    return meeting._replace(told_her=None, report_shared=None, minutes_shared=None)


def not_before(day: date | None, first: date) -> date | None:
    """A day, if it is not before another."""
    return day if day and day >= first else None
