"""Her plan on paper: plain words, nothing that gives her away, and what the person who prints should know first."""

from datetime import date

from django.template.loader import render_to_string

from ..models import Involvement, Meeting, PlanVersion, Pregnancy, User, Variant
from .document import Document, document
from .notes import notes
from .records import Records
from .variants import CHOICES, SHEETS, sheet_for

__all__ = [
    "CHOICES",
    "SHEETS",
    "agenda_pdf",
    "file_name_of",
    "plan_document",
    "plan_file_name",
    "plan_html",
    "plan_notes",
    "plan_pdf",
    "summary_pdf",
]

# `by` is the person who prints, as in every action: rows that they may not see stay off the paper. None is the clock.
# `version` None is the latest agreed; where none is agreed yet, a draft.


def plan_document(
    pregnancy: Pregnancy, *, today: date, by: User | None = None, variant: str = Variant.FULL, language: str = "en",
    version: PlanVersion | None = None,
) -> Document:  # fmt: skip
    """Her plan in this variant, section by section; worded for a mother apart from her baby where she is."""
    return prepared(pregnancy, today, by, variant, language, version)[1]


def prepared(
    pregnancy: Pregnancy, today: date, by: User | None, variant: str, language: str, version: PlanVersion | None
) -> tuple[Records, Document]:
    """The records and the document made from them."""
    records = Records(pregnancy, today, by, version, with_meetings=SHEETS[variant].meetings)
    sheet = sheet_for(variant, apart=records.a_baby_is_not_with_her())
    return records, document(records, sheet, language)


def plan_html(
    pregnancy: Pregnancy, *, today: date, by: User | None = None, variant: str = Variant.FULL, language: str = "en",
    version: PlanVersion | None = None,
) -> str:  # fmt: skip
    """Her plan on the day as HTML, from which the PDF is made."""
    return plan_document(pregnancy, today=today, by=by, variant=variant, language=language, version=version).html


def plan_pdf(
    pregnancy: Pregnancy, *, today: date, by: User | None = None, variant: str = Variant.FULL, language: str = "en",
    version: PlanVersion | None = None,
) -> bytes:  # fmt: skip
    """Her plan on the day as a tagged PDF."""
    from .pdf import pdf  # the PDF library takes a second to load, and most of the product never needs it

    made = plan_document(pregnancy, today=today, by=by, variant=variant, language=language, version=version)
    return pdf(made.html, made.sheet.layouts, made.sheet.fits)


def plan_notes(pregnancy: Pregnancy, *, today: date, by: User | None = None, variant: str = Variant.FULL) -> list[str]:
    """What to know before printing: whether paper is safe for her, what was left off and why, what is blank."""
    return notes(prepared(pregnancy, today, by, variant, "en", None)[0])


def plan_file_name(variant: str = Variant.FULL) -> str:
    """A name that gives nothing away."""
    return SHEETS[variant].file_name


def file_name_of(variant: str) -> str:
    """The same for every kept paper; a letter's is as neutral."""
    return SHEETS[variant].file_name if variant in SHEETS else "letter.pdf"


def agenda_pdf(meeting: Meeting, *, today: date, by: User | None = None) -> bytes:
    """The agenda of a meeting as a tagged PDF."""
    from .agenda import agenda
    from .pdf import pdf

    return pdf(render_to_string("printing/agenda.html", {"agenda": agenda(meeting, today=today, by=by)}))


def summary_pdf(involvement: Involvement, *, today: date, by: User | None = None) -> bytes:
    """What a service does for her, for professionals, as a tagged PDF."""
    from .pdf import pdf
    from .summary import summary

    found = summary(involvement, today=today, by=by)
    return pdf(render_to_string("printing/summary.html", {"summary": found, "today": today}))
