"""Her plan on paper: plain words, nothing that gives her away, and what the person who prints should know first."""

from datetime import date

from django.template.loader import render_to_string

from ..models import Meeting, Pregnancy, User
from .notes import notes
from .paper import paper
from .records import Records

__all__ = ["agenda_pdf", "plan_file_name", "plan_html", "plan_notes", "plan_pdf"]

# `by` is the person who prints, as in every action: rows that they may not see stay off the paper. None is the clock.


def plan_pdf(pregnancy: Pregnancy, *, today: date, by: User | None = None) -> bytes:
    """Her plan on the day as a tagged PDF, on one sheet of A4."""
    from .pdf import pdf  # the PDF library takes a second to load, and most of the product never needs it

    return pdf(plan_html(pregnancy, today=today, by=by))


def plan_html(pregnancy: Pregnancy, *, today: date, by: User | None = None) -> str:
    """Her plan on the day as HTML, from which the PDF is made."""
    return render_to_string("printing/plan.html", {"plan": paper(Records(pregnancy, today, by))})


def plan_notes(pregnancy: Pregnancy, *, today: date, by: User | None = None) -> list[str]:
    """What to know before printing: whether paper is safe for her, what was left off and why, what is blank."""
    records = Records(pregnancy, today, by)
    paper(records)
    return notes(records)


def plan_file_name() -> str:
    """A name that gives nothing away."""
    return "my-plan.pdf"


def agenda_pdf(meeting: Meeting, *, today: date, by: User | None = None) -> bytes:
    """The agenda of a meeting as a tagged PDF."""
    from .agenda import agenda
    from .pdf import pdf

    return pdf(render_to_string("printing/agenda.html", {"agenda": agenda(meeting, today=today, by=by)}))
