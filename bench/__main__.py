"""`make bench`: measure, and tell what was found beside the goals."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import django
from rich.console import Console  # tables in the terminal

PARTS = ("rules", "clock", "detection", "paper", "pages", "night")
QUICK = ("rules", "clock", "detection")
"""What is measured unless one asks for more: about a minute on a quiet machine."""


def main() -> None:
    """Measure what was asked for; print it, and write it as JSON if a file is named."""
    options = read_options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pathway.settings")
    django.setup()
    console = Console() if sys.stdout.isatty() else Console(width=120)
    found = measure(options, Console(stderr=True))
    from .tables import show

    show(found, console)
    if options.json:
        options.json.write_text(json.dumps(as_told(found), indent=2) + "\n", encoding="utf-8")


def read_options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="make bench", description="How fast it judges and answers, and how soon it notices."
    )
    parser.add_argument(
        "--full", action="store_true", help="1,000 and 10,000 women, and pages and papers too (ten minutes)"
    )
    parser.add_argument("--large", action="store_true", help="a caseload of 100,000 women too (half an hour)")
    parser.add_argument("--women", type=int, nargs="+", help="caseloads of these sizes instead of 1,000")
    parser.add_argument("--part", choices=PARTS, nargs="+", help="only these parts, or others than the quick ones")
    parser.add_argument("--pathways", type=int, default=60, help="simulated pathways of each kind of fall")
    parser.add_argument("--papers", type=int, default=60, help="how many women's papers the night's part makes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    options = parser.parse_args()
    if options.papers < 4:
        parser.error("A night has papers to make: give 4 or more.")
    if options.women and min(options.women) < 1:
        parser.error("A caseload has at least one woman: give 1 or more.")
    options.part = options.part or (PARTS if options.full else QUICK)
    return options


def sizes_of(options: argparse.Namespace) -> tuple[int, ...]:
    """The caseloads to measure, smallest first."""
    usual = (1_000, 10_000) if options.full or options.large else (1_000,)
    return tuple(options.women or usual) + ((100_000,) if options.large else ())


def measure(options: argparse.Namespace, progress: Console) -> dict[str, Any]:
    """The figures of each part."""
    from . import detection, speed

    sizes = sizes_of(options)
    found: dict[str, Any] = {"machine": {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}}
    if "rules" in options.part:
        progress.print("The rules alone …")
        found["rules"] = speed.rules_alone()
    if "clock" in options.part:
        found["clock"] = list(speed.clock(sizes, progress.print))
    if "pages" in options.part:
        found["pages"] = list(speed.clock(sizes, progress.print, "bench.pages"))
    if "detection" in options.part:
        progress.print("How soon a fall is noticed …")
        found["detection"] = detection.measure(options.pathways)
    if "paper" in options.part:
        from . import paper

        progress.print("Papers …")
        found["paper"] = paper.measure()
    if "night" in options.part:
        from . import night

        found["night"] = list(night.nights(options.papers, progress.print))
    found["machine"]["load_after"] = os.getloadavg()[0]
    return found


def as_told(found: dict[str, Any]) -> dict[str, Any]:
    """The figures with the goals beside them."""
    from .goals import goals

    rows = [goal._asdict() | {"met": goal.met, "verdict": goal.verdict} for goal in goals(found)]
    return found | {"goals": rows}


if __name__ == "__main__":
    main()
