"""For four weeks after the birth she has been checked on and nobody has come to help her."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, counted, listed, said, walk_back
from .facts import Contact
from .known import Case, by_day
from .limits import count, days
from .rule import NOTHING, About, Rule
from .telling import contact_evidence
from .verdicts import Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """When checks outweigh support."""

    days: Annotated[int, days("Looks back over the last")]
    checks_least: Annotated[int, count("Speaks if there were so many checks, or more, and no support", "contacts")]
    from_birth: Annotated[int, days("Speaks from so long after the birth", least=0, most="after_birth")]
    after_birth: Annotated[int, days("Speaks until so long after the birth")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at what was delivered in the last weeks."""
    opens, last_day = case.born + limits.from_birth, case.born + limits.after_birth
    if case.born == FOREVER or case.today > last_day:
        return NOTHING
    if case.today >= opens and only_checked(case, case.today, limits):
        checks = checks_before(case, limits)
        oldest = checks[0].day.toordinal()
        changes_on = case.today + 1 if reached_today(case) else min(oldest + limits.days, last_day) + 1
        return Verdict((finding(checks, since(case, limits)),), changes_on)
    last = max(
        (promise.delivered[-1] for promise in case.promises if promise.supportive and promise.delivered), default=0
    )
    first = max(case.today + 1, opens, last + limits.days + 1)  # from then on checks only drop out of view
    return Verdict((), first if first <= last_day and only_checked(case, first, limits) else FOREVER)


def only_checked(case: Case, day: Day, limits: Thresholds) -> bool:
    """Whether the weeks before a day hold enough checks, and no support for her."""
    first, checks = day - limits.days, 0
    for promise in case.promises:
        came = promise.delivered_within(first, day - 1)
        if came and promise.supportive:
            return False
        checks += came
    return checks >= limits.checks_least


def checks_before(case: Case, limits: Thresholds) -> list[Contact]:
    """The checks of the weeks before today, in order of day."""
    visits = (contact for promise in case.promises if not promise.supportive for contact in promise.visits)
    lately = (contact for contact in visits if case.today - limits.days <= contact.day.toordinal() < case.today)
    return sorted(lately, key=by_day)


def reached_today(case: Case) -> bool:
    """Whether anything was delivered today; it comes into view tomorrow."""
    return any(promise.delivered and promise.delivered[-1] == case.today for promise in case.promises)


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
        next_step="Ask her what would help, and have somebody be there for her, not only to check.",
        closes_when="A contact that is for her reaches her.",
    )


RULE = Rule("checks_without_support", About.PREGNANCY, Level.SOON, Thresholds, judge)
