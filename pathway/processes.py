"""Alongside's processes on one machine: started, watched, started again if they end, and stopped without orphans."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

GRACE = 20  # seconds a process has to finish what it is doing
TOO_MANY = 3  # ends within SHORT_WHILE: then starting it again will not help
SHORT_WHILE = 60  # seconds
PAUSE = 0.2  # seconds between looks
LOG_SIZE = 1_000_000  # bytes, after which a log is begun afresh
PR_SET_PDEATHSIG = 1


class GivenUp(Exception):
    """A process ended again and again; the text says which, and what it last wrote."""


@dataclass
class Child:
    """One process: its name in words, its command, and the file its output goes to."""

    name: str
    command: list[str]
    log: Path
    ended: list[float] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only us and it can finish its work."""
        parent = os.getpid()
        if self.log.exists() and self.log.stat().st_size > LOG_SIZE:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - the command is ours
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: end_with(parent),
            )

    def alive(self) -> bool:
        """Whether it has been started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Ask the main process alone: it stops its own workers once they have finished."""
        if self.process and self.alive():
            self.process.terminate()

    def clear_away(self) -> None:
        """End whatever is left of its session at once."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def last_lines(self, count: int = 12) -> str:
        """The end of its log, indented."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(f"    {line}" for line in lines[-count:])


LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with(parent: int) -> None:
    """Have the system stop this process when its parent ends, even by kill -9."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def watch(children: list[Child], stopping: Callable[[], bool], say: Callable[[str], object]) -> None:
    """Stay until `stopping`; start again whatever ends, and say so. Raises GivenUp when one ends too often."""
    while not stopping():
        for child in children:
            if not child.alive():
                start_again(child, say)
        time.sleep(PAUSE)


def start_again(child: Child, say: Callable[[str], object]) -> None:
    """Say that a process ended and with what last words, and start it again unless that has not helped before."""
    child.clear_away()
    now = time.monotonic()
    child.ended = [then for then in child.ended if now - then < SHORT_WHILE] + [now]
    told = f"{child.name} ended by itself. Its last lines, from {child.log}:\n{child.last_lines()}"
    if len(child.ended) >= TOO_MANY:
        raise GivenUp(told)
    say(f"{told}\nStarting it again.")
    child.start()


def stop_all(children: list[Child], at_once: Callable[[], bool]) -> None:
    """Ask every process to stop, wait for their work to finish, then end what is left."""
    for child in children:
        child.ask_to_stop()
    until = time.monotonic() + GRACE
    while any(child.alive() for child in children) and time.monotonic() < until and not at_once():
        time.sleep(PAUSE)
    for child in children:
        child.clear_away()
