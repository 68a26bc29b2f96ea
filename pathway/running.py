"""Getting ready to run on one machine: folders, database, static files, a free port, and who else is running here."""

import errno
import fcntl
import hashlib
import http.client
import io
import os
import socket
from pathlib import Path
from typing import IO

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import transaction

PORTS_TRIED = 50
PRIVATE = 0o700
UNUSED = ["rest_framework"]  # four megabytes for pages that the API does not have


def make_folders(var: Path) -> None:
    """The folders for logs and for each run's own files, closed to everybody else."""
    for name in ("log", "run", "static"):
        (var / name).mkdir(mode=PRIVATE, parents=True, exist_ok=True)


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one nobody listens on. Raises OSError when none can be had."""
    for port in range(wanted, wanted + PORTS_TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return port
            except OSError as fault:
                if fault.errno != errno.EADDRINUSE:
                    raise
    raise OSError(errno.EADDRINUSE, f"no port from {wanted} to {wanted + PORTS_TRIED - 1} is free")


def take_turn(var: Path, address: str) -> tuple[IO[str], str]:
    """Mark this run as the one that uses these records.

    Returns the open marker, to be kept open while running, and the address of the run that came first, or nothing.
    """
    marker = (var / "run" / "first").open("a+")
    try:
        fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        marker.seek(0)
        return marker, marker.read().strip()
    marker.truncate(0)
    marker.write(address)
    marker.flush()
    return marker, ""


def prepare_database() -> None:
    """Bring the tables up to date, the cache's among them."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def load_demonstration() -> None:
    """Load the whole demonstration caseload or, if interrupted, none of it."""
    with transaction.atomic():
        call_command("demo", stdout=io.StringIO())


def catch_up() -> str:
    """Do at once what fell due while nothing ran, rather than at the clock's next hour. Returns the sweep's last line."""
    told = io.StringIO()
    call_command("sweep", stdout=told)
    return told.getvalue().strip().splitlines()[-1]


def collect_static(static: Path) -> None:
    """Gather the static files, if any has changed since they were last gathered."""
    stamp = static / ".stamp"
    found = static_fingerprint()
    if not stamp.exists() or stamp.read_text() != found:
        call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=UNUSED)
        stamp.write_text(found)


def static_fingerprint() -> str:
    """A hash over the name, size and time of every static file that there is."""
    facts = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = os.stat(storage.path(name))
            facts.append(f"{name} {about.st_size} {about.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()


def status(host: str, port: int, path: str) -> int:
    """The HTTP status that a page is answered with, or 0 when nobody answers."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
