"""`manage.py sweep`: one pass of the clock by hand."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console  # a progress bar where somebody is watching
from rich.progress import Progress

from pathway.actions import flags, tallies
from pathway.models import Flag


def day(text: str) -> date:
    """An ISO date, or an error that says what to write."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a date. Write it like 2026-03-31.") from None


class Command(BaseCommand):
    """Judges whoever is due on a day, and says which flags opened and closed."""

    help = "One pass of the clock: judges every woman whose verdict can differ on that day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--day DATE, today if left out."""
        parser.add_argument("--day", help="the day to judge, such as 2026-03-31; default today")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep, then tell."""
        today = day(options["day"]) if options["day"] else timezone.localdate()
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("Judging", total=None)
            changes = flags.sweep(today=today, progress=lambda done, due: bar.update(task, completed=done, total=due))
            late = flags.escalate(today=today)
            tallies.count_due(today=today)
        self._tell("opened", changes.opened)
        self._tell("closed", changes.closed)
        self._tell("escalated", late)
        self.stdout.write(
            f"{today}: judged {changes.judged}; flags opened {len(changes.opened)}, closed {len(changes.closed)}, "
            f"escalated {len(late)}; could not be judged {changes.stumbled}."
        )

    def _tell(self, what: str, found: list[Flag]) -> None:
        for flag in found:
            self.stdout.write(f"{what}  pregnancy {flag.pregnancy_id}  {flag}  {flag.sentence}")
