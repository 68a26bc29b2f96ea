"""So many different workers of one service have come to her in half a year that she must begin again each time."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, counted, walk_back
from .facts import Contact
from .known import Case, by_day
from .limits import count, days
from .rule import About, Rule
from .telling import contact_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How many faces are too many."""

    days: Annotated[int, days("Looks back over the last")]
    workers: Annotated[int, count("Speaks of so many different workers of one service, or more", "workers", least=2)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at each service that came to her."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for service, contacts in by_service(case).items():
        if len({contact.worker for contact in contacts}) < limits.workers:
            continue
        latest = {contact.worker: contact for contact in sorted(contacts, key=by_day)}
        first = case.today - limits.days
        lately = [contact for contact in latest.values() if contact.day.toordinal() >= first]
        if len(lately) >= limits.workers:
            findings.append(finding(service, lately, since(case, contacts, limits)))
            changes_on = min(changes_on, *(contact.day.toordinal() + limits.days + 1 for contact in lately))
    return Verdict(tuple(findings), changes_on)


def by_service(case: Case) -> dict[str, list[Contact]]:
    """The delivered contacts whose worker is recorded, by service."""
    found: dict[str, list[Contact]] = {}
    for promise in case.promises:
        found.setdefault(promise.service, []).extend(contact for contact in promise.visits if contact.worker)
    return found


def since(case: Case, contacts: list[Contact], limits: Thresholds) -> Day:
    """The first day of the present breach, each day judged by what was known on it."""
    seen = [(contact.worker, contact.day.toordinal(), case.delivered_seen_on(contact)) for contact in contacts]

    def breached(day: Day) -> bool:
        return len({worker for worker, came, known in seen if known <= day <= came + limits.days}) >= limits.workers

    turns = {turn for _, came, known in seen for turn in (known, came + limits.days + 1)}
    return walk_back(turns, case.today, breached)


def finding(service: str, latest: list[Contact], since: Day) -> Finding:
    """How many came, and when each came last."""
    contacts = sorted(latest, key=by_day)
    return RULE.finding(
        about=service,
        since=since,
        sentence=f"{counted(len(contacts), 'different worker')} from {service} have come to her within half a year.",
        evidence=tuple(contact_evidence(contact) for contact in contacts),
        service=service,
        next_step="Name one worker and one stand-in for her, and tell her who they are.",
        closes_when="Fewer different workers of this service have come to her within half a year.",
    )


RULE = Rule("many_faces", About.SERVICE, Level.WATCH, Thresholds, judge)
