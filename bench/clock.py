"""One caseload in one database, swept by the clock, in a process of its own so that its memory can be told.

`python -m bench.clock fill 1000` makes the tables and fills them; `python -m bench.clock measure 1000` prints figures as
JSON, times in seconds. The database is the one that DATABASE_URL names.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

from .women import TODAY

POLLS, DAYS = 21, 5
ONE_DAY = timedelta(days=1)


def fill(number: int) -> None:
    """Make the tables, and so many women in them."""
    from . import caseload

    call_command("migrate", verbosity=0)
    caseload.fill(number)
    caseload.settle()


def measure(number: int) -> dict[str, Any]:
    """Sweep the caseload in several states."""
    from . import yardsticks

    found: dict[str, Any] = {"women": number, "memory_before_mb": peak_memory()}
    found["first"], found["opened"] = timed(lambda: sweep(TODAY))
    polls = [timed(lambda: sweep(TODAY))[0] for _ in range(POLLS)]
    found["idle_ms"], found["idle_wall_ms"] = (median(poll[name] for poll in polls) * 1000 for name in ("work", "wall"))
    found["tomorrow"] = due_on(TODAY + ONE_DAY)
    found["days"] = [usual_day(number, share) for share in (20, 5)]
    found["again"] = a_day(number, 1)
    found["memory_mb"] = peak_memory()  # before the yardsticks, of which one holds many rows at once
    found["read"], found["rows"] = timed(yardsticks.read_once)
    found["sql"], breaches = timed(lambda: yardsticks.silent_promises(TODAY))
    found["sql_agrees"] = breaches == recurring_breaches()
    return found


def a_day(number: int, share: int) -> dict[str, Any]:
    """A sweep on which one woman in so many is due, and nothing has changed."""
    from pathway.models import Pregnancy

    due = Pregnancy.objects.filter(pk__in=range(share, number + 1, share)).update(reassess_on=TODAY)
    time, changed = timed(lambda: sweep(TODAY))
    return time | {"due": due, "changed": changed}


def usual_day(number: int, share: int) -> dict[str, Any]:
    """The median of several such days: so few women are done before a busy machine evens itself out."""
    return sorted((a_day(number, share) for _ in range(DAYS)), key=lambda day: float(day["work"]))[DAYS // 2]


def due_on(day: date) -> int:
    """How many women are due by a day, as things stand."""
    from pathway.models import Pregnancy

    return Pregnancy.objects.due_for_reassessment(day).count()


def sweep(today: date) -> int:
    """One pass of the clock, as the product makes it; how many flags it opened or closed."""
    from pathway.actions import flags

    changes = flags.sweep(today=today)
    return len(changes.opened) + len(changes.closed)


def recurring_breaches() -> list[int]:
    """The recurring supports of which a flag now says that they have not reached her."""
    from pathway.models import Flag, Support

    open_flags = set(Flag.objects.open().filter(rule="support_missed").values_list("pregnancy", "about"))
    rows = Support.objects.filter(every__isnull=False).order_by("pk").values_list("pk", "pregnancy", "reference")
    return [pk for pk, pregnancy, reference in rows if (pregnancy, reference) in open_flags]


def timed(work: Callable[[], Any]) -> tuple[dict[str, float], Any]:
    """How many seconds it takes by the clock on the wall and of one core's work, and what it gives."""
    wall, work_before = perf_counter(), work_done()
    result = work()
    return {"wall": perf_counter() - wall, "work": work_done() - work_before}, result


def work_done() -> float:
    """Seconds of a core that this process has had, and the database server's process that answers it, if there is one.

    Processes that PostgreSQL starts beside it are not counted; the benchmark's own server starts none (databases.py).
    """
    if connection.vendor != "postgresql":
        return process_time()
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()
    return process_time() + int(server[0]) / 1e9


def peak_memory() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pathway.settings")
    django.setup()
    _, what, women = sys.argv
    if what == "fill":
        fill(int(women))
    else:
        print(json.dumps(measure(int(women))))
