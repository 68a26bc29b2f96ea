"""Words of the trade, and what to say to a mother instead."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext

TABLE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class Word:
    """A term in all its forms, its plain words, and advice that goes with it where it has the force of law."""

    terms: tuple[str, ...]
    plain: str
    advice: str = ""


@dataclass(frozen=True)
class Use:
    """A term found in a text, from `start` to before `end`, and its plain words."""

    term: str
    start: int
    end: int
    plain: str
    advice: str


@cache
def table() -> tuple[Word, ...]:
    """The whole table, as reviewed."""
    rows = tomllib.loads(TABLE.read_text())["word"]
    return tuple(Word(tuple(row["terms"]), row["plain"], row.get("advice", "")) for row in rows)


@cache
def by_term() -> dict[str, Word]:
    """Every form of every term, in small letters with plain spaces."""
    return {levelled(term): word for word in table() for term in word.terms}


def plain_word(term: str) -> str:
    """The plain words for a term, however it is written, in the paper's language; KeyError if the table does not hold it."""
    return gettext(by_term()[levelled(term)].plain)


def find(text: str) -> list[Use]:
    """Every term of the table in a text, in order, the longer where two overlap."""
    uses = []
    for match in pattern().finditer(text):
        word = by_term()[levelled(match[0])]
        advice = gettext(word.advice) if word.advice else ""
        uses.append(Use(word.terms[0], match.start(), match.end(), gettext(word.plain), advice))
    return uses


@cache
def pattern() -> re.Pattern[str]:
    """All terms as whole words, the longest first; a hyphen and a space are the same."""
    forms = sorted(by_term(), key=len, reverse=True)
    return re.compile("|".join(rf"\b{whole(form)}\b" for form in forms), re.IGNORECASE)


def whole(form: str) -> str:
    """One form as a pattern, with or without the s of a plural."""
    return r"[\s-]+".join(map(re.escape, form.split())) + "s?"


def levelled(term: str) -> str:
    """In small letters, with plain spaces, without the s of a plural unless the table has it."""
    flat = re.sub(r"[\s-]+", " ", term.strip().lower())
    return flat if flat.removesuffix("s") == flat or flat in plain_plurals() else flat.removesuffix("s")


@cache
def plain_plurals() -> frozenset[str]:
    """Terms that end in s of themselves."""
    rows = tomllib.loads(TABLE.read_text())["word"]
    flat = (re.sub(r"[\s-]+", " ", term.lower()) for row in rows for term in row["terms"])
    return frozenset(term for term in flat if term.endswith("s"))
