"""Doing once what may be sent twice: by another system that no answer reached, or by somebody who pressed a button twice."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from ..models import Sending, User
from ..models.sendings import A_MOMENT, KEPT
from .base import Problem

OTHER_BODY = (
    "This Idempotency-Key came with something else within the last day. Send a new key with each write, and the same "
    "key only with the very same write."
)


def once(*, key: str, digest: str, make: Callable[[], models.Model], by: User) -> tuple[int, bool]:
    """The key of the record that was made under this key, now or before; and whether it was before.

    Two at the same moment: the second waits for the first, and makes nothing.
    """
    try:
        return _first(key, digest, make, by), False
    except IntegrityError:
        if not (row := Sending.objects.filter(by=by, key=key).first()):
            raise
    if row.digest != digest:
        raise Problem(OTHER_BODY)
    return row.made, True


@transaction.atomic
def _first(key: str, digest: str, make: Callable[[], models.Model], by: User) -> int:
    """Make it under this key; IntegrityError if the key is there already. A Problem leaves no key behind."""
    Sending.objects.filter(by=by, at__lte=timezone.now() - KEPT).delete()
    row = Sending.objects.create(by=by, key=key, digest=digest, made=0)
    made = make()
    Sending.objects.filter(pk=row.pk).update(made=made.pk)
    return int(made.pk)


def once_in_a_moment(*, key: str, make: Callable[[], Any], by: User) -> Any:
    """What was made under this key, now or a moment ago: a record, or several; whatever makes none is done each time."""
    try:
        return _first_in_a_moment(key, make, by)
    except IntegrityError:
        if not (row := Sending.objects.filter(by=by, key=key).first()):
            raise
    return found(row.records)


@transaction.atomic
def _first_in_a_moment(key: str, make: Callable[[], Any], by: User) -> Any:
    """Make it; IntegrityError if it was made a moment ago. Whatever is refused leaves no key behind."""
    now = timezone.now()
    Sending.objects.filter(Q(at__lte=now - KEPT) | Q(key=key, at__lte=now - A_MOMENT), by=by).delete()
    row = Sending.objects.create(by=by, key=key, digest=key, made=0)
    made = make()
    if told := said(made):
        Sending.objects.filter(pk=row.pk).update(records=told)
    else:
        row.delete()
    return made


def said(made: Any) -> str:
    """Which records were made: “aim 12”, and with a comma at the end where they came as a list; empty for all else."""
    rows = made if isinstance(made, list) else [made]
    if not rows or not all(isinstance(row, models.Model) for row in rows):
        return ""
    keys = " ".join(str(row.pk) for row in rows)
    return f"{rows[0]._meta.model_name} {keys}{',' if made is rows else ''}"


def found(told: str) -> Any:
    """The records that were made, as `said` tells them."""
    name, *keys = told.rstrip(",").split()
    rows = apps.get_model("pathway", name)._base_manager.in_bulk([int(key) for key in keys])
    made = [rows[int(key)] for key in keys]
    return made if told.endswith(",") else made[0]
