"""The variants of her plan: which sections, in whose words, in which style. A new variant is a few lines here."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import Variant


class Wording(Enum):
    """For whom the words are chosen."""

    USUAL = auto()
    APART = auto()  # her baby is not with her, or has died: nothing about babies that would hurt
    NEUTRAL = auto()  # whoever finds it learns nothing: dates, first names, a number


@dataclass(frozen=True)
class Sheet:
    """One variant. A section is a file in templates/printing/ and an entry in sections.py; it prints if it has content.

    `layouts` are style sheets (plan-*.css), the most generous first: the first in which the paper takes no more than
    `fits` pages is used, or the last; with `fits` None it takes as many pages as it needs, in the first layout, or in a
    second one that is a little closer where that spares a nearly empty last page.
    """

    variant: Variant
    title: str | Promise
    file_name: str
    sections: tuple[str, ...]
    layouts: tuple[str, ...]
    wording: Wording = Wording.USUAL
    meetings: bool = False
    fits: int | None = None

    @property
    def apart(self) -> bool:
        """It is worded for a woman whose baby is not with her."""
        return self.wording is Wording.APART

    @property
    def neutral(self) -> bool:
        """It gives nothing away to whoever finds it."""
        return self.wording is Wording.NEUTRAL


WHOLE = (
    "matters", "going_well", "care", "helpers", "own_people", "promises", "owed", "asks", "coming_up", "birth", "meetings",
    "knows", "hard_times", "disagree", "glossary",
)  # fmt: skip
ROOMY_TO_TIGHT = ("roomy", "snug", "tight", "tiny")

FULL = Sheet(Variant.FULL, _("My plan"), "my-plan.pdf", WHOLE, ("full", "full-close"), meetings=True)
LARGE = replace(FULL, variant=Variant.LARGE, layouts=("large", "large-close"))
FRIDGE = Sheet(Variant.FRIDGE, _("My week"), "my-week.pdf", ("promises", "coming_up", "call"), ROOMY_TO_TIGHT, fits=1)
SAFE = Sheet(Variant.SAFE, _("Dates"), "dates.pdf", ("words", "dates", "number"), ("safe",), Wording.NEUTRAL)
APART = {
    Variant.FULL: replace(FULL, variant=Variant.FULL_APART, wording=Wording.APART),
    Variant.LARGE: replace(LARGE, variant=Variant.LARGE_APART, wording=Wording.APART),
    Variant.FRIDGE: replace(FRIDGE, variant=Variant.FRIDGE_APART, wording=Wording.APART),
}
"""What a mother is given instead while her baby is not with her."""

SHEETS: dict[str, Sheet] = {sheet.variant: sheet for sheet in (FULL, LARGE, FRIDGE, SAFE, *APART.values())}
CHOICES = (Variant.FULL, Variant.SAFE, Variant.LARGE, Variant.FRIDGE)
"""What one chooses from; the wording for a mother apart from her baby is chosen by itself, from the records."""


def sheet_for(variant: str, *, apart: bool) -> Sheet:
    """The variant asked for, in the words for a mother whose baby is not with her where that is so."""
    usual = next((one for one, hers in APART.items() if hers.variant == variant), Variant(variant))
    return APART[usual] if apart and usual in APART else SHEETS[usual]


def is_worded_for(variant: str, *, apart: bool) -> bool:
    """The words of a variant are those for a mother whose baby is with her, or is not; a neutral one has words for both."""
    return variant not in SHEETS or sheet_for(variant, apart=apart).variant == variant
