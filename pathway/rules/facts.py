"""All that a rule may see of one woman's pathway: plain frozen rows, no substances, no test results, no abuse details.

Every date is a local calendar date (Europe/London) and every span includes both its days. Rows of one kind stand in the
order in which they were recorded: where two share a day and the latest counts, the later one in the tuple wins.
`key` is the name by which a flag's "about" calls the record; `ref` leads back to the record itself as evidence.
"""

from datetime import date
from typing import NamedTuple

from .words import GettingSupport, Help, Kind, MeetingKind, Mode, Outcome


class Span(NamedTuple):
    """Days from `start` to `until`, both included; no `until` is open-ended."""

    start: date
    until: date | None = None


class Support(NamedTuple):
    """One line of the plan: a service promises `times` contacts in every window of `every` days, or one by `once_by`."""

    key: str
    service: str
    kind: Kind
    planned: date
    every: int | None = None
    times: int = 1
    once_by: date | None = None
    start: date | None = None
    until: date | None = None
    stopped: date | None = None
    treatment: bool = False
    pauses: tuple[Span, ...] = ()
    agreed_ending: date | None = None
    hand_over_to: str | None = None
    accepted: date | None = None
    ref: str = ""


class Contact(NamedTuple):
    """A booked contact of one support; `at` is minutes after midnight, `minutes` its length."""

    support: str
    day: date
    known: date
    outcome: Outcome | None = None
    worker: str | None = None
    at: int | None = None
    minutes: int | None = None
    mode: Mode = Mode.HOME
    help: frozenset[Help] = frozenset()
    needs_her: bool = True
    ref: str = ""


class Meeting(NamedTuple):
    """A formal meeting; `cancelled` is the day from which it no longer stands."""

    key: str
    kind: MeetingKind
    day: date
    known: date
    at: int | None = None
    minutes: int | None = None
    needs_her: bool = True
    told_her: date | None = None
    report_shared: date | None = None
    minutes_shared: date | None = None
    cancelled: date | None = None
    ref: str = ""


class Request(NamedTuple):
    """Practical help that she asked a service for."""

    key: str
    what: str
    service: str
    asked: date
    answered: date | None = None
    ref: str = ""


class Version(NamedTuple):
    """A plan version as it was agreed."""

    agreed: date
    her_view: bool = False
    given_to_her: date | None = None
    ref: str = ""


class Answer(NamedTuple):
    """Her answer to "are you getting the support you were promised?"."""

    day: date
    getting: GettingSupport
    ref: str = ""


class Home(NamedTuple):
    """From `start` the baby lives with her, or apart from her."""

    start: date
    with_her: bool
    ref: str = ""


class Lead(NamedTuple):
    """Who leads, from `start` to `until`."""

    worker: str
    start: date
    until: date | None = None
    ref: str = ""


class Pathway(NamedTuple):
    """One woman's pregnancy and the year after, as far as rules may know it."""

    booked: date
    due: date
    born: date | None = None
    closed: date | None = None
    conference_needed: bool = False
    needs: frozenset[Help] = frozenset()
    homes: tuple[Home, ...] = ()
    leads: tuple[Lead, ...] = ()
    supports: tuple[Support, ...] = ()
    contacts: tuple[Contact, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    requests: tuple[Request, ...] = ()
    versions: tuple[Version, ...] = ()
    answers: tuple[Answer, ...] = ()
    ended: date | None = None
    """The day on which the pregnancy ended without a birth; from then on she is watched over as after a birth."""
