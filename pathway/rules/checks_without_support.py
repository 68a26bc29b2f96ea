"""For four weeks after the birth she has been checked on and nobody has come to help her."""

from bisect import bisect_left
from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, counted, listed, said, walk_back
from .facts import Contact
from .known import Case, Promise, by_day
from .limits import count, days
from .rule import NOTHING, About, Rule
from .telling import contact_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """When checks outweigh support."""

    days: Annotated[int, days("Looks back over the last")]
    checks_least: Annotated[int, count("speaks if there were so many checks, and no support", "contacts")]
    from_birth: Annotated[int, days("from so long after the birth", least=0, most="after_birth")]
    after_birth: Annotated[int, days("until so long after it")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at what was delivered in the last weeks."""
    opens, last_day = case.born + limits.from_birth, case.born + limits.after_birth
    checks = checks_of(case)
    if case.today > last_day or len(checks) < limits.checks_least:
        return NOTHING
    for_her = [day for promise in case.promises if promise.supportive for day in latest_days(promise, case.today)]
    spells = checked([contact.day.toordinal() for contact in checks], limits)
    clear = max((day + limits.days + 1 for day in for_her if day < case.today), default=opens)
    if clear <= case.today and opens <= case.today and holds(spells, case.today):
        lately = [contact for contact in checks if case.today - limits.days <= contact.day.toordinal() < case.today]
        found = finding(lately, since(case, limits))
        oldest = lately[0].day.toordinal()
        today_counts = case.today in for_her or checks[-1].day.toordinal() == case.today
        return Verdict((found,), case.today + 1 if today_counts else min(oldest + limits.days, last_day) + 1)
    day = max([case.today + 1, opens, *(day + limits.days + 1 for day in for_her)])
    return Verdict((), day if day <= last_day and holds(spells, day) else FOREVER)


def latest_days(promise: Promise, today: Day) -> list[Day]:
    """The last day before today on which it reached her, and today if it has."""
    return promise.delivered[max(0, bisect_left(promise.delivered, today) - 1) :]


def checks_of(case: Case) -> list[Contact]:
    """The delivered contacts that were checks only, in order of day."""
    return sorted(
        (contact for promise in case.promises if not promise.supportive for contact in promise.visits), key=by_day
    )


def checked(days: list[Day], limits: Thresholds) -> list[Spell]:
    """The days that have enough checks in the weeks before them."""
    latest = days[limits.checks_least - 1 :]
    return [
        (last + 1, first + limits.days) for first, last in zip(days, latest, strict=False) if last < first + limits.days
    ]


def holds(spells: list[Spell], day: Day) -> bool:
    """Whether one of these spells holds the day."""
    return any(first <= day <= last for first, last in spells)


def since(case: Case, limits: Thresholds) -> Day:
    """The first day of the present breach, each day judged by what was known on it."""
    opens = case.born + limits.from_birth
    came = [
        (contact.day.toordinal(), case.delivered_seen_on(contact), promise.supportive)
        for promise in case.promises
        for contact in promise.visits
    ]

    def breached(day: Day) -> bool:
        lately = [
            for_her for came_on, known, for_her in came if known <= day and came_on < day <= came_on + limits.days
        ]
        return day >= opens and len(lately) >= limits.checks_least and not any(lately)

    turns = {turn for came_on, known, _ in came for turn in (known, came_on + 1, came_on + limits.days + 1)}
    return walk_back(turns | {opens}, case.today, breached)


def finding(checks: list[Contact], since: Day) -> Finding:
    """How often she was checked on while nobody came to help."""
    on = listed(said(contact.day.toordinal()) for contact in checks)
    return RULE.finding(
        since=since,
        sentence=f"{counted(len(checks), 'check')} took place ({on}), and no support for her has reached her in that time.",
        evidence=tuple(contact_evidence(contact) for contact in checks),
        service=None,
        next_step="Ask her what would help, and have somebody come for her, not only to check.",
        closes_when="A contact that is for her reaches her.",
    )


RULE = Rule("checks_without_support", About.PREGNANCY, Level.SOON, Thresholds, judge)
