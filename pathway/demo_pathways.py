"""Generated pathways for the demonstration: realistic, from a fixed seed, and always placed around today.

Weeks are counted from the Monday of this week, so that a Tuesday visit stays a Tuesday visit on whatever day it is.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from .demo_people import CLINIC, FAMILY, HARBOUR, MIDWIVES, SOCIAL, VISITORS, WILLOW
from .rules.facts import Answer, Contact, Home, Lead, Meeting, Pathway, Request, Span, Support, Version
from .rules.words import GettingSupport, Help, Kind, MeetingKind, Mode, Outcome

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
BOOKED_AT = 10 * ONE_WEEK  # weeks of pregnancy
BOOKED_AHEAD = 2 * ONE_WEEK
TEN, TWO = 10 * 60, 14 * 60  # minutes after midnight
WORKING_DAYS, A_DAY = 5, 450  # days, minutes from nine to half past four
TROUBLE = (Outcome.CANCELLED_BY_SERVICE, Outcome.CANCELLED_BY_SERVICE, Outcome.MISSED, None)


class Rhythm(NamedTuple):
    """When and where a promise is usually kept: day of the week, time, length, mode, by whom."""

    weekday: int
    at: int
    minutes: int
    mode: Mode
    worker: str


class Team(NamedTuple):
    """Who comes, in one trust."""

    midwife: str
    key_worker: str
    family: str
    visitor: str


HERE = Team("Asha Rahman", "Dara Quinn", "Fern Hughes", "Hana Yilmaz")
COLLEAGUES = Team("Ben Carter", "Lou Barnes", "Joy Bannister", "Ade Okafor")
THERE = Team("Carol Bevan", "Rukhsana Mir", "Tom Ashworth", "Gail Petrie")


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - day.weekday() * ONE_DAY


def moved(value: Any, ahead: timedelta) -> Any:
    """The same facts with every date moved."""
    if isinstance(value, date):
        return value + ahead
    if isinstance(value, dict):
        return {moved(key, ahead): moved(item, ahead) for key, item in value.items()}
    if isinstance(value, tuple):
        items = (moved(item, ahead) for item in value)
        return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
    return value


def as_of(pathway: Pathway, today: date) -> Pathway:
    """The same facts before anybody knows how today's visits and the later ones go."""
    contacts = (row._replace(outcome=None) if row.day >= today else row for row in pathway.contacts)
    return pathway._replace(contacts=tuple(contacts))


def with_times(pathway: Pathway, number: int) -> Pathway:
    """Visits that have no time get one: another for each promise so that none meet, and for each woman by her number."""
    times = {row.key: TEN - 60 + (75 * place + 30 * number) % A_DAY for place, row in enumerate(pathway.supports)}
    contacts = (row._replace(at=times[row.support], minutes=45) if row.at is None else row for row in pathway.contacts)
    return pathway._replace(contacts=tuple(contacts))


class Sketch:
    """One woman's pathway in the making: what was promised, and what came of it."""

    def __init__(self, weeks: int, number: int, team: Team, today: date, early: int = 0) -> None:
        """`weeks` to go until the birth, or since it if negative; `early` days before the due date, 0 for about on it.

        `number` makes her different from the others.
        """
        self.random, self.team, self.monday = Random(number), team, monday_of(today)  # noqa: S311 – no secret
        self.number, self.ended = number, None  # type: int, date | None
        around = self.monday + weeks * ONE_WEEK + self.random.randrange(5) * ONE_DAY
        self.due = around if weeks >= 0 else around + (early or self.random.randrange(-5, 8)) * ONE_DAY
        self.born = around if weeks < 0 else None
        self.booked = monday_of(self.due - 280 * ONE_DAY + BOOKED_AT) + self.random.randrange(4) * ONE_DAY
        self.start = monday_of(self.booked) + 2 * ONE_WEEK
        self.ends = self.monday + 8 * ONE_WEEK
        self.needs: frozenset[Help] = frozenset({Help.CHILDCARE}) if self.random.random() < 0.3 else frozenset()
        self.supports: list[Support] = []
        self.contacts: list[Contact] = []
        self.homes: list[Home] = []
        self.meetings: list[Meeting] = []
        self.requests: list[Request] = []
        self.answers: list[Answer] = []
        self.versions = [self.booked + 16 * ONE_DAY]
        self.leads = [Lead(team.midwife, self.booked, self.due + 5 * ONE_WEEK)]
        self.leads.append(Lead(team.visitor, self.due + 4 * ONE_WEEK))
        self.promise_all()
        if self.born:
            self.change("scans", self.born, lambda row: None)
            self.versions += [self.born + 9 * ONE_DAY, self.born + 13 * ONE_WEEK, self.born + 30 * ONE_WEEK]
            self.answers.append(Answer(self.born + 6 * ONE_WEEK, GettingSupport.ALL))
            self.homes.append(Home(self.born, with_her=True))

    def promise_all(self) -> None:
        """The usual promises of a plan, and their visits; a plan that has lasted long has become lighter."""
        team, often = self.team, self.random.choice((7, 14))
        steady = 14 if self.born and self.born < self.weeks_ago(26) else 7
        ends = monday_of(self.due) + 4 * ONE_WEEK + 6 * ONE_DAY
        self.promise("midwife", MIDWIVES, Rhythm(1, TEN, 45, Mode.HOME, team.midwife), every=often, until=ends)
        place = self.random.choice((Mode.CLINIC, Mode.HOME))
        self.promise("key-worker", HARBOUR, Rhythm(2, TWO, 50, place, team.key_worker), treatment=True,
                     every=steady, pauses=self.rest())  # fmt: skip
        self.promise("family-support", FAMILY, Rhythm(3, TEN + 60, 60, Mode.HOME, team.family),
                     every=steady, start=self.start + 8 * ONE_WEEK)  # fmt: skip
        self.promise("scans", CLINIC, Rhythm(0, TWO + 60, 30, Mode.CLINIC, ""), every=28, kind=Kind.CHECK,
                     until=monday_of(self.due) - ONE_DAY)  # fmt: skip
        self.promise("health-visitor", VISITORS, Rhythm(0, TEN + 60, 45, Mode.HOME, team.visitor), every=28, kind=Kind.BOTH,
                     start=monday_of(self.due) + 2 * ONE_WEEK)  # fmt: skip
        if self.random.random() < 0.2 and team is not THERE:
            self.promise("mood-support", WILLOW, Rhythm(0, TWO + 90, 50, Mode.VIDEO, "Ngozi Eze"), every=14,
                         start=self.start + 6 * ONE_WEEK)  # fmt: skip

    def rest(self) -> tuple[Span, ...]:
        """Some ask for a rest round the birth."""
        first = monday_of(self.due) - ONE_WEEK
        return (Span(first, first + 20 * ONE_DAY),) if self.random.random() < 0.4 else ()

    def promise(
        self, key: str, service: str, rhythm: Rhythm, *, every: int = 7, kind: Kind = Kind.SUPPORT,
        start: date | None = None, until: date | None = None, treatment: bool = False, pauses: tuple[Span, ...] = (),
        planned: date | None = None,
    ) -> None:  # fmt: skip
        """A promise from the booking on (or from `planned`), and its visits until some weeks from now."""
        support = Support(key, service, kind, planned or self.booked, every=every, start=start or self.start, until=until,
                          treatment=treatment, pauses=pauses)  # fmt: skip
        self.supports.append(support)
        self.contacts += self.visits(support, self.at_her_time(rhythm))

    def at_her_time(self, rhythm: Rhythm) -> Rhythm:
        """Each woman has her own days and hours, so that no worker is to be everywhere at once."""
        later = 60 * (self.number // WORKING_DAYS % 3 - 1)
        return rhythm._replace(weekday=(rhythm.weekday + self.number) % WORKING_DAYS, at=rhythm.at + later)

    def visits(self, support: Support, rhythm: Rhythm) -> Iterator[Contact]:
        """A visit in every window; one in twelve is called off and made up a day later."""
        last, first = min(support.until or self.ends, self.ends), support.start or self.ends
        help_ = self.needs if rhythm.mode == Mode.CLINIC else frozenset()
        while first + ((support.every or 7) - 1) * ONE_DAY <= last:
            day = first + rhythm.weekday * ONE_DAY
            if not any(pause.start <= day <= (pause.until or pause.start) for pause in support.pauses):
                visit = Contact(support.key, day, max(day - BOOKED_AHEAD, self.booked), Outcome.DELIVERED,
                                rhythm.worker or None, rhythm.at, rhythm.minutes, rhythm.mode, help_)  # fmt: skip
                yield from self.called_off(visit) if self.random.random() < 1 / 12 else (visit,)
            first += (support.every or 7) * ONE_DAY

    def called_off(self, visit: Contact) -> Iterator[Contact]:
        """The visit called off, by her or by the service, and the one that made up for it: a day later, on a Friday hours."""
        outcome = self.random.choice((Outcome.CANCELLED_BY_HER, Outcome.CANCELLED_BY_SERVICE))
        yield visit._replace(outcome=outcome)
        if visit.day.weekday() == WORKING_DAYS - 1:
            yield visit._replace(at=(visit.at or TEN) + 2 * 60, known=visit.day)
        else:
            yield visit._replace(day=visit.day + ONE_DAY, known=visit.day)

    def change(self, key: str, since: date, to: Callable[[Contact], Contact | None]) -> None:
        """Change the visits of one promise (or of all, if key is empty) from a day on; None leaves one out."""
        touched = ((row, row.day >= since and key in ("", row.support)) for row in self.contacts)
        self.contacts = [new for row, hit in touched if (new := to(row) if hit else row)]

    def weeks_ago(self, weeks: int) -> date:
        """A Monday."""
        return self.monday - weeks * ONE_WEEK

    def pathway(self) -> Pathway:
        """The facts as they stand."""
        versions = tuple(Version(agreed, True, agreed + ONE_DAY) for agreed in sorted(self.versions))
        return Pathway(
            booked=self.booked, due=self.due, born=self.born, ended=self.ended, conference_needed=any(
                row.kind == MeetingKind.INITIAL_CONFERENCE for row in self.meetings), needs=self.needs,
            homes=tuple(self.homes), leads=tuple(self.leads), supports=tuple(self.supports),
            contacts=tuple(self.contacts), meetings=tuple(self.meetings), requests=tuple(self.requests),
            versions=versions, answers=tuple(self.answers),
        )  # fmt: skip


def steady(sketch: Sketch) -> None:
    """All goes as promised."""


def with_meetings(sketch: Sketch) -> None:
    """A conference in good time, told and shared; then a core group."""
    day = monday_of(sketch.due) - 9 * ONE_WEEK + 4 * ONE_DAY
    sketch.change("mood-support", sketch.booked, lambda row: None)
    sketch.supports = [row for row in sketch.supports if row.key != "mood-support"]
    sketch.meetings = [
        Meeting("conference", MeetingKind.INITIAL_CONFERENCE, day, day - 5 * ONE_WEEK, TWO + 90, 90,
                told_her=day - 4 * ONE_WEEK, report_shared=day - ONE_WEEK, minutes_shared=day + 12 * ONE_DAY),
        Meeting("core-group", MeetingKind.CORE_GROUP, day + 4 * ONE_WEEK, day + 8 * ONE_DAY, TWO + 90, 60,
                told_her=day + 8 * ONE_DAY, minutes_shared=day + 4 * ONE_WEEK + 9 * ONE_DAY),
    ]  # fmt: skip
    request_day = monday_of(sketch.due) - 6 * ONE_WEEK
    sketch.requests = [Request("cot", "A cot", "Early help", request_day, request_day + 9 * ONE_DAY)]


def held_together(sketch: Sketch) -> None:
    """The baby lives with her sister; everybody who promised to come to the mother herself still comes."""
    moved = sketch.weeks_ago(8) + ONE_DAY
    sketch.homes.append(Home(moved, with_her=False))
    sketch.versions.append(moved + 5 * ONE_DAY)
    rhythm = Rhythm(4, TEN, 45, Mode.HOME, "Sol Marchetti")
    sketch.promise("social-worker", SOCIAL, rhythm, every=14, kind=Kind.CHECK, planned=moved,
                   start=monday_of(moved) + ONE_WEEK)  # fmt: skip


def alone(sketch: Sketch) -> None:
    """The baby lives with foster carers since three weeks, and the visits to the mother ended with that."""
    moved = sketch.weeks_ago(3) + ONE_DAY
    sketch.homes.append(Home(moved, with_her=False))
    sketch.change("", moved, lambda row: None)


def lost(sketch: Sketch) -> None:
    """She lost the pregnancy five weeks ago; what was for a birth has ended, and what is for her goes on."""
    sketch.ended = sketch.weeks_ago(5) + 2 * ONE_DAY
    for key in ("scans", "health-visitor"):
        sketch.change(key, sketch.ended, lambda row: None)
    stopped = sketch.ended + ONE_DAY
    sketch.supports = [
        row._replace(stopped=stopped) if row.key == "scans" else row
        for row in sketch.supports if row.key != "health-visitor"
    ]  # fmt: skip
    sketch.versions.append(sketch.ended + 9 * ONE_DAY)


def fading(sketch: Sketch) -> None:
    """For nine weeks fewer and fewer visits came."""
    since = sketch.weeks_ago(9)
    for key in ("key-worker", "family-support"):
        sketch.change(key, since, lambda row: row._replace(outcome=sketch.random.choice((*TROUBLE, Outcome.DELIVERED))))


def cancelled(sketch: Sketch) -> None:
    """The Harbour has called off every visit for three weeks."""
    sketch.change("key-worker", sketch.weeks_ago(3), lambda row: row._replace(outcome=Outcome.CANCELLED_BY_SERVICE))


def unrecorded(sketch: Sketch) -> None:
    """Nobody has written down for a month what became of the family team's visits."""
    sketch.change("family-support", sketch.weeks_ago(4), lambda row: row._replace(outcome=None))


def not_started(sketch: Sketch) -> None:
    """The family team was to begin four weeks ago, and has not."""
    sketch.change("family-support", sketch.booked, lambda row: None)
    row = next(row for row in sketch.supports if row.key == "family-support")
    sketch.supports.remove(row)
    sketch.supports.append(row._replace(start=sketch.weeks_ago(4), planned=sketch.weeks_ago(7)))


def leaderless(sketch: Sketch) -> None:
    """Her main worker leaves next week, and nobody is named to follow."""
    sketch.leads[-1] = sketch.leads[-1]._replace(until=sketch.monday + 9 * ONE_DAY)


def waiting(sketch: Sketch) -> None:
    """She asked for a place to live a month ago, and nobody has answered."""
    asked = sketch.weeks_ago(4) - 2 * ONE_DAY
    sketch.requests.append(Request("flat", "A flat without damp", "Early help", asked))
