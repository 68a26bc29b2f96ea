"""What is arranged for the birth, question by question. No rule sees it, so nothing is reassessed."""

from datetime import date

from django.db import transaction

from ..models import BirthArrangement, BirthQuestion, Pregnancy, User
from ..permissions import require
from .base import Problem, edit, plausible, record_event


@transaction.atomic
def arrange(
    *,
    pregnancy: Pregnancy,
    question: str,
    by: User | None,
    today: date,
    arranged: str = "",
    tell_by: date | None = None,
    version: int | None = None,
) -> BirthArrangement:
    """One answer about the birth, or the day by which she hears it; `version` None where the question is new."""
    require(by, pregnancy, today)
    if question not in set(BirthQuestion):
        raise Problem("Choose one of the questions about the birth.", "question")
    plausible(tell_by, "tell_by")
    if not arranged.strip() and tell_by is None:
        raise Problem("Write what is arranged, or give the day by which you will tell her.", "tell_by")
    terms = {"arranged": arranged.strip(), "tell_by": tell_by}
    row, new = BirthArrangement.objects.get_or_create(pregnancy=pregnancy, question=question, defaults=terms)
    if version is None and not new and by:
        version = 0  # somebody else answered this question while the form was open
    changes = None if new else edit(row, version, "this answer", **terms)
    record_event("arrangements.arrange", row, pregnancy, by, changes=changes)
    return row
