"""A paper put together: its sections with their words chosen, as HTML and as plain text, section by section."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from ..models import Information
from ..printed_days import Days, on_paper, standing
from .people import front_door
from .records import Records
from .sections import SECTIONS
from .text import text_of
from .variants import Sheet
from .words import full_day

HEADING = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)
PHONE = re.compile(r'(?<=<b class="phone">)[^<]+')
NOT_ARABIC = r"[^<>\u0590-\u08ff\ufb50-\ufefc]*"
AFTER_A_COLON = re.compile(rf"(?<=[\u0590-\u08ff]: )(?P<text>[A-Za-z“‘(]{NOT_ARABIC}[.!?…])(?=[\s<])")
LATIN = re.compile(rf"(?P<alone><p>)?(?<=>)(?P<text>{NOT_ARABIC}[A-Za-z]{NOT_ARABIC})(?=</)")


class Section(NamedTuple):
    """One section: its name, its HTML, and the same as plain text."""

    name: str
    html: SafeString
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """All that is printed of one variant, in one language."""

    sheet: Sheet
    language: str
    rtl: bool
    name: str
    intro: str
    sections: tuple[Section, ...]
    version: str
    information: str
    days: Days = field(default_factory=Counter)

    @property
    def html(self) -> str:
        """The whole paper as HTML, from which the PDF is made."""
        with override(self.language):
            html = PHONE.sub(in_one_piece, render_to_string("printing/plan.html", {"document": self}))
            return isolated(html) if self.rtl else html


def document(records: Records, sheet: Sheet, language: str = "en") -> Document:
    """The variant from her records; texts left out are kept in `records.screen`."""
    with override(language):
        sections = tuple(made for name in sheet.sections if (made := section(name, records, sheet)))
        return Document(
            sheet=sheet,
            language=language_tag(language),
            rtl=bool(get_language_info(language)["bidi"]),
            name=first_name(records) if sheet.neutral else records.pregnancy.mother.called,
            intro=intro(records, sheet),
            sections=sections,
            version=version_words(records, sheet),
            information=Information.CHILD_PROTECTION if of_child_protection(records, sheet) else Information.NEEDS,
            days=days_on(records, sheet),
        )


def days_on(records: Records, sheet: Sheet) -> Days:
    """The days that stand on it, as a kept paper remembers them."""
    woman = records.pregnancy.pk
    return on_paper(sheet.variant, standing([woman], records.today, records.by)[woman])


def section(name: str, records: Records, sheet: Sheet) -> Section | None:
    """One section, or None if it has nothing to say."""
    content = SECTIONS[name](records, sheet)
    if not content:
        return None
    html = render_to_string(f"printing/{name}.html", {"it": content, "sheet": sheet, "door": front_door(records)})
    found = HEADING.search(html)
    return Section(name, mark_safe(html), text_of(found[1]) if found else "", text_of(HEADING.sub("", html)))  # noqa: S308 – from our templates


def in_one_piece(phone: re.Match[str]) -> str:
    """A telephone number that no line end breaks, and whose parts keep their order among letters from right to left."""
    return phone[0].strip().replace(" ", "\u00a0")


def isolated(html: str) -> str:
    """Among letters from right to left: what stands alone in other letters, and whole sentences of them after a colon."""
    return AFTER_A_COLON.sub("\u2066\\g<text>\u2069", LATIN.sub(from_left_to_right, html))


def from_left_to_right(text: re.Match[str]) -> str:
    """Words of another script that stand alone, with their marks in their own order: “Hello.” ends with its stop."""
    if text["alone"]:
        return f'<p dir="ltr">{text["text"]}'
    return f"\u2066{text['text']}\u2069"


def language_tag(language: str) -> str:
    """The language as a PDF names it; English is British."""
    return "en-GB" if language == "en" else language


def first_name(records: Records) -> str:
    """The first part of the name that she likes, unless it would give something away."""
    name: str = records.pregnancy.mother.called.split()[0]
    return records.screen.neutral(name, _("Her name"))


def intro(records: Records, sheet: Sheet) -> str:
    """What this paper is, under her name."""
    if sheet.neutral:
        return ""
    words = _(
        "This plan is yours. It says who helps you and what they have promised. If a promise is not kept, tell us."
    )
    return f"{words} {for_her(records)}".strip()


def for_her(records: Records) -> str:
    """For a woman whose baby lives elsewhere, or has died: her own support goes on."""
    if not records.supports:
        return ""
    if records.a_baby_lives_elsewhere():
        return _("These promises are for you. They stand wherever your baby lives.")
    return _("These promises are for you.") if records.a_baby_is_not_with_her() else ""


def version_words(records: Records, sheet: Sheet) -> str:
    """Which plan this is, and on which day the bookings on it were known."""
    made = full_day(records.today)
    if sheet.neutral:
        return _("As known on %(day)s.") % {"day": made}
    if records.version is None:
        return _("This plan is not agreed yet. Printed on %(day)s.") % {"day": made}
    return _("Plan %(number)s, agreed on %(agreed)s. Days and times as known on %(day)s.") % {
        "number": records.version.number, "agreed": full_day(records.version.agreed), "day": made,
    }  # fmt: skip


def of_child_protection(records: Records, sheet: Sheet) -> bool:
    """A meeting about her baby stands on it, or what children's social care or a court requires of her."""
    named = sheet.meetings and bool(records.meetings)
    return named or ("asks" in sheet.sections and records.something_is_required())
