"""Women's pathways in few words, and what the rules say of them day by day. BOOKED is a Monday; windows are easy to count from it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from pathway import packs
from pathway.rules import rule
from pathway.rules.days import FOREVER
from pathway.rules.facts import Contact, Meeting, Pathway, Span, Support
from pathway.rules.known import Case
from pathway.rules.pack import Pack
from pathway.rules.verdicts import Finding
from pathway.rules.words import Kind, MeetingKind, Outcome

ENGLAND = packs.load("england")

ONE_DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
YEAR = timedelta(days=364)

BOOKED = date(2025, 9, 1)
DUE = date(2026, 3, 10)
BORN = date(2026, 3, 9)
ENDS = BORN + YEAR + 10 * WEEK

DELIVERED = Outcome.DELIVERED
CANCELLED = Outcome.CANCELLED_BY_SERVICE
CANCELLED_BY_HER = Outcome.CANCELLED_BY_HER
MISSED = Outcome.MISSED

Spell = tuple[str, date, date | None]


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def support(key: str = "visits", **said: Any) -> Support:
    """Weekly support from the booking on, unless said otherwise."""
    usual: dict[str, Any] = {"service": "Family support", "kind": Kind.SUPPORT, "planned": BOOKED}
    if "once_by" not in said:
        usual |= {"every": 7, "start": BOOKED}
    return Support(key, **(usual | said))


def contact(day: date, outcome: Outcome | None = DELIVERED, key: str = "visits", **said: Any) -> Contact:
    """A contact known for two weeks, unless said otherwise."""
    return Contact(key, day, **({"known": day - 2 * WEEK, "outcome": outcome} | said))


def run(first: date, last: date, every: int = 7, **said: Any) -> tuple[Contact, ...]:
    """Contacts at a steady pace, both ends included."""
    return tuple(contact(first + days(gone), **said) for gone in range(0, (last - first).days + 1, every))


def meeting(
    day: date, kind: MeetingKind = MeetingKind.INITIAL_CONFERENCE, key: str = "meeting", **said: Any
) -> Meeting:
    """A meeting known for four weeks, unless said otherwise."""
    return Meeting(key, kind, day, **({"known": day - 4 * WEEK} | said))


def woman(**said: Any) -> Pathway:
    """A woman who books, and whatever else is said."""
    return Pathway(**({"booked": BOOKED, "due": DUE} | said))


def mother(**said: Any) -> Pathway:
    """A woman who has given birth on BORN."""
    return woman(**({"born": BORN} | said))


def pause(first: date, last: date) -> tuple[Span, ...]:
    """One pause, both days included."""
    return (Span(first, last),)


def found(code: str, pathway: Pathway, today: date, pack: Pack = ENGLAND) -> list[Finding]:
    """One rule's findings on a day."""
    return list(rule(code).judge(Case(pathway, today.toordinal()), pack.limits[code]).findings)


def sentence(code: str, pathway: Pathway, today: date) -> str:
    """The sentence of the one finding of a rule."""
    (finding,) = found(code, pathway, today)
    return finding.sentence


def changes_on(code: str, pathway: Pathway, today: date) -> date | None:
    """The day until which one rule's verdict holds without news."""
    day = rule(code).judge(Case(pathway, today.toordinal()), ENGLAND.limits[code]).changes_on
    return None if day >= FOREVER else date.fromordinal(day)


def breaches(code: str, pathway: Pathway, until: date = ENDS, pack: Pack = ENGLAND) -> list[Spell]:
    """From the booking on, each spell of days on which the rule speaks: about what, its first and its last day.

    The last day is None if the spell goes on to the end. So one comparison holds both sides of both boundaries.
    On the way it is asked of every day that its verdict holds until the day it names, and of every finding that it
    keeps the day it began.
    """
    spells: list[Spell] = []
    began: dict[str, date] = {}
    verdicts = [
        _verdict(code, pathway, pathway.booked + days(gone), pack) for gone in range((until - pathway.booked).days + 1)
    ]
    for today, findings, _ in verdicts:
        now = {finding.about: finding for finding in findings}
        spells += [(about, began.pop(about), today - ONE_DAY) for about in sorted(began.keys() - now.keys())]
        began = {about: began.get(about, today) for about in now}
        for about, finding in now.items():
            assert max(finding.since, pathway.booked) == began[about], (today, finding)
    _assert_each_holds(verdicts)
    spells += [(about, first, None) for about, first in began.items()]
    return sorted(spells, key=lambda spell: (spell[1], spell[0]))


Verdict = tuple[date, tuple[Finding, ...], date]


def _verdict(code: str, pathway: Pathway, today: date, pack: Pack) -> Verdict:
    """A day's findings, and the first day on which they may differ: by the rule, or by what becomes known."""
    case = Case(pathway, today.toordinal())
    verdict = rule(code).judge(case, pack.limits[code])
    return today, verdict.findings, date.fromordinal(min(verdict.changes_on, case.news, FOREVER))


def _assert_each_holds(verdicts: list[Verdict]) -> None:
    following, differs = verdicts[-1][1], date.max
    for today, findings, changes in reversed(verdicts):
        if findings != following:
            differs = today + ONE_DAY
        following = findings
        assert today < changes <= differs, (today, changes, differs)


def keys(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """Rule and subject of findings."""
    return {(finding.rule, finding.about) for finding in findings}
