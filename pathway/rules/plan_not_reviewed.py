"""Something that changes everything has happened – booking, the birth, a separation – and her plan has not been agreed anew since."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, said
from .known import Case
from .limits import days
from .rule import NOTHING, About, Rule
from .verdicts import Evidence, Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How soon a plan is agreed after what happens."""

    after_booking: Annotated[int, days("A plan is agreed within so long of booking", least=0)]
    after_birth: Annotated[int, days("A plan is agreed anew within so long of the birth", least=0)]
    after_separation: Annotated[
        int, days("A plan is agreed anew within so long of the baby going to live apart from her", least=0)
    ]


class Turn(NamedTuple):
    """An event that asks for a plan, and the last day for it."""

    day: Day
    deadline: Day
    what: str
    ref: str


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at the latest event and whether a plan was agreed on or after it."""
    turn = latest_turn(case, limits)
    if case.versions and case.versions[-1].agreed.toordinal() >= turn.day:
        return NOTHING
    if case.today <= turn.deadline:
        return Verdict((), turn.deadline + 1)
    return Verdict((finding(case, turn),), FOREVER)


def latest_turn(case: Case, limits: Thresholds) -> Turn:
    """The latest event; of two on one day the one with the later deadline."""
    turns = [Turn(case.booked, case.booked + limits.after_booking, "She booked", "")]
    if case.born < FOREVER:
        what = "Her pregnancy ended" if case.ended == case.born else "She gave birth"
        turns.append(Turn(case.born, case.born + limits.after_birth, what, ""))
    for first, _ in case.separations:
        apart = Turn(
            first, first + limits.after_separation, "Her baby went to live apart from her", home_on(case, first)
        )
        turns.append(apart)
    return max(turns)


def home_on(case: Case, day: Day) -> str:
    """The record of where her baby lived on a day."""
    return next(home.ref for home in reversed(case.homes) if home.start.toordinal() <= day)


def finding(case: Case, turn: Turn) -> Finding:
    """What has happened, and how old her plan is."""
    plan = (
        f"her plan is from {said(case.versions[-1].agreed.toordinal())}" if case.versions else "she has no agreed plan"
    )
    kind = "home" if turn.ref else "pregnancy"
    evidence = [Evidence(kind, turn.ref, f"{turn.what} on {said(turn.day)}")]
    for version in case.versions[-1:]:
        evidence.append(Evidence("version", version.ref, f"Plan agreed on {said(version.agreed.toordinal())}"))
    return RULE.finding(
        since=turn.deadline + 1,
        sentence=f"{turn.what} on {said(turn.day)}, and {plan}.",
        evidence=tuple(evidence),
        service=None,
        next_step="Meet her and agree the plan anew.",
        closes_when=f"A plan version is agreed on or after {said(turn.day)}.",
    )


RULE = Rule("plan_not_reviewed", About.PREGNANCY, Level.SOON, Thresholds, judge)
