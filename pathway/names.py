"""How people are looked for: a name without accents, apostrophes and capitals; a number without spaces; a birthday."""

import re
import unicodedata
from datetime import date, datetime

LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´′.-‐‑–"))
NUMBER = 10  # digits of an NHS number
BIRTHDAYS = ("%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")


def folded(*names: str) -> str:
    """Names as they are compared: Zoë O’Brien-Łoś is “zoe obrienlos”."""
    text = " ".join(names).casefold().translate(APOSTROPHES).translate(LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return " ".join(plain.split())


def nhs_number(text: str) -> str | None:
    """The ten digits, if these are what was typed, with spaces or dashes or without."""
    digits = re.sub(r"[\s-]", "", text)
    return digits if len(digits) == NUMBER and digits.isascii() and digits.isdigit() else None


def birthday(text: str) -> date | None:
    """The day, if one was typed: 3 March 1998, 3/3/1998, 03.03.1998 or 1998-03-03."""
    typed = " ".join(re.sub(r"[-./]", "/", text).split())
    for way in BIRTHDAYS:
        try:
            return datetime.strptime(typed, way).date()  # noqa: DTZ007 – a birthday has no time zone
        except ValueError:
            continue
    return None
