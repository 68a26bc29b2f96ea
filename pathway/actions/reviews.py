"""Reviews of the support she gets; and decisions, with an owner and a date each, until they are done."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from ..models import Decision, Information, Label, Meeting, Pregnancy, Review, Service, User, Worker
from ..permissions import require
from .base import Problem, edit, long_date, not_before, not_in_future, plausible, record_event

MISSING_OF_REQUIRED = {
    "required_by": "Say who requires it.",
    "why": "Say why it is required.",
    "enough": "Say what is enough.",
    "looked_at_again": "Say when it is looked at again.",
    "ends_when": "Say how it ends.",
}


@transaction.atomic
def record(
    *,
    pregnancy: Pregnancy,
    day: date,
    summary: str,
    next_on: date,
    by: User | None,
    today: date,
    with_whom: str = "",
    figures: list[dict[str, Any]] | None = None,
    decided: Sequence[dict[str, Any]] = (),
    seen: int | None = None,
) -> Review:
    """The support she gets was looked at on this day; `figures` are what was promised and kept, as it stood.

    `decided` are the arguments of `decide` for each decision: all is kept together or nothing is. The same review
    sent twice is one review. `seen` is the key of the newest review that the writer knew of, 0 where there was none;
    where somebody else has kept another since, a Problem says so, and nothing is written.
    """
    require(by, pregnancy, today, Information.CHILD_PROTECTION)
    not_in_future(day, today, "day", "A review")
    plausible(next_on, "next_on")
    if not summary.strip():
        raise Problem("Say in a few words what the review came to.", "summary")
    if next_on <= day:
        raise Problem("The next review comes after this one. Give a later day.", "next_on")
    said = {"day": day, "with_whom": with_whom.strip(), "summary": summary.strip(), "next_on": next_on, "by": by}
    _one_at_a_time(pregnancy)
    review = pregnancy.reviews.filter(**said).first()
    if review is None:
        _check_seen(pregnancy, seen)
        review = Review.objects.create(pregnancy=pregnancy, figures=figures or [], **said)
        record_event("reviews.record", review, pregnancy, by, information=Information.CHILD_PROTECTION)
    decide_all(
        pregnancy=pregnancy, rows=[{"decided": day, **row} for row in decided], review=review, by=by, today=today
    )
    return review


def _one_at_a_time(pregnancy: Pregnancy) -> None:
    """Until this transaction ends nobody else writes down a review or a decision of hers."""
    Pregnancy.objects.select_for_update(of=("self",), no_key=True).get(pk=pregnancy.pk)


def _check_seen(pregnancy: Pregnancy, seen: int | None) -> None:
    newest = pregnancy.reviews.order_by("pk").last()
    if seen is not None and newest and newest.pk > seen:
        raise Problem(
            f"{newest.by.name if newest.by else 'Somebody'} kept a review of {long_date(newest.day)} while you were "
            f"writing: “{newest.summary}” Yours is not saved yet. Save it again if both should stand."
        )


@transaction.atomic
def decide(
    *,
    pregnancy: Pregnancy,
    what: str,
    by_when: date,
    by: User | None,
    today: date,
    decided: date | None = None,
    meeting: Meeting | None = None,
    review: Review | None = None,
    service: Service | None = None,
    worker: Worker | None = None,
    hers: bool = False,
    label: str = "",
    required_by: str = "",
    why: str = "",
    enough: str = "",
    looked_at_again: date | None = None,
    ends_when: str = "",
    helped_by: str = "",
    she_said: str = "",
) -> Decision:
    """What was decided, who does it and by when; what is asked of her says whether it is agreed or required, and by whom.

    The same decision sent twice is one decision.
    """
    require(by, pregnancy, today, Information.CHILD_PROTECTION)
    decided = decided or today
    _check_decided(what, decided, by_when, today)
    if [service is not None, worker is not None, hers].count(True) != 1:
        raise Problem("Choose who does it: one service, one worker or she.", "owner")
    asked = {"required_by": required_by.strip(), "why": why.strip(), "enough": enough.strip(),
             "looked_at_again": looked_at_again, "ends_when": ends_when.strip()}  # fmt: skip
    _check_asked(hers, label, asked)
    said = {"meeting": meeting, "review": review, "decided": decided, "what": what.strip(), "service": service,
            "worker": worker, "hers": hers, "by_when": by_when, "label": label, "helped_by": helped_by.strip(),
            "she_said": she_said.strip(), **asked}  # fmt: skip
    return _keep_once(pregnancy, said, by)


def _check_decided(what: str, decided: date, by_when: date, today: date) -> None:
    """Something was decided, on a day that has been, and is done by a day after it."""
    not_in_future(decided, today, "decided", "A decision")
    plausible(by_when, "by_when")
    not_before(decided, by_when, "by_when", "The day by which it is done")
    if not what.strip():
        raise Problem("Say what was decided.", "what")


def _keep_once(pregnancy: Pregnancy, said: dict[str, Any], by: User | None) -> Decision:
    """The decision, unless the same is open already."""
    _one_at_a_time(pregnancy)
    decision: Decision | None = pregnancy.decisions.open().filter(**said).first()
    if decision is None:
        decision = Decision.objects.create(pregnancy=pregnancy, **said)
        record_event("reviews.decide", decision, pregnancy, by, information=Information.CHILD_PROTECTION)
    return decision


@transaction.atomic
def decide_all(
    *, pregnancy: Pregnancy, rows: Sequence[dict[str, Any]], by: User | None, today: date, **of: Any
) -> list[Decision]:
    """Several decisions, each with its arguments, all of them or none; a Problem's field begins with its place from 0."""
    made = []
    for place, row in enumerate(rows):
        try:
            made.append(decide(pregnancy=pregnancy, by=by, today=today, **of, **row))
        except Problem as problem:
            raise Problem(problem.sentence, f"{place}-{problem.field or ''}") from problem
    return made


def _check_asked(hers: bool, label: str, asked: dict[str, Any]) -> None:
    """What is asked of her is agreed, or required by somebody, for a reason, until a day and with an end."""
    if hers and label not in set(Label):
        raise Problem("Say whether she agreed to it or it is required of her.", "label")
    if not hers and (label or any(asked.values())):
        raise Problem("Only what she does is agreed or required. Clear this, or choose her as who does it.", "label")
    if label == Label.REQUIRED:
        for field, sentence in MISSING_OF_REQUIRED.items():
            if not asked[field]:
                raise Problem(f"{sentence} Nothing can be required of her without it.", field)


@transaction.atomic
def finish(
    *,
    decision: Decision,
    on: date,
    by: User | None,
    today: date,
    dropped: bool = False,
    note: str = "",
    version: int | None = None,
) -> Decision:
    """It was done on this day, or (`dropped`) from this day on it is no longer needed, and why."""
    require(by, decision.pregnancy, today, Information.CHILD_PROTECTION)
    not_in_future(on, today, "on", "This")
    if on < decision.decided:
        raise Problem("This day is before the decision itself. Check the date.", "on")
    if decision.done:
        raise Problem("It is recorded already that this is done.", "on")
    if dropped and not note.strip():
        raise Problem("Say why it is no longer needed.", "note")
    changes = edit(decision, version, "this decision", done=on, dropped=dropped, done_note=note.strip())
    record_event(
        "reviews.finish", decision, decision.pregnancy, by, information=Information.CHILD_PROTECTION, changes=changes
    )
    return decision
