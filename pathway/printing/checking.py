"""A look at a paper's words before it is printed, section by section. It shows, and never changes a word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import jargon, language, reading
from .jargon import Use
from .language import Remark
from .reading import Ease
from .text import text_of

AIM = 11
"""Reading age in years: NHS content aims at 9 to 11."""
LONG = 20
"""Words in a sentence from which it is worth cutting in two."""
HERS = re.compile(r'<(\w+)[^>]*\bclass="[^"]*\bhers\b[^"]*"[^>]*>.*?</\1>', re.DOTALL)
HEADINGS = re.compile(r"<(h[1-6]|caption|th|thead)[^>]*>.*?</\1>", re.DOTALL)
IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Look:
    """What there is to see in one section: how easily it reads, its long sentences, jargon, words that hurt."""

    heading: str
    ease: Ease
    long_sentences: tuple[str, ...]
    jargon: tuple[Use, ...]
    remarks: tuple[Remark, ...]
    text: str = ""
    fixed: bool = False
    """Its sentences are the house's own, so nobody who prints is asked to mend their length."""

    @property
    def easy(self) -> bool:
        """It reads at the age that we aim for, or has no words of the writer's."""
        return self.fixed or self.ease.reading_age <= AIM or not self.ease.words

    @property
    def fine(self) -> bool:
        """There is nothing to look at."""
        return self.easy and not (self.long_sentences or self.jargon or self.remarks)

    def found(self) -> list[tuple[Remark, str]]:
        """Each remark with the words as they stand."""
        return [(remark, self.text[remark.start : remark.end]) for remark in self.remarks]


def look(heading: str, html: str, *, fixed: bool = False) -> Look:
    """One section. Her own words are hers: no measure and no remark touches them."""
    ours = HERS.sub(" ", html)
    text = text_of(ours)
    running = text_of(HEADINGS.sub(" ", ours))
    return Look(
        heading=heading,
        ease=reading.ease(running),
        long_sentences=() if fixed else long_sentences(running),
        jargon=tuple(once(use for use in jargon.find(IN_BRACKETS.sub(" ", text)))),
        remarks=tuple(language.check(text)),
        text=text,
        fixed=fixed,
    )


def long_sentences(text: str) -> tuple[str, ...]:
    """The sentences that would read better in two, the longest first."""
    found = [part.strip() for part in reading.split(text) if len(reading.WORD.findall(part)) > LONG]
    return tuple(sorted(found, key=len, reverse=True)[:3])


def once(uses: Iterable[Use]) -> list[Use]:
    """Each term once; the formal name in brackets after plain words is how it should be."""
    return list({use.term: use for use in uses}.values())
