"""She herself says that she is not getting the support she was promised."""

from typing import Annotated, NamedTuple

from .days import Day, said, unbroken_since
from .facts import Answer
from .known import Case
from .limits import days
from .rule import NOTHING, About, Rule
from .verdicts import Evidence, Finding, Verdict
from .words import GettingSupport, Level

HER_WORDS = {GettingSupport.SOME: "only some of", GettingSupport.NONE: "none of"}


class Thresholds(NamedTuple):
    """How long an answer of hers counts."""

    days: Annotated[int, days("Her answer counts for")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Take her latest answer at her word."""
    if not case.answers:
        return NOTHING
    latest = case.answers[-1]
    last = latest.day.toordinal() + limits.days
    if latest.getting not in HER_WORDS or case.today > last:
        return NOTHING
    return Verdict((finding(latest, since(case, limits)),), last + 1)


def since(case: Case, limits: Thresholds) -> Day:
    """The first day of the run of such answers."""
    spells = []
    following = case.today + 1
    for answer in reversed(case.answers):
        day = answer.day.toordinal()
        if answer.getting in HER_WORDS:
            spells.append((day, min(day + limits.days, following - 1)))
        following = day
    return unbroken_since(spells, case.today)


def finding(answer: Answer, since: Day) -> Finding:
    """What she said, and when."""
    on = said(answer.day.toordinal())
    words = f"She said on {on} that she is getting {HER_WORDS[answer.getting]} the support she was promised"
    return RULE.finding(
        since=since,
        sentence=f"{words}.",
        evidence=(Evidence("answer", answer.ref, words),),
        service=None,
        next_step="Ask her what has not come, believe her, and take it up with the service today.",
        closes_when="She says that she is getting all of it.",
    )


RULE = Rule("she_says_less", About.PREGNANCY, Level.NOW, Thresholds, judge)
