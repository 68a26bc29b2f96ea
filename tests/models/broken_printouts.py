"""A row of printouts and of what is arranged for the birth that breaks each constraint of theirs."""

from collections.abc import Callable
from datetime import date

from django.db import models

from pathway.models import BirthArrangement, PlanVersion, Printout, PrintRun
from tests.people import People

DAY = date(2026, 3, 2)


def version_of(p: People) -> PlanVersion:
    """A version of her plan."""
    return PlanVersion.objects.create(pregnancy=p.nadia, number=1, agreed=DAY, promises=[])


def printout(p: People, **fields: object) -> Printout:
    """A paper, not saved."""
    about = {"pregnancy": p.nadia, "variant": "full", "made_on": DAY, "sha256": "0", "pages": 1, "content": b"%PDF"}
    return Printout(**about | fields)


def arrangement(p: People, **fields: object) -> BirthArrangement:
    """Who visits, not saved."""
    return BirthArrangement(pregnancy=p.nadia, question="who_visits", **fields)


def twice(row: models.Model) -> models.Model:
    """The same row again, where it stands already."""
    row.save()
    row.pk, row._state.adding = None, True
    return row


BROKEN_PRINTOUTS: dict[str, Callable[[People], models.Model]] = {
    "a_version_is_made_once_for_the_same_days": lambda p: twice(printout(p, version=version_of(p))),
    "a_letter_is_made_once_in_each_language": lambda p: twice(printout(p, subject="contact 1, edit 1")),
    "a_paper_is_of_a_version_or_about_something": lambda p: printout(p),
    "a_team_prints_its_plans_once_at_a_time": lambda p: twice(PrintRun(team=p.nadia.team, total=1, asked_on=DAY)),
    "a_question_about_the_birth_has_one_answer": lambda p: twice(arrangement(p, arranged="Your mum")),
    "a_blank_about_the_birth_has_a_day_to_tell_her": lambda p: arrangement(p),
}
