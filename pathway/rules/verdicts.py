"""What a rule says: its findings, each with its reasons, and until when they hold."""

from datetime import date
from typing import NamedTuple

from .days import Day
from .words import Level


class Evidence(NamedTuple):
    """A record that a finding rests on: its kind ("support", "contact", …), its `ref`, and its words on a screen."""

    kind: str
    ref: str
    words: str


class Finding(NamedTuple):
    """A promise that has fallen away: about what, since when, in whose hands, and what would close it."""

    rule: str
    about: str
    level: Level
    since: date
    sentence: str
    evidence: tuple[Evidence, ...]
    service: (
        str | None
    )  # the service that owns the next step; None = the lead professional or, without one, the liaison team
    next_step: str
    closes_when: str


class Verdict(NamedTuple):
    """One rule's findings on a day, and the first later day (a number; FOREVER = none) on which they could differ."""

    findings: tuple[Finding, ...]
    changes_on: Day


class Judgement(NamedTuple):
    """All rules' findings on a day for one woman; `changes_on` is the least of theirs and of the next day that brings news."""

    findings: tuple[Finding, ...]
    changes_on: date | None
