"""All that the person who prints should see first: how it reads, what stops it, what to know. It never changes a word."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..models import Information, PlanVersion, Pregnancy, User, Variant
from . import prepared
from .alphabets import lacking
from .checking import Look, look
from .language import Remark
from .notes import NO_NUMBER, NO_PLAN, notes
from .people import front_door
from .records import Records
from .sections import class_of

FIXED = ("number", "call", "knows", "hard_times", "disagree", "glossary", "dates")
"""Sections of our own wording and names alone: nobody who prints can make them shorter, and tests hold the wording to its age."""
SAID_AS_BLANKS = (NO_PLAN, NO_NUMBER)


class Hurting(NamedTuple):
    """A word that hurts and that nobody has kept for a reason: where it stands, and how private that text is."""

    heading: str
    remark: Remark
    said: str
    information: Information


@dataclass(frozen=True)
class Check:
    """Her plan in one variant and language, looked at before it is made."""

    version: PlanVersion | None
    looks: tuple[Look, ...]
    notes: tuple[str, ...]
    blanks: tuple[str, ...]
    """Blanks that must not go out; the paper is not made while there is one."""
    hurting: tuple[Hurting, ...]

    @property
    def may_go_out(self) -> bool:
        """Nothing stands in the way but the two ticks."""
        return not self.blanks and not self.hurting

    def class_of(self, term: str, said: str) -> Information | None:
        """The class of the most private text in which this word hurts; None if it does not stand on the paper."""
        found = [row.information for row in self.hurting if (row.remark.term, row.said) == (term, said)]
        return max(found, key=list(Information).index, default=None)


def check(
    pregnancy: Pregnancy, *, today: date, by: User | None = None, variant: str = Variant.FULL, language: str = "en"
) -> Check:
    """The latest agreed version as it would be printed for this person today."""
    records, document = prepared(pregnancy, today, by, variant, language, None)
    looks = tuple(look(one.heading, one.html, fixed=one.name in FIXED) for one in document.sections)
    kept = set(records.seen(pregnancy.kept_words.all()).values_list("term", "found"))
    return Check(
        version=records.version,
        looks=looks,
        notes=tuple(note for note in notes(records) if note not in SAID_AS_BLANKS),
        blanks=(*blanks(records), *(found.sentence for found in lacking(document))),
        hurting=tuple(
            Hurting(seen.heading, remark, said, class_of(section.name, records))
            for section, seen in zip(document.sections, looks, strict=True)
            for remark, said in seen.found()
            if (remark.term, said) not in kept
        ),
    )


def blanks(records: Records) -> list[str]:
    """What the paper cannot do without."""
    found = []
    if records.version is None:
        found.append(
            "No plan has been agreed with her yet. Agree it with her first; the paper is made from what she agreed."
        )
    if not front_door(records)[1]:
        found.append("There is no number that she can call. Give her main worker, or the midwives, a number first.")
    return found
