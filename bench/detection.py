"""How soon a fall is noticed, and how often well support is flagged: the rules beside two simple yardsticks."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from statistics import median, quantiles
from typing import Any, NamedTuple

from pathway import packs
from pathway.rules import judge
from pathway.rules.facts import Pathway, Support
from pathway.rules.pack import Pack
from pathway.rules.words import Level, Outcome

from .lives import Fall, Life, lives

ONE_DAY = timedelta(days=1)
REACHES_HER = frozenset(
    {"support_missed", "support_fading", "support_cliff", "no_support_planned", "handover_open", "support_undated",
     "treatment_slipping", "nothing_booked"}
)  # fmt: skip
"""The rules under "Support that reaches her"; what else a flag may say is not counted, for or against."""
FOUR_WEEKS = timedelta(days=28)


class Alarm(NamedTuple):
    """Days, both included, on which something was flagged: what it was about ("" for the pregnancy) and by which rule."""

    rule: str
    about: str
    first: date
    last: date


def by_rules(life: Life, least_urgent: Level = Level.WATCH) -> Iterator[Alarm]:
    """What the rules flag, judged only on the days on which something can change."""
    return alarms(jumps(life, packs.load("england"), least_urgent), life.ends)


def jumps(life: Life, pack: Pack, least_urgent: Level) -> Iterator[tuple[date, set[tuple[str, str]]]]:
    """Each day of change, and what is flagged from then on."""
    day: date | None = life.pathway.booked
    while day and day <= life.ends:
        judgement = judge(life.pathway, day, pack)
        found = (found for found in judgement.findings if found.rule in REACHES_HER and found.level <= least_urgent)
        yield day, {(each.rule, each.about) for each in found}
        day = judgement.changes_on


def to_act_on(life: Life) -> Iterator[Alarm]:
    """Only what the rules ask somebody to act on today or this week, and not what waits for the next review."""
    return by_rules(life, Level.SOON)


def nothing_for_28_days(life: Life) -> Iterator[Alarm]:
    """No contact from this service for 28 days."""
    return since_last_visit(life, lambda support: FOUR_WEEKS)


def overdue(life: Life) -> Iterator[Alarm]:
    """Overdue since the last visit: the interval and a quarter of it."""
    return since_last_visit(life, lambda support: timedelta(days=(support.every or 0) * 5 // 4))


def since_last_visit(life: Life, longest: Callable[[Support], timedelta]) -> Iterator[Alarm]:
    """What is flagged while the last delivered contact (or the start) of a promise lies further back than that."""
    for support in life.pathway.supports:
        days = [support.start or life.ends, *delivered(life.pathway, support.key), life.ends + ONE_DAY]
        for last, following in pairwise(days):
            first = last + longest(support) + ONE_DAY
            if first < following:
                yield Alarm("since last visit", support.key, first, following - ONE_DAY)


def delivered(pathway: Pathway, key: str) -> list[date]:
    """The days on which a promise was kept."""
    return [row.day for row in pathway.contacts if row.support == key and row.outcome is Outcome.DELIVERED]


def alarms(days: Iterable[tuple[date, set[tuple[str, str]]]], ends: date) -> Iterator[Alarm]:
    """Runs of days from what is flagged as of each day of change."""
    standing: dict[tuple[str, str], date] = {}
    for day, now in days:
        for key in [key for key in standing if key not in now]:
            yield Alarm(*key, standing.pop(key), day - ONE_DAY)
        for key in now:
            standing.setdefault(key, day)
    yield from (Alarm(*key, first, ends) for key, first in standing.items())


def while_well(life: Life, found: list[Alarm]) -> list[Alarm]:
    """Flags that came up while all support was well."""
    return [alarm for alarm in found if alarm.first < (life.fell or date.max)]


def spells(found: list[Alarm]) -> int:
    """How often somebody had to look: flags about one promise on the same days read as one story."""
    count, until = 0, dict[str, date]()
    for alarm in sorted(found, key=lambda alarm: alarm.first):
        count += alarm.first > until.get(alarm.about, date.min)
        until[alarm.about] = max(alarm.last, until.get(alarm.about, date.min))
    return count


def days_to_notice(life: Life, found: list[Alarm]) -> int | None:
    """Days from the fall to the first day with a flag about that promise or the pregnancy; None: never noticed.

    A flag that stood already counts as noticed at once, which favours whoever flags much.
    """
    if life.fell is None:
        return None
    days = [max(alarm.first, life.fell) for alarm in found if alarm.last >= life.fell and alarm.about in ("", life.key)]
    return (min(days) - life.fell).days if days else None


def weeks_well(life: Life) -> float:
    """The weeks before the fall, or all."""
    return ((life.fell or life.ends + ONE_DAY) - life.pathway.booked).days / 7


OURS, AFTER_28_DAYS, OVERDUE = "Alongside's rules", "no contact for 28 days", "overdue since the last visit"
DETECTORS: dict[str, Callable[[Life], Iterator[Alarm]]] = {
    OURS: by_rules,
    "of these, to act on within a week": to_act_on,
    AFTER_28_DAYS: nothing_for_28_days,
    OVERDUE: overdue,
}


def measure(of_each: int) -> dict[str, Any]:
    """False flags for each woman-week, and days to notice, by detector, kind of fall and promise."""
    found = list(lives(of_each))
    return {"lives": len(found), "detectors": {name: figures(found, see) for name, see in DETECTORS.items()}}


def figures(found: list[Life], see: Callable[[Life], Iterator[Alarm]]) -> dict[str, Any]:
    """One detector's figures."""
    seen = [(life, list(see(life))) for life in found]
    weeks = sum(weeks_well(life) for life in found)
    falls = [(life, days_to_notice(life, alarms)) for life, alarms in seen if life.fell]
    return {
        "false_flags_per_week": sum(len(while_well(life, alarms)) for life, alarms in seen) / weeks,
        "false_per_week": sum(spells(while_well(life, alarms)) for life, alarms in seen) / weeks,
        "all": delays(days for _, days in falls),
        "by_fall": {kind: delays(days for life, days in falls if life.fall == kind) for kind in list(Fall)[1:]},
        "by_promise": {
            support.key: delays(days for life, days in falls if life.key == support.key)
            for support in found[0].pathway.supports
        },
    }


def delays(days: Iterable[int | None]) -> dict[str, Any]:
    """The median and the 90th percentile of days to notice, and how many were never noticed."""
    all_days = list(days)
    known = sorted(day for day in all_days if day is not None)
    if len(known) < 2:
        return {"median": None, "p90": None, "never": len(all_days) - len(known)}
    return {"median": median(known), "p90": quantiles(known, n=10)[-1], "never": len(all_days) - len(known)}
