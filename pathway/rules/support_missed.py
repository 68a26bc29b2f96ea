"""A whole window of support that a service promised her has gone by, with days of grace added, and nothing has reached her since."""

from collections import Counter
from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, counted, said
from .facts import Contact
from .known import Case, Promise
from .limits import count, days
from .rule import About, Rule
from .telling import contact_evidence, contact_from, promise_evidence
from .verdicts import Finding, Verdict
from .words import Level, Outcome

BY_SERVICE, BY_HER, NOT_RECORDED = "cancelled by the service", "she could not make it", "not recorded"
REASONS = {
    Outcome.CANCELLED_BY_SERVICE: BY_SERVICE,
    Outcome.CANCELLED_BY_HER: BY_HER,
    Outcome.MISSED: BY_HER,
    None: NOT_RECORDED,
}
NEXT_STEPS = {
    BY_SERVICE: "Offer her a new day now, and tell her why the last ones were cancelled.",
    BY_HER: "Ask her what got in the way, and offer a time and a place that suit her.",
    NOT_RECORDED: "Record what became of the booked contacts, and offer her the next one.",
}


class Thresholds(NamedTuple):
    """How much grace a silent window is given."""

    grace_share: Annotated[int, count("The days of grace are one part of the window when it is cut into", "parts")]
    grace_least: Annotated[int, days("Days of grace, at least", least=0, most="grace_most")]
    grace_most: Annotated[int, days("Days of grace, at most", least=0)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every support that is for her."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for promise in case.promises:
        if not promise.supportive:
            continue
        first, last = breach(promise, limits)
        if case.today < first:
            changes_on = min(changes_on, first)
        elif case.today <= last:
            silence = [contact for contact in promise.others if contact.day.toordinal() > last_delivered(promise)]
            findings.append(finding(promise, first, passed(silence, case.today)))
            changes_on = min(changes_on, last + 1, next_unrecorded(silence, case.today))
    return Verdict(tuple(findings), changes_on)


def breach(promise: Promise, limits: Thresholds) -> Spell:
    """The days on which nothing having reached her is too long, as things stand."""
    if not promise.every:
        kept = promise.delivered or promise.stopped < FOREVER
        return (FOREVER, FOREVER) if kept else (max(promise.once_by + 1, promise.planned), FOREVER)
    silent = promise.window_after(last_delivered(promise))
    if silent is None:
        return FOREVER, FOREVER
    grace = max(limits.grace_least, min(limits.grace_most, promise.every // limits.grace_share))
    first = silent + promise.every + grace
    return (first, promise.end) if first <= promise.end else (FOREVER, FOREVER)


def last_delivered(promise: Promise) -> Day:
    """The day of its last delivered contact; 0 if there is none."""
    return promise.delivered[-1] if promise.delivered else 0


def passed(silence: list[Contact], today: Day) -> list[Contact]:
    """The contacts whose outcome is recorded, or should by now have been."""
    return [contact for contact in silence if contact.outcome is not None or contact.day.toordinal() < today]


def next_unrecorded(silence: list[Contact], today: Day) -> Day:
    """The next day on which a booked contact will have passed without an outcome."""
    booked = (contact.day.toordinal() for contact in silence if contact.outcome is None)
    return min((day + 1 for day in booked if day >= today), default=FOREVER)


def finding(promise: Promise, since: Day, silence: list[Contact]) -> Finding:
    """What was promised, since when nothing has come, and why, from what was recorded."""
    reasons = Counter(REASONS[contact.outcome] for contact in silence)
    only = next(iter(reasons)) if len(reasons) == 1 else ""
    return RULE.finding(
        about=promise.key,
        since=since,
        sentence=f"{what_is_missing(promise)}: {reason(reasons)}.",
        evidence=(
            promise_evidence(promise),
            *(contact_evidence(contact) for contact in promise.visits[-1:]),
            *(contact_evidence(contact) for contact in silence),
        ),
        service=promise.service,
        next_step=NEXT_STEPS.get(only, "Offer her a contact now, at a time and a place that suit her."),
        closes_when=f"A contact from {promise.service} reaches her, or the promise is changed with her.",
    )


def what_is_missing(promise: Promise) -> str:
    """The promise and since when it has not been kept."""
    if not promise.every:
        return f"The contact that {promise.service} promised by {said(promise.once_by)} has not reached her"
    if promise.delivered:
        return f"{contact_from(promise)} has not reached her since {said(promise.delivered[-1])}"
    return f"{contact_from(promise)} has not reached her since it was to begin on {said(promise.start)}"


def reason(reasons: Counter[str]) -> str:
    """Why, from what was recorded after the last delivered contact."""
    if not reasons:
        return "nothing offered"
    if len(reasons) > 1:
        each = (
            f"{n} that she could not make" if words == BY_HER else f"{n} {words}"
            for words, n in sorted(reasons.items())
        )
        return f"mixed – {', '.join(each)}"
    ((words, number),) = reasons.items()
    if words == BY_HER:
        return f"{times_she_could_not(number)}; ask what got in the way"
    return f"{counted(number, 'contact')} {words}"


def times_she_could_not(number: int) -> str:
    """How often it was she who could not."""
    return f"she could not make it ({counted(number, 'time')})"


RULE = Rule("support_missed", About.SUPPORT, Level.SOON, Thresholds, judge)
