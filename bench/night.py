"""A night of papers: a real worker with two processes makes the papers of agreed plans, and is killed in the middle.

One plan cannot be printed. `python -m bench.night fill 60` makes the plans; `python -m bench.night measure 60` lets the
night pass and prints figures as JSON. Database, broker and folder are those that the environment names.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.utils import timezone

from . import databases, speed

PATIENCE = 4 * 3600  # seconds
PAUSE = 0.25  # seconds between looks
PORT = 8999
"""Names the worker's log; nobody listens there."""


def nights(number: int, say: Callable[[str], None]) -> Iterator[dict[str, Any]]:
    """Figures for each database, with the broker that goes with it."""
    for name, database in speed.here(say).items():
        with database() as address, databases.broker(name) as broker:
            say(f"{name}, the papers of {number:,} women by {broker.split(':')[0]} …")
            yield {"database": name} | speed.one_caseload(address, number, "bench.night", broker)


def fill(number: int) -> None:
    """So many women with a plan agreed today, of which one is spoilt; every second paper may name what it is about."""
    from django.core.management import call_command

    from pathway.actions import assessments, plans
    from pathway.models import PlanVersion, Pregnancy
    from pathway.permissions import CLOCK

    from . import caseload

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    caseload.fill(number)
    caseload.settle()
    today = timezone.localdate()
    for woman in Pregnancy.objects.order_by("pk"):
        about: dict[str, Any] = {"pregnancy": woman, "by": CLOCK, "today": today}
        if woman.pk % 2:
            assessments.record_safe_contact(route="by_hand", safe=True, answered_on=today, **about)
        plans.agree(**about)
    spoilt = PlanVersion.objects.filter(pregnancy=number // 2).order_by("-number").values_list("pk", flat=True)[0]
    PlanVersion.objects.filter(pk=spoilt).update(promises=[{"reference": "talking", "start": "not a day"}])
    caseload.settle()


def measure(number: int) -> dict[str, Any]:
    """Let the clock send its message, kill the worker when half is done, let it start again, and look at what there is."""
    from pathway.management.commands.start import processes
    from pathway.settings import VAR_DIR
    from tasks.plans import make_overnight

    (VAR_DIR / "log").mkdir(parents=True, exist_ok=True)
    worker = processes("127.0.0.1", PORT, VAR_DIR)[1]
    before, work = time.perf_counter(), 0.0
    for enough in (number // 2, number - 1):
        worker.start()
        try:
            make_overnight.delay()  # as the clock does
            until(lambda enough=enough: made() >= enough and (enough < number - 1 or none_is_left()), worker)
            work += work_of(worker.process.pid)  # type: ignore[union-attr]
        finally:
            worker.clear_away()  # kill -9, its own processes too
    took = time.perf_counter() - before
    return {"women": number, "seconds": took, "work": work} | what_there_is()


def made() -> int:
    """How many papers there are."""
    from pathway.models import Printout

    return Printout.objects.count()


def none_is_left() -> bool:
    """All are made, or could not be made just now."""
    from pathway.actions import printouts

    return not printouts.unmade().exists()


def what_there_is() -> dict[str, int]:
    """Papers and their pages, women with two of them, papers that are not whole, and faults kept."""
    from pathway.models import PrintFault, Printout

    papers = list(Printout.objects.values_list("pregnancy", "pages", "sha256", "content"))
    whole = sum(hashlib.sha256(content).hexdigest() == sha256 for _, _, sha256, content in papers)
    return {
        "papers": len(papers),
        "pages": sum(pages for _, pages, _, _ in papers),
        "twice": len(papers) - len({woman for woman, *_ in papers}),
        "broken": len(papers) - whole,
        "faults": PrintFault.objects.filter(mended_at__isnull=True).count(),
    }


def until(it_is_so: Callable[[], bool], worker: Any) -> None:
    """Wait until something is so; SystemExit with the worker's last words if it has ended or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not it_is_so():
        if not worker.alive() or time.monotonic() > deadline:
            raise SystemExit(f"The night did not pass.\n{worker.last_lines()}")
        time.sleep(PAUSE)


def work_of(session: int) -> float:
    """Seconds of a core that the processes of this session have had."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(words[3]) == session:
            ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pathway.settings")
    django.setup()
    _, what, women = sys.argv
    if what == "fill":
        fill(int(women))
    else:
        print(json.dumps(measure(int(women)) | {"broker": os.environ.get("CELERY_BROKER_URL", "filesystem://")}))
    connection.close()
