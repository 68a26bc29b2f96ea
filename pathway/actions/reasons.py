"""What got in the way, parted: what every service that helps her may see, and that it did not feel safe, which few may."""

from datetime import date
from typing import NamedTuple

from ..models import Contact, Information, Move, NotSafe, OutcomeRecord, Pregnancy, User, Why
from ..permissions import CLOCK, may_act, require
from .base import record_event


class Said(NamedTuple):
    """What is told, as every service may see it; `apart` are the words of what did not feel safe (None: it was not that)."""

    open: dict[str, str]
    apart: str | None = None


def parted(
    told: dict[str, str], before: OutcomeRecord | None, pregnancy: Pregnancy, by: User | None, today: date
) -> Said:
    """Part what is told anew of a reason from what stands apart; what stood apart `before` stays unless it is changed.

    Somebody who may not see that it did not feel safe cannot change it either: to them she would rather not say.
    """
    stood = NotSafe.objects.filter(record=before).first() if before else None
    reason = told.get("reason", "")
    if stood and reason in ("", Why.RATHER_NOT_SAY):
        if by is not CLOCK and not may_act(by, pregnancy, Information.SAFETY, today):
            return Said(told, stood.words)
        reason = reason or Why.NOT_SAFE
    if reason != Why.NOT_SAFE:
        return Said(told)
    require(by, pregnancy, today, Information.SAFETY)
    words = told.get("reason_words") or (stood.words if stood else "")
    return Said(told | {"reason": Why.RATHER_NOT_SAY.value, "reason_words": ""}, words)


def keep_apart(
    said: Said, contact: Contact, by: User | None, *, record: OutcomeRecord | None = None, move: Move | None = None
) -> None:
    """Write what stands apart beside its record or its move, with an event that as few may see."""
    if said.apart is not None:
        row = NotSafe.objects.create(contact=contact, record=record, move=move, words=said.apart)
        record_event("contacts.keep_apart", row, contact.support.pregnancy, by, information=Information.SAFETY)
