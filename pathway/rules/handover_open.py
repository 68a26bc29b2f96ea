"""A support of hers is to be handed over, and the receiving service has not said yes, or said yes and has not begun."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, said, unbroken_since
from .known import Case, Promise
from .limits import days
from .rule import About, Rule
from .telling import promise_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How long around an ending the handover is looked at."""

    before_end: Annotated[int, days("The handover is accepted so long before the support ends", least=0)]
    start_within: Annotated[
        int, days("The receiving service reaches her within so long after the support ends", most="after_end")
    ]
    after_end: Annotated[int, days("Speaks until so long after the support ends")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every support that names who takes over and has an end."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for promise in case.promises:
        if promise.hand_over_to is None or not promise.ends:
            continue
        first, last = breach(case, promise, limits)
        if case.today < first:
            changes_on = min(changes_on, first)
        elif case.today <= last:
            changes_on = min(changes_on, last + 1)
            findings.append(finding(promise, since(promise, case.today, limits)))
    return Verdict(tuple(findings), changes_on)


def breach(case: Case, promise: Promise, limits: Thresholds) -> Spell:
    """The days on which the handover is open, as things stand."""
    last = promise.end + limits.after_end
    if promise.accepted == FOREVER:
        return promise.end - limits.before_end, last
    if any(
        other.delivered and other.delivered[-1] >= promise.accepted
        for other in case.promises
        if other.service == promise.hand_over_to
    ):
        return FOREVER, FOREVER
    return promise.end + limits.start_within + 1, last


def since(promise: Promise, today: Day, limits: Thresholds) -> Day:
    """The first day of the present breach, by the end that was known on each day."""
    unanswered = [
        (max(first, promise.planned), min(last, promise.accepted - 1))
        for first, last in (
            (promise.until - limits.before_end, min(promise.stopped - 1, promise.until + limits.after_end)),
            (max(promise.stopped, promise.end - limits.before_end), promise.end + limits.after_end),
        )
    ]
    waiting = (max(promise.accepted, promise.end + limits.start_within + 1), promise.end + limits.after_end)
    return unbroken_since([*unanswered, waiting], today)


def finding(promise: Promise, since: Day) -> Finding:
    """Who should take over from whom, and what has not happened yet."""
    receiver = promise.hand_over_to or ""
    if promise.accepted == FOREVER:
        missing = f"{receiver} has not yet said that it takes over"
        closes = f"{receiver} accepts and a contact from it reaches her."
        step = f"Ask {receiver} for an answer and a first day; until then {promise.service} stays with her."
    else:
        missing = f"{receiver} accepted on {said(promise.accepted)} and has not reached her yet"
        closes = f"A contact from {receiver} reaches her."
        step = f"Have {receiver} meet her, best together with {promise.service}."
    return RULE.finding(
        about=promise.key,
        since=since,
        sentence=f"Support from {promise.service} has {said(promise.end)} as its last day, and {missing}.",
        evidence=(promise_evidence(promise),),
        service=promise.service if promise.accepted == FOREVER else receiver,
        next_step=step,
        closes_when=closes,
    )


RULE = Rule("handover_open", About.SUPPORT, Level.SOON, Thresholds, judge)
