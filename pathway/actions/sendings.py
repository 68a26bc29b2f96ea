"""Doing once what another system may send twice because no answer reached it."""

from collections.abc import Callable

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from ..models import Sending, User
from ..models.sendings import KEPT
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
