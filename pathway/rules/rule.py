"""What every rule is made of."""

import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from .days import FOREVER, Day
from .known import Case
from .verdicts import Evidence, Finding, Verdict
from .words import Level

NOTHING = Verdict((), FOREVER)


class About(StrEnum):
    """What the findings of a rule are about, and so what a flag's `about` names."""

    SUPPORT = "the support"
    PREGNANCY = "the pregnancy"
    WEEK = "the week (its Monday)"
    DAY = "the day"
    SERVICE = "the service"
    MEETING = "the meeting"
    REQUEST = "the request"
    PLAN = "the plan"


class Rule(NamedTuple):
    """One rule: `judge` takes the case as known on its day and the rule's own thresholds."""

    code: str
    about: About
    level: Level
    thresholds: type[Any]
    judge: Callable[[Case, Any], Verdict]

    @property
    def sentence(self) -> str:
        """The sentence that a clinician signs: the first of the rule's own file."""
        return (sys.modules[self.judge.__module__].__doc__ or "").strip()

    def finding(
        self,
        *,
        about: str = "",
        since: Day,
        sentence: str,
        evidence: tuple[Evidence, ...],
        service: str | None,
        next_step: str,
        closes_when: str,
    ) -> Finding:
        """A finding of this rule."""
        return Finding(
            self.code, about, self.level, date.fromordinal(since), sentence, evidence, service, next_step, closes_when
        )
