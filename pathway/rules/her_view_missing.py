"""Her plan was agreed without her own view in it, or was not given to her."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, Spell, day_of, said, unbroken_since
from .facts import Version
from .known import Case
from .limits import days
from .rule import NOTHING, About, Rule
from .verdicts import Evidence, Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How soon she has her plan."""

    days: Annotated[int, days("The plan is given to her within", least=0)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at the latest version that was agreed."""
    if not case.versions:
        return NOTHING
    version = case.versions[-1]
    first, last = wrong(version, limits)
    if case.today < first:
        return Verdict((), first)
    if case.today > last:
        return NOTHING
    return Verdict((finding(version, since(case, limits)),), FOREVER)


def wrong(version: Version, limits: Thresholds) -> Spell:
    """The days on which this version is not as it should be, were it the latest."""
    if not version.her_view:
        return version.agreed.toordinal(), FOREVER
    late = version.agreed.toordinal() + limits.days + 1
    if version.given_to_her is None:
        return late, FOREVER
    given = version.given_to_her.toordinal()
    return (late, given - 1) if late < given else (FOREVER, FOREVER)


def since(case: Case, limits: Thresholds) -> Day:
    """The first day of the present breach, over versions that were the latest one after another."""
    spells: list[Spell] = []
    following = FOREVER
    for version in reversed(case.versions):
        first, last = wrong(version, limits)
        spells.append((first, min(last, following - 1)))
        following = day_of(version.agreed)
    return unbroken_since(spells, case.today)


def finding(version: Version, since: Day) -> Finding:
    """What is missing in or of the plan."""
    on = said(version.agreed.toordinal())
    if version.her_view:
        sentence = f"The plan agreed on {on} has not been given to her."
        step, closes = "Give her the plan and read through it with her.", "The plan is given to her."
    else:
        sentence = f"The plan agreed on {on} does not say how she sees it."
        step = "Ask her how she sees it, and agree the plan anew with her words in it."
        closes = "A version that holds her view is agreed."
    return RULE.finding(
        about="plan",
        since=since,
        sentence=sentence,
        evidence=(Evidence("version", version.ref, f"Plan agreed on {on}"),),
        service=None,
        next_step=step,
        closes_when=closes,
    )


RULE = Rule("her_view_missing", About.PLAN, Level.SOON, Thresholds, judge)
