"""`manage.py stories`: replays stories and checks them, with no database."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from pathway import stories
from pathway.stories import Entry, Result, Story, named
from pathway.story_yaml import Fault, story_paths

FAILED, MALFORMED = 1, 2


class Command(BaseCommand):
    """Replays each story from its booking to its end; exit 1 if a check fails, 2 if a story is malformed."""

    help = "Replays stories: what would have been flagged when, and whether each check holds."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files or folders, and --json."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all, replay what can be read, tell the faults last."""
        found, faults = read_all(options["paths"])
        told = [(story, stories.replay(story), stories.check(story)) for story in found]
        if options["json"]:
            self.stdout.write(json.dumps({"stories": [as_json(*one) for one in told]}, ensure_ascii=False, indent=2))
        else:
            for one in told:
                self.stdout.write("\n".join(as_text(*one)) + "\n")
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            sys.exit(MALFORMED)
        if not all(result.passed for _, _, results in told for result in results):
            sys.exit(FAILED)


def read_all(paths: list[Path]) -> tuple[list[Story], list[Fault]]:
    """All stories in these files and folders, and all faults."""
    found: list[Story] = []
    faults: list[Fault] = []
    for path in paths:
        files = list(story_paths([path]))
        if not files:
            faults.append(Fault(str(path), "", "there is no story in this folder", "files that end in .yaml or .yml"))
        for file in files:
            story = stories.read(file)
            if isinstance(story, Story):
                found.append(story)
            else:
                faults += story
    return found, faults


def as_json(story: Story, timeline: list[Entry], results: list[Result]) -> dict[str, Any]:
    """A story's replay and checks as plain values, dates in ISO form."""
    return {
        "title": story.title,
        "file": story.file,
        "timeline": [
            {
                "rule": entry.rule,
                "about": entry.about,
                "opened": entry.opened.isoformat(),
                "closed": entry.closed.isoformat() if entry.closed else None,
            }
            for entry in timeline
        ],
        "checks": [
            {
                "day": result.day.isoformat(),
                "passed": result.passed,
                "missing": list(result.missing),
                "unexpected": list(result.unexpected),
            }
            for result in results
        ],
    }


def as_text(story: Story, timeline: list[Entry], results: list[Result]) -> list[str]:
    """A story's replay and checks as lines to read."""
    lines = [story.title, f"  {story.file}" + (f" – {story.source}" if story.source else "")]
    for entry in timeline:
        closed = f"closed {entry.closed}" if entry.closed else "still open"
        lines += [f"  {entry.opened}  {named(entry.rule, entry.about)}  ({closed})", f"      {entry.sentence}"]
    if not timeline:
        lines.append("  no flag")
    return lines + [line for result in results for line in _check_lines(result)]


def _check_lines(result: Result) -> list[str]:
    if result.passed:
        return [f"  ✓ {result.day}"]
    differences = [f"      missing: {flag}" for flag in result.missing]
    differences += [f"      not expected: {flag}" for flag in result.unexpected]
    return [f"  ✗ {result.day}", *differences]
