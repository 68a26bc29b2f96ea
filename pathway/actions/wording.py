"""Wording that people stand for: reviews of cards and catalogues, and words kept for a reason."""

from datetime import date, timedelta

from django.db import transaction

from ..models import Information, KeptWord, Pregnancy, Trust, User, WordingReview
from ..permissions import require, require_administrator
from .base import Problem, long_date, not_in_future, record_event

LONGEST_REVIEW = timedelta(days=3 * 366)


@transaction.atomic
def review(
    *,
    trust: Trust,
    wording: str,
    digest: str,
    reviewer: str,
    job: str,
    reviewed: date,
    expires: date,
    by: User | None,
    today: date,
) -> WordingReview:
    """A named person stands for a card or a catalogue, as it reads now, until a day."""
    require_administrator(by, trust, today)
    not_in_future(reviewed, today, "reviewed", "A review")
    if not reviewer.strip() or not job.strip():
        raise Problem("Give the name and the job of the person who read it.", "job" if reviewer.strip() else "reviewer")
    if expires <= reviewed:
        raise Problem(f"A review must last. Give a day after {long_date(reviewed)}.", "expires")
    if expires > reviewed + LONGEST_REVIEW:
        raise Problem("A review lasts three years at most. Give an earlier day.", "expires")
    row = WordingReview.objects.create(
        trust=trust, wording=wording, digest=digest, reviewer=reviewer.strip(), job=job.strip(), reviewed=reviewed,
        expires=expires, by=by,
    )  # fmt: skip
    record_event("wording.review", row, None, by)
    return row


@transaction.atomic
def keep(
    *,
    pregnancy: Pregnancy,
    term: str,
    found: str,
    because: str,
    by: User | None,
    today: date,
    information: str = Information.PATHWAY,
) -> KeptWord:
    """A word that the language check remarked on stays, and why."""
    require(by, pregnancy, today, information)
    if not because.strip():
        raise Problem("Say why the word stays, or change it.", "because")
    row = KeptWord.objects.create(
        pregnancy=pregnancy,
        term=term,
        found=found[:120],
        because=because.strip(),
        day=today,
        by=by,
        information=information,
    )
    record_event("wording.keep", row, pregnancy, by, information=information)
    return row
