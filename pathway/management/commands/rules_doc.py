"""`manage.py rules_doc`: writes docs/rules.md from the rules' own sentences and thresholds."""

from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pathway import packs
from pathway.rules import ALL
from pathway.rules.limits import Limit
from pathway.rules.pack import Pack, limits_of
from pathway.rules.rule import Rule
from pathway.rules.words import Level

HOW_SOON = {Level.NOW: "now (same day)", Level.SOON: "soon (this week)", Level.WATCH: "watch (next review)"}
OPENING = """\
# The rules

When has support fallen away? Each rule compares what services promised with what reached her. None of them judges
her: they see no substances, no test results and no details of abuse, and there is no score. Each flag says why it is
there, since when, who owns the next step, and what closes it.

This page is written by `manage.py rules_doc` from the rules themselves (`pathway/rules/`) and the packs
(`pathway/packs/`): change those, not this. A trust may override any value. ✓ marks a value that a person has read in
its source; every other value is to be confirmed where it is used.
"""


class Command(BaseCommand):
    """Writes the page anew or, with --check, only says whether it would differ."""

    help = "Writes docs/rules.md from the rules' own sentences and thresholds."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--check."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail if the page is not fresh")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        file = page()
        fresh = document()
        if not options["check"]:
            file.write_text(fresh, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != fresh:
            raise CommandError("docs/rules.md is not what the rules say now. Write it anew: manage.py rules_doc")
        self.stdout.write(f"{file.name} says what the {len(ALL)} rules say.")


def page() -> Path:
    """Where the page is."""
    return Path(settings.BASE_DIR) / "docs" / "rules.md"


def document() -> str:
    """The whole page."""
    shipped = [packs.load(name) for name in packs.names()]
    versions = ", ".join(f"{pack.title} {pack.version}" for pack in shipped)
    parts = [OPENING, f"Packs: {versions}.\n", *("\n".join(section(rule, shipped)) for rule in ALL)]
    return "\n".join(parts)


def section(rule: Rule, shipped: list[Pack]) -> Iterator[str]:
    """One rule: its sentence, what it is about, its thresholds in each pack, and where they come from."""
    yield f"## `{rule.code}`\n"
    yield f"{rule.sentence}\n"
    yield f"About {rule.about}. Level: {HOW_SOON[rule.level]}.\n"
    limits = limits_of(rule)
    if not limits:
        yield "Nothing to set.\n"
        return
    yield f"| threshold | in words | {' | '.join(pack.title for pack in shipped)} |"
    yield f"|---|---|{'---|' * len(shipped)}"
    yield from (row(rule, name, limit, shipped) for name, limit in limits.items())
    yield ""
    yield from sources(rule, shipped)


def row(rule: Rule, name: str, limit: Limit, shipped: list[Pack]) -> str:
    """One threshold over the packs."""
    values = [pack.values[rule.code][name] for pack in shipped]
    cells = " | ".join(f"{amount(value.value, limit.unit)}{' ✓' if value.verified else ''}" for value in values)
    return f"| `{name}` | {limit.words} | {cells} |"


def amount(number: int, unit: str) -> str:
    """A number with its unit: 1 day, 2 days."""
    return f"{number} {unit.removesuffix('s') if number == 1 and ' ' not in unit else unit}"


def sources(rule: Rule, shipped: list[Pack]) -> Iterator[str]:
    """Where each value comes from, values of one source together."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pack in shipped:
        for name, value in pack.values[rule.code].items():
            found[value.source][f"`{name}`"].append(pack.title)
    for source, names in found.items():
        everywhere = all(len(titles) == len(shipped) for titles in names.values())
        told = (name if everywhere else f"{name} ({', '.join(titles)})" for name, titles in names.items())
        yield f"- {', '.join(told)}: {source}."
    yield ""
