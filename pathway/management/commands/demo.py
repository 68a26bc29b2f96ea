"""`manage.py demo`: the demonstration caseload, every person in it invented."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console  # a progress bar where somebody is watching
from rich.progress import Progress

from pathway import demo
from pathway.models import Flag, Mother, Trust


class Command(BaseCommand):
    """Fills an empty database with about sixty women around today."""

    help = "Loads the demonstration caseload into an empty database: invented women in every stage, as of today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--if-empty, for those who only want to be sure that it is there."""
        parser.add_argument("--if-empty", action="store_true", help="do nothing, and say nothing, if it is not empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, then say what there is and how to sign in."""
        if Mother.objects.exists() or Trust.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("This database is in use already, so the demonstration stays out. Use an empty one.")
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Loading", total=None)
            women = demo.load(timezone.localdate(), lambda done, steps: bar.update(task, completed=done, total=steps))
        flagged = Flag.objects.open().values("pregnancy").distinct().count()
        self.stdout.write(
            f"{len(women)} invented women, {flagged} of them with something to look at. "
            f"Sign in as asha@example.test with the password “{demo.PASSWORD}”."
        )
