"""Half of her present window of support has gone by and nothing in it has taken place or stands in the diary, though it usually does."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, said
from .known import Case, Promise
from .limits import count
from .rule import About, Rule
from .telling import contact_evidence, promise_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """When an empty diary is a sign."""

    window_share: Annotated[int, count("Speaks when one part of the window has gone by, if it is cut into", "parts")]
    last_contacts: Annotated[int, count("Looks at the last delivered contacts", "contacts")]
    booked_least: Annotated[
        int, count("Speaks only if so many of the last contacts were booked ahead", "contacts", most="last_contacts")
    ]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every support that is for her, runs, and is usually booked ahead."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for promise in case.promises:
        if not promise.regular or case.today > promise.end or not usually_booked(promise, limits):
            continue
        opens, closes = next(empty_spells(promise, case.today, limits), (FOREVER, FOREVER))
        if case.today < opens:
            changes_on = min(changes_on, opens)
        else:
            changes_on = min(changes_on, closes + 1)
            findings.append(finding(case, promise, limits))
    return Verdict(tuple(findings), changes_on)


def usually_booked(promise: Promise, limits: Thresholds) -> bool:
    """Whether enough of its last delivered contacts were known before their own day."""
    lately = promise.visits[-limits.last_contacts :]
    return sum(contact.known < contact.day for contact in lately) >= limits.booked_least


def empty_spells(promise: Promise, today: Day, limits: Thresholds) -> Iterator[Spell]:
    """For each window from today's on: the days from today on which it is half gone, with nothing done and nothing ahead."""
    half = promise.every // limits.window_share
    if half + 1 >= promise.every:  # too short a window ever to be half gone
        return
    for first, last in promise.windows(today):
        if promise.delivered[-1] >= first:
            continue
        booked = (contact.day.toordinal() for contact in promise.others if contact.outcome is None)
        latest = max((day for day in booked if max(first, today) <= day <= last), default=0)
        opens = max(first + half, latest) + 1
        if opens <= last:
            yield opens, last


def since(case: Case, promise: Promise, first: Day, limits: Thresholds) -> Day:
    """The first day of the present breach: after the half, and after the last day on which something was booked ahead."""
    start = first + promise.every // limits.window_share + 1
    for contact in promise.others:
        day = contact.day.toordinal()
        ahead_until = day if contact.outcome is None else day - 1
        if first <= day <= case.today and case.seen_on(contact) <= ahead_until:
            start = max(start, ahead_until + 1)
    return start


def finding(case: Case, promise: Promise, limits: Thresholds) -> Finding:
    """Which window is empty, and when it was last filled."""
    first, last = next(promise.windows(case.today))
    latest = promise.visits[-1]
    return RULE.finding(
        about=promise.key,
        since=since(case, promise, first, limits),
        sentence=f"Nothing from {promise.service} has taken place or is booked between {said(first)} and {said(last)}; "
        f"the last contact was on {said(promise.delivered[-1])}.",
        evidence=(promise_evidence(promise), contact_evidence(latest)),
        service=promise.service,
        next_step=f"Book a contact with her by {said(last)}.",
        closes_when="A contact takes place or is booked.",
    )


RULE = Rule("nothing_booked", About.SUPPORT, Level.WATCH, Thresholds, judge)
