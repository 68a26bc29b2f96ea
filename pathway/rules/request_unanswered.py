"""She asked a service for practical help and has had no answer in two weeks."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, said
from .facts import Request
from .known import Case
from .limits import days
from .rule import About, Rule
from .verdicts import Evidence, Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How soon an answer is due."""

    days: Annotated[int, days("She has an answer within", least=0)]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Look at every request without an answer."""
    findings: list[Finding] = []
    changes_on = FOREVER
    for request in case.requests:
        if request.answered is not None:
            continue
        opens = request.asked.toordinal() + limits.days + 1
        if case.today < opens:
            changes_on = min(changes_on, opens)
        else:
            findings.append(finding(request, opens))
    return Verdict(tuple(findings), changes_on)


def finding(request: Request, since: Day) -> Finding:
    """What she asked for, whom, and when."""
    asked = said(request.asked.toordinal())
    return RULE.finding(
        about=request.key,
        since=since,
        sentence=f"She asked {request.service} on {asked} for help ({request.what}) and has had no answer.",
        evidence=(Evidence("request", request.ref, f"{request.what}, asked on {asked}"),),
        service=request.service,
        next_step="Answer her: yes, no and why, or by which day.",
        closes_when=f"{request.service} answers her.",
    )


RULE = Rule("request_unanswered", About.REQUEST, Level.SOON, Thresholds, judge)
