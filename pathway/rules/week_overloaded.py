"""So many contacts and meetings need her in one calendar week that she is being set up to fail."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, counted, iso, listed, monday_of, said, walk_back
from .facts import Contact
from .known import CALLED_OFF, Case, Sitting
from .limits import count
from .rule import NOTHING, About, Rule
from .telling import contact_evidence, meeting_evidence
from .verdicts import Evidence, Finding, Verdict
from .words import Level

WEEK = 7


class Thresholds(NamedTuple):
    """How much is too much."""

    most: Annotated[int, count("In one calendar week no more should need her than", "contacts and meetings")]
    weeks_ahead: Annotated[int, count("Looks at this week and so many after it", "weeks", least=0, most=52)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Count what is asked of her, week by week."""
    this_week = monday_of(case.today)
    last_week = this_week + limits.weeks_ahead * WEEK
    weeks = [week for week in full_weeks(case, this_week, limits) if week >= this_week]
    if not weeks:
        return NOTHING
    findings = tuple(finding(case, week, limits) for week in weeks if week <= last_week)
    next_to_see = min((week - limits.weeks_ahead * WEEK for week in weeks if week > last_week), default=FOREVER)
    return Verdict(findings, min(weeks[0] + WEEK, next_to_see))


def full_weeks(case: Case, this_week: Day, limits: Thresholds) -> list[Day]:
    """The Mondays, from this week's on, of the weeks that ask too much of her."""
    asked: dict[Day, int] = {}
    for contact in case.contacts_within(this_week, FOREVER):
        if contact.needs_her and contact.outcome not in CALLED_OFF:
            week = monday_of(contact.day.toordinal())
            asked[week] = asked.get(week, 0) + 1
    for sitting in case.sittings:
        if sitting.meeting.needs_her:
            week = monday_of(sitting.day)
            asked[week] = asked.get(week, 0) + 1
    return sorted(week for week, number in asked.items() if number > limits.most)


def contacts_of(case: Case, week: Day) -> list[Contact]:
    """The contacts of a week that need her, those that were called off included."""
    return [contact for contact in case.contacts_within(week, week + WEEK - 1) if contact.needs_her]


def meetings_of(sittings: list[Sitting], week: Day) -> list[Sitting]:
    """The meetings of a week that need her."""
    return [sitting for sitting in sittings if monday_of(sitting.day) == week and sitting.meeting.needs_her]


def since(case: Case, week: Day, limits: Thresholds) -> Day:
    """The first day of the present breach, each day judged by what stood in the diary then."""
    spells = list(standing(case, week))
    first = week - limits.weeks_ahead * WEEK

    def breached(day: Day) -> bool:
        return day >= first and sum(begins <= day <= ends for begins, ends in spells) > limits.most

    return walk_back({first} | {day for begins, ends in spells for day in (begins, ends + 1)}, case.today, breached)


def standing(case: Case, week: Day) -> Iterator[Spell]:
    """For each contact and meeting of the week: the days on which it was known and not called off."""
    for contact in contacts_of(case, week):
        off = contact.outcome in CALLED_OFF
        yield case.seen_on(contact), contact.day.toordinal() - 1 if off else FOREVER
    for sitting in meetings_of(case.sittings + case.called_off, week):
        yield sitting.known, sitting.gone - 1


def finding(case: Case, week: Day, limits: Thresholds) -> Finding:
    """What is asked of her in this week."""
    contacts = [contact for contact in contacts_of(case, week) if contact.outcome not in CALLED_OFF]
    meetings = meetings_of(case.sittings, week)
    services = {case.promise_of(contact).service for contact in contacts}
    evidence: list[Evidence] = [contact_evidence(contact) for contact in contacts]
    evidence += [meeting_evidence(sitting) for sitting in meetings]
    asked = listed(counted(len(rows), thing) for rows, thing in ((contacts, "contact"), (meetings, "meeting")) if rows)
    return RULE.finding(
        about=iso(week),
        since=since(case, week, limits),
        sentence=f"{asked} need her in the week that begins on {said(week)}.",
        evidence=tuple(evidence),
        service=services.pop() if len(services) == 1 and not meetings else None,
        next_step="Agree with her and the services what can be joined, moved or left out that week.",
        closes_when=f"No more than {limits.most} contacts and meetings need her in that week.",
    )


RULE = Rule("week_overloaded", About.WEEK, Level.SOON, Thresholds, judge)
