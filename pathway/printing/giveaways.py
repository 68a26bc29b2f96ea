"""What a text would give away to whoever finds the paper, and the screen that keeps such a text off it."""

import re
import tomllib
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

LISTS = Path(__file__).with_suffix(".toml")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def giveaway_in(text: str) -> str:
    """The first word in it about drugs, alcohol, violence or a test result; empty if none is known."""
    return found("giveaways", text)


def baby_word_in(text: str) -> str:
    """The first word in it that takes for granted that her baby is with her; empty if none is known."""
    return found("with_a_baby", text)


def birth_word_in(text: str) -> str:
    """The first word in it about a pregnancy or a birth; empty if none is known."""
    return found("after_a_loss", text)


def takes_a_birth_for_granted(text: str) -> bool:
    """It is worded for a woman who is pregnant, gives birth or has her baby with her."""
    return bool(baby_word_in(text) or birth_word_in(text))


def said_now(what: str, lost_on: date | None) -> str:
    """What a promise is, in its own words; after a loss nothing, where they take a birth or a baby for granted."""
    return "" if lost_on and takes_a_birth_for_granted(what) else what


def official_word_in(text: str) -> str:
    """The first word in it that tells of services, plans, meetings or care; empty if none is known."""
    return found("official", text)


def found(name: str, text: str) -> str:
    """The first match of a list in a text, as it stands there."""
    match = pattern(name).search(innocent(name).sub(" … ", levelled(text)))
    return match[0] if match else ""


def levelled(text: str) -> str:
    """The text with one kind of apostrophe, hyphen and space, and nothing invisible in its words."""
    text = unicodedata.normalize("NFKC", text).translate(INVISIBLE)
    return re.sub(r"\s+", " ", re.sub(r"[‐-―_]", "-", re.sub(r"[‘’ʼ`´]", "'", text)))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One list of giveaways.toml as a pattern."""
    lists = tomllib.loads(LISTS.read_text())[name]
    stems = "|".join(spaced(stem) for stem in lists["stems"])
    words = "|".join(spaced(word) for word in sorted(lists["words"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:(?:{stems})\w*|(?:{words})(?!\w))", re.IGNORECASE)


@cache
def innocent(name: str) -> re.Pattern[str]:
    """What a list passes over, as a pattern; one that matches nothing if it has none."""
    phrases = tomllib.loads(LISTS.read_text())[name].get("innocent", ["(?!)"])
    return re.compile("|".join(rf"\b(?:{phrase})\b" for phrase in phrases), re.IGNORECASE)


def spaced(words: str) -> str:
    """The words as a pattern in which hyphens, commas or spaces may stand between them."""
    return r"[\s,-]+".join(map(re.escape, words.split()))


class Screen:
    """Lets a text onto the paper or leaves it out, and keeps a sentence for the person who prints it."""

    def __init__(self, *, without_a_baby: str = "", after_loss: bool = False) -> None:
        """`without_a_baby` says why words about a baby are left out; after a loss, words about a birth too."""
        self.without_a_baby = without_a_baby
        self.after_loss = after_loss
        self.left_out: list[str] = []
        self.let_through: list[str] = []

    def passed(self, text: str, called: str) -> str:
        """The text if it gives nothing away, else nothing; `called` names it in the sentence kept."""
        if word := giveaway_in(text):
            self.keep(f"{called} is left off the paper: the word “{word}” could give her away.")
            return ""
        self.let_through.append(text)
        return text.strip()

    def neutral(self, text: str, called: str) -> str:
        """As `passed`, and nothing that tells of services, plans or meetings, nor of her baby."""
        if word := official_word_in(text) or baby_word_in(text):
            self.keep(f"{called} is left off the paper: the word “{word}” could give her away.")
            return ""
        return self.passed(text, called)

    def passed_about_care(self, text: str, called: str) -> str:
        """As `passed`, and nothing that takes for granted that a baby is with her when none is."""
        word = baby_word_in(text) or (birth_word_in(text) if self.after_loss else "")
        if self.without_a_baby and word:
            self.keep(f"{called} is left off the paper: it says “{word}”, and {self.without_a_baby}.")
            return ""
        return self.passed(text, called)

    def keep(self, note: str) -> None:
        """Keep a sentence once."""
        if note not in self.left_out:
            self.left_out.append(note)
