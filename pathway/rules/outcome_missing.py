"""Nobody has recorded what became of a booked contact; silence may be the first sign that support is failing."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, counted, listed, said, unbroken_since
from .facts import Contact
from .known import Case, Promise
from .limits import days
from .rule import About, Rule
from .telling import contact_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How soon an outcome is recorded."""

    after: Annotated[int, days("An outcome is recorded within", least=0, most="until")]
    until: Annotated[int, days("Speaks until so long after the contact")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every support with contacts that have no outcome."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for promise in case.promises:
        silent: list[Contact] = []
        spells: list[Spell] = []
        for contact in promise.others:
            if contact.outcome is not None:
                continue
            day = contact.day.toordinal()
            first, last = day + limits.after + 1, day + limits.until
            spells.append((first, last))
            if case.today < first:
                changes_on = min(changes_on, first)
            elif case.today <= last:
                changes_on = min(changes_on, last + 1)
                silent.append(contact)
        if silent:
            since = max(promise.planned, unbroken_since(spells, case.today))
            findings.append(finding(promise, silent, since))
    return Verdict(tuple(findings), changes_on)


def finding(promise: Promise, contacts: list[Contact], since: Day) -> Finding:
    """Which contacts nobody has recorded."""
    on = listed(dict.fromkeys(said(contact.day.toordinal()) for contact in contacts))
    return RULE.finding(
        about=promise.key,
        since=since,
        sentence=f"{promise.service} has not recorded what became of {counted(len(contacts), 'contact')} ({on}).",
        evidence=tuple(contact_evidence(contact) for contact in contacts),
        service=promise.service,
        next_step="Record what happened; if the contact did not take place, offer her another.",
        closes_when="An outcome is recorded for each of them.",
    )


RULE = Rule("outcome_missing", About.SUPPORT, Level.WATCH, Thresholds, judge)
