"""The agenda of a meeting, to look at and to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pathway.actions import exports
from pathway.models import Information

from .meetings import meeting_or_404
from .seeing import Request


def meeting_agenda(request: Request, pk: int) -> HttpResponse:
    """The agenda as it stands today."""
    from pathway.printing.agenda import agenda
    from pathway.printing.alphabets import lacking_on

    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    found = agenda(meeting, today=today, by=request.user)
    boxes = lacking_on("meetings/agenda_body.html", found.called, agenda=found)
    context = {"meeting": meeting, "agenda": found, "today": today, "boxes": boxes}
    return render(request, "meetings/agenda.html", context)


def meeting_agenda_print(request: Request, pk: int) -> HttpResponse:
    """The agenda on paper."""
    from pathway.printing import agenda_pdf

    today = timezone.localdate()
    meeting = meeting_or_404(request, pk, today)
    paper = agenda_pdf(meeting, today=today, by=request.user)
    exports.note_paper(
        record=meeting, pregnancy=meeting.pregnancy, paper="the agenda of a meeting", by=request.user, today=today,
        information=Information.CHILD_PROTECTION,
    )  # fmt: skip
    headers = {"Content-Disposition": 'inline; filename="agenda.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)
