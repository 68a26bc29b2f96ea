"""When has support fallen away? Facts and a day in, findings out: pure, and with the standard library alone.

To add a rule: write its file, add its name to ALL, give its thresholds in the packs, and test its days.
"""

from datetime import date
from importlib import import_module

from .days import FOREVER
from .facts import Pathway
from .known import Case
from .pack import Pack
from .rule import Rule
from .verdicts import Finding, Judgement


def rule(code: str) -> Rule:
    """The rule in the file of this name."""
    found: Rule = import_module(f".{code}", __name__).RULE
    return found


ALL: tuple[Rule, ...] = (
    rule("support_missed"),
    rule("support_fading"),
    rule("support_cliff"),
    rule("no_support_planned"),
    rule("handover_open"),
    rule("support_undated"),
    rule("treatment_slipping"),
    rule("week_overloaded"),
    rule("appointments_clash"),
    rule("ask_without_help"),
    rule("checks_without_support"),
    rule("alone_after_separation"),
    rule("plan_not_reviewed"),
    rule("no_lead"),
    rule("many_faces"),
    rule("conference_late"),
    rule("short_notice"),
    rule("papers_not_shared"),
    rule("request_unanswered"),
    rule("her_view_missing"),
    rule("she_says_less"),
    rule("outcome_missing"),
    rule("nothing_booked"),
)


def judge(pathway: Pathway, today: date, pack: Pack) -> Judgement:
    """All that the rules say of one woman on a day, the most urgent first, and until when it holds."""
    if pathway.closed is not None and pathway.closed <= today:
        return Judgement((), None)
    if today < pathway.booked:
        return Judgement((), pathway.booked)
    case = Case(pathway, today.toordinal())
    findings: list[Finding] = []
    changes_on = min(case.news, FOREVER if pathway.closed is None else pathway.closed.toordinal())
    for each in ALL:
        verdict = each.judge(case, pack.limits[each.code])
        findings += verdict.findings
        changes_on = min(changes_on, verdict.changes_on)
    findings.sort(key=lambda finding: finding.level)
    return Judgement(tuple(findings), None if changes_on >= FOREVER else date.fromordinal(changes_on))
