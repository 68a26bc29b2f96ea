"""What was agreed: a plan version's own promises and content, so that the paper says what she was told and nothing newer."""

from copy import copy
from datetime import date
from typing import Any

from ..models import PlanVersion, Pregnancy, Support, Worker
from ..plan_content import content_of

DATES = ("once_by", "start", "until", "stopped", "planned", "agreed_ending")
TERMS = ("what", "kind", "mode", "treatment", "every", "times", *DATES)
Content = dict[str, Any]


def content(version: PlanVersion | None, pregnancy: Pregnancy, today: date) -> Content:
    """The version's content; of a version from before it was kept, or of a draft, the content as it stands today."""
    kept: Content = version.content if version else {}
    return kept or content_of(pregnancy, today)


def as_agreed(version: PlanVersion, live: list[Support]) -> list[Support]:
    """The version's promises in its own order, each a copy of its row with the terms of that day; none is saved."""
    rows = {support.reference: support for support in live}
    return [with_terms(rows[row["reference"]], row) for row in version.promises if row["reference"] in rows]


def with_terms(support: Support, row: dict[str, Any]) -> Support:
    """A copy of the promise with the terms that were agreed, its pauses and handovers as they stand."""
    agreed = copy(support)
    for name in TERMS:
        if name in row:
            setattr(agreed, name, date_of(row[name]) if name in DATES else row[name])
    if row.get("worker") != (support.worker.name if support.worker else ""):
        agreed.worker = Worker.objects.filter(service=support.service_id, name=row.get("worker") or "").first()
    return agreed


def date_of(text: str | None) -> date | None:
    """A day from its ISO form."""
    return date.fromisoformat(text) if text else None
