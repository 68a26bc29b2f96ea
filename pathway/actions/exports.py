"""Lists that leave the house: the log says who took out which women, when, and narrowed to what."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from ..models import Event, Pregnancy, User
from .base import record_event


@transaction.atomic
def note(*, women: Sequence[Pregnancy], filters: Sequence[str], file: str, by: User) -> Event:
    """Write down that somebody takes out a list of women whom they may see."""
    taken = {"number": len(women), "women": [woman.pk for woman in women], "filters": list(filters), "file": file}
    changes: dict[str, list[Any]] = {name: [None, value] for name, value in taken.items()}
    return record_event("exports.note", by, None, by, changes=changes)
