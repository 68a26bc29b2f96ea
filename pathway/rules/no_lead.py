"""Nobody leads for her, or whoever does leaves within two weeks and nobody is named to follow."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, day_of, said, unbroken_since
from .facts import Lead
from .known import Case
from .limits import days
from .rule import About, Rule
from .verdicts import Evidence, Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How early a follower must be named."""

    ahead: Annotated[int, days("Whoever leads next is named so long before the last one leaves", least=0)]


class Run(NamedTuple):
    """Days without a gap on which somebody leads, and the first day from which whoever leads last is there."""

    first: Day
    last: Day
    last_lead_from: Day


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look for the gaps between those who lead, and the days before each."""
    runs = runs_of(case.leads)
    spells = list(breaches(runs, limits))
    here = next((spell for spell in spells if spell[1] >= case.today), (FOREVER, FOREVER))
    if case.today < here[0]:
        return Verdict((), here[0])
    leaves = next((run.last for run in runs if run.first <= case.today <= run.last), 0)
    start = unbroken_since(spells, case.today)
    return Verdict((finding(case, leaves, max(start, case.booked)),), (leaves or here[1]) + 1)


def runs_of(leads: tuple[Lead, ...]) -> list[Run]:
    """Who leads, as runs without a gap, in order."""
    runs: list[Run] = []
    for first, last in sorted((lead.start.toordinal(), day_of(lead.until)) for lead in leads):
        if not runs or first > runs[-1].last + 1:
            runs.append(Run(first, last, first))
        elif last > runs[-1].last:
            runs[-1] = Run(runs[-1].first, last, first)
    return runs


def breaches(runs: list[Run], limits: Thresholds) -> list[Spell]:
    """The days on which nobody leads, or the last to lead is about to leave."""
    spells: list[Spell] = []
    begins = 0
    for run in runs:
        spells.append((begins, run.first - 1))
        begins = max(run.last - limits.ahead, run.last_lead_from) if run.last < FOREVER else FOREVER
    return [*spells, (begins, FOREVER)]


def finding(case: Case, leaves: Day, since: Day) -> Finding:
    """Who leaves and when, or since when nobody has led."""
    last = leaves or case.today
    past = [lead for lead in case.leads if day_of(lead.until) <= last and day_of(lead.start) <= case.today]
    latest = max(past, key=lambda lead: (day_of(lead.until), -day_of(lead.start)), default=None)
    if latest is None:
        sentence = "Nobody leads for her."
    elif leaves:
        sentence = f"{latest.worker} leads for her until {said(leaves)}, and nobody is named to follow."
    else:
        until = day_of(latest.until)
        due = f"; who follows was to be named by {said(since)}" if since < until else ""
        sentence = f"Nobody leads for her. {latest.worker} did until {said(until)}{due}."
    return RULE.finding(
        since=since,
        sentence=sentence,
        evidence=(Evidence("lead", latest.ref, f"{latest.worker} until {said(day_of(latest.until))}"),)
        if latest
        else (),
        service=None,
        next_step="Name who leads next, have both meet her together, and tell her.",
        closes_when="Somebody leads, or is named to follow without a gap.",
    )


RULE = Rule("no_lead", About.PREGNANCY, Level.NOW, Thresholds, judge)
