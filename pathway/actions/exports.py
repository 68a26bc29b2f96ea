"""What leaves the house: the log says who took out a list of which women, or opened a paper to print it, and when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from ..models import Event, Information, Pregnancy, Printout, User
from ..permissions import require
from .base import record_event


@transaction.atomic
def note(*, women: Sequence[Pregnancy], filters: Sequence[str], file: str, by: User) -> Event:
    """Write down that somebody takes out a list of women whom they may see."""
    taken = {"number": len(women), "women": [woman.pk for woman in women], "filters": list(filters), "file": file}
    changes: dict[str, list[Any]] = {name: [None, value] for name, value in taken.items()}
    return record_event("exports.note", by, None, by, changes=changes)


@transaction.atomic
def note_paper(
    *, record: Model, pregnancy: Pregnancy, paper: str, information: Information, by: User, today: date
) -> Event:
    """Write down that somebody opens a paper about her, to print it."""
    require(by, pregnancy, today, information)
    return record_event(
        "exports.note_paper", record, pregnancy, by, information=information, changes={"paper": [None, paper]}
    )


def note_kept_paper(*, printout: Printout, by: User, today: date) -> Event:
    """Write down that somebody opens a kept paper of hers; what a letter is about is as private as the letter."""
    version = printout.version
    return note_paper(
        record=printout, pregnancy=printout.pregnancy, by=by, today=today,
        paper=f"version {version.number} of her plan" if version else "a letter to her",
        information=Information.PATHWAY if version else Information(printout.information),
    )  # fmt: skip
