"""Records, queue and processes of their own, in a folder, for tests of what happens when a real worker dies."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from celery import Celery

from pathway.management.commands.start import processes
from pathway.processes import Child

ELSEWHERE = ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
PATIENCE = 40  # seconds
PAUSE = 0.1  # seconds between looks


class House:
    """Records, queue and processes of their own in a folder."""

    def __init__(self, root: Path, var: Path) -> None:
        self.root, self.var, self.file = root, var, var / "alongside.sqlite3"
        (var / "log").mkdir(exist_ok=True)
        (var / "run").mkdir(exist_ok=True)
        self.messages = var / "queue" / "messages"

    def manage(self, *words: str) -> str:
        """What a command says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, *lines: str) -> str:
        """What these lines of Python print."""
        done = subprocess.run(
            [sys.executable, "-c", "\n".join(("import django", "django.setup()", *lines))],
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def worker(self) -> Iterator[Child]:
        """The worker that `make run` starts, until killed."""
        child = processes("127.0.0.1", 8000, self.var)[1]
        assert child.name == "The worker"
        child.start()
        try:
            until(lambda: "ready." in child.log.read_text(), child.last_lines)
            yield child
        finally:
            child.clear_away()
            child.log.unlink()

    def tick(self, task: str = "tasks.flags.reassess_due") -> None:
        """What the clock sends every hour, or another task of its schedule."""
        folders = {"data_folder_in": str(self.messages), "data_folder_out": str(self.messages)}
        with Celery("a tick", broker="filesystem://", set_as_current=False) as clock:
            clock.conf.broker_transport_options = folders | {"control_folder": str(self.var / "queue" / "control")}
            clock.send_task(task)

    def ask(self, question: str) -> list[tuple[str, ...]]:
        """Rows of the records, read from outside."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=20)) as records:
            return records.execute(question).fetchall()

    def open_flags(self) -> dict[str, set[str]]:
        """What is flagged now."""
        found: dict[str, set[str]] = {name: set() for (name,) in self.ask("SELECT name FROM pathway_mother")}
        for name, rule, about in self.ask(f"{EVERY_FLAG} WHERE f.closed IS NULL"):
            assert flag(rule, about) not in found[name], "no flag stands open twice"
            found[name].add(flag(rule, about))
        return found

    def all_that_happened(self) -> list[list[tuple[str, ...]]]:
        """Every flag, step and event, but for when the clock came by."""
        return [self.ask(f"SELECT * FROM pathway_{table} ORDER BY id") for table in ("flag", "flagstep", "event")]  # noqa: S608


EVERY_FLAG = """
SELECT m.name, f.rule, f.about FROM pathway_flag f
JOIN pathway_pregnancy p ON p.id = f.pregnancy_id JOIN pathway_mother m ON m.id = p.mother_id"""


def flag(rule: str, about: str) -> str:
    """A flag as stories write it."""
    return f"{rule}: {about}" if about else rule


def passes(worker: Child) -> int:
    """How many tasks the worker has finished since it started."""
    return worker.log.read_text().count("succeeded in")


def until(it_is_so: Callable[[], bool], told: Callable[[], str] = str, pause: float = PAUSE) -> None:
    """Wait until something is so; fail when it takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not it_is_so():
        assert time.monotonic() < deadline, f"it took too long. {told()}"
        time.sleep(pause)


def leave_home(patch: pytest.MonkeyPatch, var: Path) -> None:
    """Whatever starts from here on uses the records in this folder."""
    for name in ELSEWHERE:
        patch.delenv(name, raising=False)
    patch.setenv("ALONGSIDE_VAR", str(var))
