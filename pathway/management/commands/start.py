"""Runs the whole of Alongside on one machine: web server, worker and clock, until Ctrl-C."""

import os
import signal
import sys
import time
from argparse import ArgumentParser
from http.client import INTERNAL_SERVER_ERROR
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from pathway import demo, running
from pathway.models import Mother, Trust, User
from pathway.processes import Child, GivenUp, stop_all, watch

PATIENCE = 60  # seconds the web server has to answer
PAUSE = 0.2  # seconds between tries
OWNER_ONLY = 0o077
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Command(BaseCommand):
    """Get ready, start the processes, say where to go, and stay until told to stop."""

    help = __doc__
    stops = 0

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument(
            "--host", default="127.0.0.1", help="the address to listen on: this machine only by default"
        )
        parser.add_argument("--port", type=int, default=8000, help="the port to listen on, or else the next free one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything from a bare checkout to a running service, and back."""
        os.umask(OWNER_ONLY)
        for number in STOPS:
            signal.signal(number, self.leave)
        running.make_folders(settings.VAR_DIR)
        host, port = options["host"], self.choose_port(options["host"], options["port"])
        with self.take_turn(host, port):
            self.prepare()
            for number in STOPS:
                signal.signal(number, self.count_stop)
            self.stay(host, port)

    def leave(self, number: int, frame: object) -> None:
        """Before anything runs, a stop is simply an end."""
        self.stdout.write("Stopped before it was ready. Nothing is lost.")
        raise SystemExit(0)

    def count_stop(self, number: int, frame: object) -> None:
        """The first asks for a stop when all work is done, the second for one at once."""
        self.stops += 1

    def choose_port(self, host: str, wanted: int) -> int:
        """The port, with a word when it is not the one wanted."""
        try:
            port = running.free_port(host, wanted)
        except (OSError, OverflowError) as fault:
            raise CommandError(
                f"Cannot listen on {host}, port {wanted}: {fault}. Try another --host or --port."
            ) from fault
        if port != wanted:
            self.stdout.write(f"Port {wanted} is taken, so this uses port {port}.")
        return port

    def take_turn(self, host: str, port: int) -> IO[str]:
        """The marker of whoever uses these records, with a word when another run has them already."""
        marker, other = running.take_turn(settings.VAR_DIR, address(host, port))
        if other:
            self.stdout.write(f"Alongside is already running at {other}. This run shares its records.")
            self.stdout.write("Two clocks do each other no harm.")
        return marker

    def prepare(self) -> None:
        """Tables, static files, the first time the demonstration caseload, and what fell due since the last run."""
        self.stdout.write("Getting the database and the pages ready …")
        running.prepare_database()
        running.collect_static(settings.STATIC_ROOT)
        if not (Mother.objects.exists() or Trust.objects.exists()):
            self.stdout.write("Loading the demonstration caseload: every person in it is invented …")
            running.load_demonstration()
        self.stdout.write(running.catch_up())

    def stay(self, host: str, port: int) -> None:
        """Start the processes, say where to go, watch them, and always stop them."""
        web, *others = children = processes(host, port, settings.VAR_DIR)
        try:
            web.start()
            self.wait_for_web(web, host, port)
            for child in others:
                child.start()
            self.say_where(address(host, port))
            watch(children, lambda: self.stops > 0, self.stdout.write)
        except GivenUp as fault:
            raise CommandError(f"{fault}\nEverything is stopped. The records are kept.") from fault
        finally:
            self.stdout.write("Stopping, once work in hand is done; Ctrl-C again stops at once …")
            stop_all(children, lambda: self.stops > 1)
        self.stdout.write("Stopped. The records are kept.")

    def wait_for_web(self, web: Child, host: str, port: int) -> None:
        """Wait until the sign-in page can be had. Raises GivenUp when the server ends, fails or stays silent."""
        until = time.monotonic() + PATIENCE
        while not self.stops:
            status = running.status(host, port, reverse(settings.LOGIN_URL))
            if 0 < status < INTERNAL_SERVER_ERROR:
                return
            if status or not web.alive() or time.monotonic() > until:
                raise GivenUp(f"The web server does not work. Its last lines, from {web.log}:\n{web.last_lines()}")
            time.sleep(PAUSE)

    def say_where(self, where: str) -> None:
        """The address, how to sign in, and how to stop."""
        if self.stops:
            return
        self.stdout.write(f"\nAlongside is running at {where}\n")
        for email, password, who in demonstration_sign_ins():
            self.stdout.write(f"  {who}: {email}, password “{password}”")
        self.stdout.write(f"\nLogs are in {settings.VAR_DIR / 'log'}. Ctrl-C stops everything.")
        self.stdout.flush()


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared with, not listened on
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def processes(host: str, port: int, var: Path) -> list[Child]:
    """The web server first, then the worker and the clock; runs side by side keep their files apart by port."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = [
        "gunicorn",
        "wsgi:application",
        "--preload",
        "--workers=2",
        "--threads=4",
        "--no-control-socket",
        f"--bind={bind}",
    ]
    celery = ["celery", "--app", "tasks"]
    alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    worker = [*celery, "worker", "--concurrency=2", "--loglevel=INFO", f"--hostname=alongside-{port}@%h", *alone]
    clock = [*celery, "beat", "--loglevel=INFO", f"--schedule={var}/run/clock-{port}"]
    return [
        Child(name, [sys.executable, "-m", *words], var / "log" / f"{file}-{port}.log")
        for name, file, words in (
            ("The web server", "web", web),
            ("The worker", "worker", worker),
            ("The clock", "clock", clock),
        )
    ]


def demonstration_sign_ins() -> list[tuple[str, str, str]]:
    """E-mail, password and description of each demonstration user that is in this database."""
    present = set(User.objects.values_list("email", flat=True))
    return [sign_in for sign_in in demo.sign_ins() if sign_in[0] in present]
