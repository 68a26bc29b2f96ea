"""Finds words that hurt, says what to write instead and why. It marks text and never changes it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_suffix(".toml")
QUOTED = re.compile(
    r"“[^“”\n]*(?:\n(?!\n)[^“”\n]*)*”"  # curly double; a blank line ends a paragraph, and with it a quote
    r'|"[^"\n]*(?:\n(?!\n)[^"\n]*)*"'
    r"|(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w)|\n(?!\n))*’(?!\w)"
    r"|(?<!\w)'(?=\S)(?:[^'\n]|(?<=\w)'(?=\w)|\n(?!\n))*'(?!\w)"
)
GAP = r"[\s\u2010\u2011\u2013\u00ad-]"
Span = tuple[int, int]


@dataclass(frozen=True)
class Remark:
    """A word that hurts, found from `start` to before `end`; what to say instead, and why."""

    term: str
    start: int
    end: int
    instead: str
    why: str


@dataclass(frozen=True)
class Term:
    """A row of the table; a match inside something innocent is none."""

    number: int
    name: str
    match: re.Pattern[str]
    innocent: re.Pattern[str]
    instead: str
    why: str


def check(text: str) -> list[Remark]:
    """Every word that hurts, in order, the longer where two overlap; quoted speech and official names are exempt."""
    exempt = [match.span() for pattern in (QUOTED, official()) for match in pattern.finditer(text)]
    remarks = [remark for term in table() for remark in remarks_on(term, text) if not inside(remark, exempt)]
    return without_overlaps(remarks)


def remarks_on(term: Term, text: str) -> Iterable[Remark]:
    """Where one term stands in the text, innocent uses aside."""
    matches = list(term.match.finditer(text))
    innocent = spans(term.innocent, text) if matches else []
    for found in matches:
        remark = Remark(term.name, found.start(), found.end(), term.instead, term.why)
        if not inside(remark, innocent):
            yield remark


def without_overlaps(remarks: Iterable[Remark]) -> list[Remark]:
    """The longest first claim to each stretch of text, in order."""
    kept: list[Remark] = []
    for remark in sorted(remarks, key=lambda each: (each.start - each.end, each.start)):
        if all(remark.end <= other.start or remark.start >= other.end for other in kept):
            kept.append(remark)
    return sorted(kept, key=lambda remark: remark.start)


def inside(remark: Remark, stretches: Iterable[Span]) -> bool:
    """The remark lies wholly in one of these stretches."""
    return any(start <= remark.start and remark.end <= end for start, end in stretches)


def spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Every place of a pattern, overlapping ones too."""
    found, at = [], 0
    while match := pattern.search(text, at):
        found.append(match.span())
        at = match.start() + 1
    return found


@cache
def table() -> tuple[Term, ...]:
    """The whole table, as reviewed."""
    rows = tomllib.loads(TABLE.read_text())["term"]
    return tuple(
        Term(
            row["number"],
            row["term"],
            whole(row["match"]),
            whole(row.get("innocent", ["(?!)"])),
            row["instead"],
            row["why"],
        )
        for row in rows
    )


@cache
def official() -> re.Pattern[str]:
    """Official names, in which a word may stand that is not ours."""
    return whole(tomllib.loads(TABLE.read_text())["official"])


def whole(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of the patterns as whole words, in any case; a space also matches a hyphen or a line break."""
    loose = "|".join(f"(?:{pattern})" for pattern in patterns)
    loose = loose.replace(" ?", GAP + "?").replace(" ", GAP + "+")
    return re.compile(rf"(?<!\w)(?:{loose})(?!\w)", re.IGNORECASE)
