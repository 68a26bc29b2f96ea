"""What all actions share: errors that say what to mend, events, edits that never overwrite another's, references."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.text import slugify

from ..models import Event, Information, Pregnancy, User
from ..permissions import CLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import QuerySet

__all__ = ["CLOCK", "Conflict", "Problem"]

YEARS = range(1900, 2201)
"""Those that a date can be meant to lie in."""
Row = TypeVar("Row", bound=Model)
_judged_later: ContextVar[set[int] | None] = ContextVar("judged_later", default=None)


class Problem(ValueError):
    """Bad input: `sentence` says what to mend, `field` which argument it is about (None: all of them)."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class Conflict(Problem):
    """Somebody else changed the record meanwhile; nothing was written."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Somebody else changed {what} while you were writing. Their change is shown; yours is not saved yet. "
            "Look at both, then save again."
        )


@contextmanager
def judged_later() -> Iterator[None]:
    """Inside, actions leave the judging to the clock: for loading many records at once. All of it or nothing."""
    later: set[int] = set()
    token = _judged_later.set(later)
    try:
        with transaction.atomic():
            yield
            Pregnancy.objects.filter(pk__in=later).update(reassess_on=date.min)
    finally:
        _judged_later.reset(token)


def defer_judging(pregnancies: set[int]) -> bool:
    """Whether the judging of these waits for the clock at the moment; if so they are remembered for it."""
    later = _judged_later.get()
    if later is not None:
        later |= pregnancies
    return later is not None


def long_date(day: date) -> str:
    """A date as people write it: 3 March 2026."""
    return f"{day:%-d %B %Y}"


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Model):
        return value.pk
    return value


def record_event(
    verb: str,
    record: Model,
    pregnancy: Pregnancy | None,
    by: User | None,
    *,
    information: str = Information.PATHWAY,
    changes: dict[str, list[Any]] | None = None,
) -> Event:
    """Write down who did what to which record, with old and new values."""
    return Event.objects.create(
        verb=verb,
        by=by,
        pregnancy=pregnancy,
        information=information,
        record=f"{record._meta.model_name} {record.pk}",
        changes={field: [plain(old), plain(new)] for field, (old, new) in (changes or created(record)).items()},
    )


def created(record: Model) -> dict[str, list[Any]]:
    """All that stands in a new row, as changes from nothing."""
    fields = (field for field in record._meta.concrete_fields if not field.primary_key)
    values = ((field.attname, field.value_from_object(record)) for field in fields)
    return {name: [None, value] for name, value in values if value not in (None, "")}


def edit(record: Model, version: int | None, what: str, /, **fields: Any) -> dict[str, list[Any]]:
    """Write these fields if nobody has edited the row since `version`; returns {field: [old, new]} of those that differ.

    `version` None means the row as it was fetched. Raises Conflict, having written nothing, if somebody was faster.
    """
    changes = {name: [getattr(record, name), new] for name, new in fields.items() if getattr(record, name) != new}
    expected = record.version if version is None else version  # type: ignore[attr-defined]
    rows = type(record)._base_manager.filter(pk=record.pk, version=expected)
    if not rows.update(version=expected + 1, **{name: new for name, (_, new) in changes.items()}):
        raise Conflict(what)
    record.refresh_from_db(fields=["version", *changes])  # only these; the rest is as it was at that version
    return changes


def reference_for(existing: Iterable[str], words: str) -> str:
    """A short name that none of the existing has: drug-service, drug-service-2, …"""
    base, taken = slugify(words)[:50] or "line", set(existing)
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def with_reference(taken: QuerySet[Any], given: str, words: str, make: Callable[[str], Row]) -> Row:
    """Make a row under the reference that was given, or under a new one; `taken` are the rows of hers beside it.

    Two people may do so at the same moment: whoever comes second takes the next free reference.
    """
    while True:
        name = given or reference_for(taken.values_list("reference", flat=True), words)
        try:
            with transaction.atomic():
                return make(name)
        except IntegrityError:
            if given or not taken.filter(reference=name).exists():
                raise


def saved(row: Row, **fields: Any) -> Row:
    """A new row, written with these fields as well."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def not_in_future(day: date, today: date, field: str, what: str) -> None:
    """Refuse a day that has not come yet, and a year that cannot be meant."""
    plausible(day, field)
    if day > today:
        raise Problem(f"{what} cannot be in the future. Give {long_date(today)} or an earlier day.", field)


def in_order(first: date | None, last: date | None, field: str, what: str) -> None:
    """Refuse an end before its start."""
    if first and last and last < first:
        raise Problem(f"{what} ends before it starts. Give {long_date(first)} or a later day.", field)


def not_before(first: date, day: date, field: str, what: str) -> None:
    """Refuse a day on which it cannot have been yet."""
    if day < first:
        raise Problem(f"{what} cannot be before {long_date(first)}. Give that day or a later one.", field)


def plausible(day: date | None, field: str) -> None:
    """Refuse a year that cannot be meant."""
    if day and day.year not in YEARS:
        raise Problem(f"The year {day.year} cannot be right. Check the date.", field)
