"""How long judging takes: the rules alone, and the clock's whole work on two databases."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from statistics import median
from time import process_time
from typing import Any

from pathway import packs
from pathway.rules import judge

from . import databases
from .women import TODAY, women

RUNS, WOMEN = 7, 200
PACES = (0.11, 0.93, 4.3)
"""How often each promise comes round, so that women have about 20, 80 and 320 contacts."""


def rules_alone(runs: int = RUNS, number: int = WOMEN) -> list[dict[str, Any]]:
    """ms of this process's own work to judge one woman, median of the runs; by the number of her contacts."""
    found = []
    for pace in PACES:
        there = list(women(number, pace))
        pack = packs.load("england")
        took = []
        for _ in range(runs):
            before = process_time()
            for woman in there:
                judge(woman, TODAY, pack)
            took.append((process_time() - before) * 1000 / number)
        contacts = sum(len(woman.contacts) for woman in there) / number
        found.append({"contacts": round(contacts), "ms": median(took), "least_ms": min(took), "most_ms": max(took)})
    return found


def clock(sizes: tuple[int, ...], say: Callable[[str], None], what: str = "bench.clock") -> Iterator[dict[str, Any]]:
    """Figures for each database and size, each measured in a process of its own."""
    for name, database in here(say).items():
        for number in sizes:
            say(f"{name}, {number:,} women, {what.removeprefix('bench.')} …")
            with database() as address:
                yield {"database": name} | one_caseload(address, number, what)


def here(say: Callable[[str], None]) -> dict[str, Callable[[], AbstractContextManager[str]]]:
    """The databases that can be tried on this machine."""
    found: dict[str, Callable[[], AbstractContextManager[str]]] = {"SQLite": databases.sqlite}
    if programs := databases.postgresql_programs():
        found["PostgreSQL"] = lambda: databases.postgresql(programs)
    else:
        say("PostgreSQL is left out: no server is installed here (Debian: apt install postgresql).")
    return found


def one_caseload(address: str, number: int, what: str = "bench.clock", broker: str = "filesystem://") -> dict[str, Any]:
    """Fill a database in one process and measure it in another, so that the filling does not count as memory."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        surroundings = os.environ | {"DATABASE_URL": address, "ALONGSIDE_VAR": folder, "LOG_LEVEL": "WARNING"}
        surroundings["CELERY_BROKER_URL"] = broker
        for step in ("fill", "measure"):
            words = [sys.executable, "-m", what, step, str(number)]
            done = subprocess.run(words, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures
