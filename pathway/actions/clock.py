"""How the clock says that it has come by, and how it lets others write while it has much to do."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import ParamSpec, TypeVar

from django.db import connection
from django.utils import timezone

from ..models import Heartbeat

Given = ParamSpec("Given")
Done = TypeVar("Done")
OTHERS_SHARE = 0.1
"""Of the time that a chunk took, so much is left to others before the next."""
SHORTEST_TURN = 0.01  # seconds


def beat(*, part: str) -> None:
    """Record that this part of the clock has just come by."""
    now = timezone.now()
    if not Heartbeat.objects.filter(part=part).update(at=now):
        Heartbeat.objects.bulk_create([Heartbeat(part=part, at=now)], ignore_conflicts=True)  # another may be first


def in_turn(chunk: Callable[Given, Done], *args: Given.args, **given: Given.kwargs) -> Done:
    """Do one chunk of long work; then, where only one can write at a time, leave the others a moment.

    SQLite keeps no queue: who waits looks again every tenth of a second, and would never find the lock free between
    two chunks that follow at once. A midwife's own record, or an administrator's stop, must not wait for all of them.
    """
    begun = monotonic()
    done = chunk(*args, **given)
    if done and not (connection.features.has_select_for_update_skip_locked or connection.in_atomic_block):
        sleep(max(SHORTEST_TURN, OTHERS_SHARE * (monotonic() - begun)))
    return done
