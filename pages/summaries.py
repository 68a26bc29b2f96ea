"""The summary of what a service does for her, for professionals, to look at and to print."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from pathway.actions import exports
from pathway.models import Information, Involvement

from .seeing import Request


def involvement_or_404(request: Request, pk: int, today: date) -> Involvement:
    """A service's involvement with a woman whose pathway this user may see."""
    rows = Involvement.objects.visible_to(request.user, today)
    rows = rows.select_related("service", "pregnancy__mother", "pregnancy__team__service")
    found: Involvement = get_object_or_404(rows, pk=pk)
    return found


def involvement_summary(request: Request, pk: int) -> HttpResponse:
    """The summary as it stands today."""
    from pathway.printing.alphabets import lacking_on
    from pathway.printing.summary import summary

    today = timezone.localdate()
    involvement = involvement_or_404(request, pk, today)
    found = summary(involvement, today=today, by=request.user)
    boxes = lacking_on("summaries/body.html", found.called, summary=found, today=today)
    context = {"involvement": involvement, "summary": found, "today": today, "boxes": boxes}
    return render(request, "summaries/show.html", context)


def involvement_summary_print(request: Request, pk: int) -> HttpResponse:
    """The summary on paper."""
    from pathway.printing import summary_pdf

    today = timezone.localdate()
    involvement = involvement_or_404(request, pk, today)
    paper = summary_pdf(involvement, today=today, by=request.user)
    exports.note_paper(
        record=involvement, pregnancy=involvement.pregnancy, paper=f"the summary of {involvement.service}",
        information=Information.PATHWAY, by=request.user, today=today,
    )  # fmt: skip
    headers = {"Content-Disposition": 'inline; filename="summary.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)
