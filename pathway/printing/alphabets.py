"""Letters that our fonts lack would print as empty boxes: which words hold them, where they stand, in what script they are."""

from collections.abc import Iterable
from typing import Any, NamedTuple
from unicodedata import category, name, normalize

from django.template.loader import render_to_string

from .document import Document
from .fonts import printable
from .text import text_of

SCRIPTS = {
    "GURMUKHI": "Punjabi", "DEVANAGARI": "Hindi or Nepali", "ETHIOPIC": "Amharic or Tigrinya", "CJK": "Chinese",
    "IDEOGRAPHIC": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean", "MYANMAR": "Burmese",
}  # fmt: skip
"""By the first word of a letter's Unicode name, where a ward calls the script otherwise; else that word itself."""
UNSEEN = ("C", "Z")
MOST_LETTERS = 60
AROUND = "“”‘’\"'.,;:"


class Lacking(NamedTuple):
    """Words of a section that cannot be printed, and the scripts that they are in."""

    heading: str
    words: str
    scripts: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What to mend."""
        where = f" in “{self.heading}”" if self.heading else ""
        return (
            f"These words{where} hold letters that the paper cannot print: “{self.words}” ({', '.join(self.scripts)}). "
            "Write them in other letters, or by hand."
        )


def lacking(document: Document) -> list[Lacking]:
    """Every section of a paper, and the name at its head, that holds such letters."""
    texts = [("", document.name), *((one.heading, text_of(one.html)) for one in document.sections)]
    return [found for heading, text in texts if (found := lacking_in(text, heading))]


def lacking_on(template: str, name: str, **context: Any) -> str:
    """The same of a paper for professionals, which is made from this template: a sentence, or nothing."""
    found = lacking_in(f"{name} {text_of(render_to_string(template, context))}")
    return found.sentence if found else ""


def lacking_in(text: str, heading: str = "") -> Lacking | None:
    """The words of a text that hold letters which our fonts lack; None if all can be printed."""
    words = list(dict.fromkeys(word for word in text.split() if any(boxes(word))))
    if not words:
        return None
    shown = " ".join(words).strip(AROUND)
    if len(shown) > MOST_LETTERS:
        shown = f"{shown[:MOST_LETTERS].rstrip()} …"
    scripts = dict.fromkeys(script(letter) for word in words for letter in boxes(word))
    return Lacking(heading, shown, tuple(scripts))


def boxes(word: str) -> Iterable[str]:
    """The letters of a word for which there would be an empty box; one and its accent are one where a font has them so."""
    return [one for one in normalize("NFC", word) if ord(one) not in printable() and category(one)[0] not in UNSEEN]


def script(letter: str) -> str:
    """The script of a letter, as one would say it on the ward."""
    if category(letter)[0] == "S":
        return "a picture or sign"
    first = name(letter, "UNKNOWN").split()[0].split("-")[0]
    return SCRIPTS.get(first, first.capitalize())
