"""A contact within two weeks asks her to come without the help that she said at booking she needs."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, listed, said, unbroken_since
from .facts import Contact
from .known import Case, Promise
from .limits import days
from .rule import NOTHING, About, Rule
from .verdicts import Evidence, Finding, Verdict
from .words import Help, Level, Mode

CLINIC = Mode.CLINIC
ANYWHERE = frozenset({Help.INTERPRETER})


class Thresholds(NamedTuple):
    """How far ahead to look."""

    ahead: Annotated[int, days("Looks at contacts in the next", least=0)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at the booked contacts of each support."""
    if not case.needs:
        return NOTHING
    changes_on = FOREVER
    asking: dict[str, list[Contact]] = {}
    for contact in case.contacts_within(case.today, FOREVER):
        if contact.outcome is None and lacks(case, contact):
            day = contact.day.toordinal()
            if day <= case.today + limits.ahead:
                asking.setdefault(contact.support, []).append(contact)
                changes_on = min(changes_on, day + 1)
            else:
                changes_on = min(changes_on, day - limits.ahead)
    promises = [promise for promise in case.promises if promise.key in asking]
    return Verdict(tuple(finding(case, promise, asking[promise.key], limits) for promise in promises), changes_on)


def lacks(case: Case, contact: Contact) -> frozenset[Help]:
    """The help that she needs for this contact and has not been offered with it."""
    if not contact.needs_her:
        return frozenset()
    needed = case.needs if contact.mode == CLINIC else case.needs & ANYWHERE
    return needed - contact.help


def since(case: Case, promise: Promise, limits: Thresholds) -> Day:
    """The first day of the present run of days on which such a contact was near."""
    spells: list[Spell] = []
    for contact in promise.others + promise.visits:
        if lacks(case, contact):
            day = contact.day.toordinal()
            near = max(case.seen_on(contact), day - limits.ahead)
            spells.append((near, day if contact.outcome is None else day - 1))
    return unbroken_since(spells, case.today)


def finding(case: Case, promise: Promise, contacts: list[Contact], limits: Thresholds) -> Finding:
    """What help is missing for which contacts."""
    missing = listed(sorted(set().union(*(lacks(case, contact) for contact in contacts))))
    on = listed(dict.fromkeys(said(contact.day.toordinal()) for contact in contacts))
    evidence = (
        Evidence("contact", contact.ref, f"{said(contact.day.toordinal())}: no {listed(sorted(lacks(case, contact)))}")
        for contact in contacts
    )
    return RULE.finding(
        about=promise.key,
        since=since(case, promise, limits),
        sentence=f"{promise.service} asks her to come on {on} and has not arranged the help she needs: {missing}.",
        evidence=tuple(evidence),
        service=promise.service,
        next_step=f"Arrange {missing} with her, or bring the contact to her.",
        closes_when="The help is recorded with the contact, or the contact is changed so that she does not need it.",
    )


RULE = Rule("ask_without_help", About.SUPPORT, Level.SOON, Thresholds, judge)
