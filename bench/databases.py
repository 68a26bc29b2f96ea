"""Databases to throw away: an SQLite file in a temporary folder, and a PostgreSQL that the benchmark starts itself."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
FAST_AND_FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
ONE_PROCESS_A_QUERY = "-c max_parallel_workers_per_gather=0"
"""So that all of a query's work can be told; a server with idle cores may answer sooner."""


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of an SQLite file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


def postgresql_programs() -> Path | None:
    """Where PostgreSQL's newest server programs are; None if there are none."""
    there = shutil.which("initdb")
    if there:
        return Path(there).resolve().parent
    versions = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """The address of an empty PostgreSQL database on this machine, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-bench-"))
    port = free_port()
    as_postgres = become_postgres(folder)
    try:
        data = str(folder / "data")
        quietly(*as_postgres, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync",
                "-E", "UTF8", "--locale=C.UTF-8")  # fmt: skip
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {FAST_AND_FORGETFUL} {ONE_PROCESS_A_QUERY}"
        control: tuple[str | Path, ...] = (*as_postgres, programs / "pg_ctl", "-D", data, "-w", "-s")
        quietly(*control, "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            quietly(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def broker(database: str) -> Iterator[str]:
    """The broker that goes with a database: a folder beside SQLite; beside PostgreSQL a Redis of its own, if there is one."""
    program = shutil.which("redis-server")
    if database != "PostgreSQL" or program is None:
        yield "filesystem://"
        return
    port = free_port()
    words = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--loglevel", "warning"]
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        server = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait()


def become_postgres(folder: Path) -> tuple[str | Path, ...]:
    """The words before a command: PostgreSQL will not run as root, so that root runs it as its own user."""
    if os.geteuid():
        return ()
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ("runuser", "-u", "postgres", "--")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def quietly(*words: str | Path) -> None:
    """Run a program; raises CalledProcessError."""
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL, cwd="/")
