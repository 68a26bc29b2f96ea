"""`manage.py load_stories`: stories into the database, through the same actions that the pages use."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from rich.console import Console  # a progress bar where somebody is watching
from rich.progress import track

from pathway import loading
from pathway.actions.base import Problem
from pathway.models import Event
from pathway.places import TRUST, Place
from pathway.stories import Story

from .stories import MALFORMED, read_all


class Command(BaseCommand):
    """Loads all stories or, if one is malformed, none."""

    help = "Puts stories into the database; the clock, or `manage.py sweep`, then judges them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The stories, and where they happen."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument("--trust", default=TRUST, help=f"the trust in which they happen; default {TRUST}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all, then load all."""
        found, faults = read_all(options["paths"])
        self.give_up_on(faults)
        with transaction.atomic():
            bar = track(found, "Loading", console=Console(stderr=True), transient=True)
            told = [self.load(story, options["trust"]) for story in bar]
        self.stdout.write("\n".join(told))

    def give_up_on(self, faults: list[Any]) -> None:
        """Say every fault and stop, if there is any."""
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            sys.exit(MALFORMED)

    def load(self, story: Story, trust: str) -> str:
        """Load one story, unless it is there already; what became of it."""
        what = f"{story.title} ({story.name})"
        if is_loaded(story):
            return f"{what} is there already."
        try:
            pregnancy = loading.load(loading.life_of(story), Place.of(trust, story.pack))
        except Problem as problem:
            self.give_up_on([f"{story.file}: it cannot be put into the database. {problem.sentence}"])
        steps = Event.objects.filter(pregnancy=pregnancy).count()
        return f"{what}: pregnancy {pregnancy.pk}, {steps} records."


def is_loaded(story: Story) -> bool:
    """Whether a story of this title, woman and booking is in the database."""
    events = Event.objects.filter(verb="loading.load", changes__story=[None, story.title])
    return events.filter(pregnancy__mother__name=story.name, pregnancy__booked=story.pathway.booked).exists()
