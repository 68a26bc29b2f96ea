"""A finding as a flag holds it: what it says, whose eyes it is for, and what makes it the same flag as yesterday's."""

from typing import Any

from ..models import Flag, Information
from ..rules import ALL
from ..rules.rule import About
from ..rules.verdicts import Finding

CLASS_OF_RULE = {
    "conference_late": Information.CHILD_PROTECTION,
    "short_notice": Information.CHILD_PROTECTION,
    "papers_not_shared": Information.CHILD_PROTECTION,
    "request_unanswered": Information.NEEDS,
    "ask_without_help": Information.NEEDS,
}
"""Whose eyes a flag is for, where it tells of more than the pathway and its promises."""
ABOUT_A_SERVICE = frozenset(rule.code for rule in ALL if rule.about is About.SERVICE)
CLASS_OF_EVIDENCE = {"meeting": Information.CHILD_PROTECTION, "request": Information.NEEDS}

Subject = tuple[str, str | int]
"""A rule and what its finding is about; of a service, its key."""


def subject(rule: str, about: str, service: int | None) -> Subject:
    """What makes a finding the same as an open flag; a service is itself under whatever name."""
    return rule, service if rule in ABOUT_A_SERVICE and service else about


def subject_of(flag: Flag) -> Subject:
    """The same of a flag."""
    return subject(flag.rule, flag.about, flag.service_id)


TOLD = ("about", "information", "level", "sentence", "evidence", "service_id", "next_step", "closes_when")


def told_by(finding: Finding, service: int | None) -> dict[str, Any]:
    """What a finding says, as a flag's fields."""
    return {
        "about": finding.about,
        "information": information_of(finding),
        "level": int(finding.level),
        "sentence": finding.sentence,
        "evidence": [row._asdict() for row in finding.evidence],
        "service_id": service,
        "next_step": finding.next_step,
        "closes_when": finding.closes_when,
    }


def information_of(finding: Finding) -> str:
    """Whose eyes a finding is for: its rule's class, or that of the meetings and requests that it names."""
    kinds = {row.kind for row in finding.evidence}
    named_there = (CLASS_OF_EVIDENCE[kind] for kind in CLASS_OF_EVIDENCE if kind in kinds)
    return CLASS_OF_RULE.get(finding.rule) or next(named_there, Information.PATHWAY)
