"""Open a trust from a file, or add to it what the file has more: `manage.py open_trust trust.toml`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from pathway.actions.base import Problem
from pathway.opening import open_from, read


class Command(BaseCommand):
    """Its services, teams, people and first administrator, all of it or nothing."""

    help = "Opens a trust with its services, teams and people from a TOML file; docs/deploying.md shows one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Open it, and say what was done and what is left to do."""
        try:
            done = open_from(read(file))
        except Problem as problem:
            raise CommandError(f"{problem.sentence} Nothing was opened.") from problem
        for sentence in done:
            self.stdout.write(sentence)
