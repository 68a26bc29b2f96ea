"""A team's papers in one go: what waits, how far it is, what could not be made, and one PDF of all that she has not got yet."""

from io import BytesIO

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pathway.actions import printouts as actions
from pathway.actions.base import Problem
from pathway.models import PlanGiven, PlanVersion, PrintFault, Printout, PrintRun, Team
from pathway.permissions import liaison_teams

from .seeing import Request


def team_or_404(request: Request, pk: int) -> Team:
    """A team in which this user works."""
    if pk not in {team.pk for team in liaison_teams(request.user, timezone.localdate())}:
        raise Http404("This is not open to you.")
    return get_object_or_404(Team.objects.select_related("service"), pk=pk)


def waiting(request: Request, team: Team) -> QuerySet[Printout]:
    """The papers of the latest versions that nobody has given to her yet, by her name."""
    later = PlanVersion.objects.filter(pregnancy=OuterRef("version__pregnancy"), number__gt=OuterRef("version__number"))
    given = PlanGiven.objects.filter(version=OuterRef("version"))
    rows = Printout.objects.visible_to(request.user, timezone.localdate()).filter(
        ~Exists(later), ~Exists(given), version__isnull=False, pregnancy__team=team, pregnancy__closed__isnull=True
    )
    return rows.select_related("version", "pregnancy__mother").order_by("pregnancy__mother__name", "pk")


def print_runs(request: Request, pk: int) -> HttpResponse:
    """What waits for a paper, how far the making is, and what can be printed."""
    team = team_or_404(request, pk)
    found = list(PrintRun.objects.filter(team=team).select_related("asked_by", "stopped_by")[:10])
    running = next((row for row in found if not row.finished_at and not row.stopped_at), None)
    faults = PrintFault.objects.visible_to(request.user, timezone.localdate()).filter(
        version__pregnancy__team=team, mended_at__isnull=True
    )
    context = {
        "team": team,
        "running": running,
        "done": actions.done(running) if running else 0,
        "past": [row for row in found if row is not running],
        "left": actions.left(team).count(),
        "waiting": waiting(request, team).defer("content"),
        "faults": faults.select_related("version__pregnancy__mother").order_by("pk")[:50],
    }
    return render(request, "print_runs/print_runs.html", context)


@require_POST
def print_run_start(request: Request, pk: int) -> HttpResponse:
    """Have all changed plans of the team made."""
    team = team_or_404(request, pk)
    try:
        run = actions.start(team=team, by=request.user, today=timezone.localdate())
        messages.success(
            request, "They are being made; you can watch it here." if run else "Every plan is on paper already."
        )
    except Problem as problem:
        messages.info(request, problem.sentence)
    return redirect("print_runs", pk)


@require_POST
def print_run_stop(request: Request, pk: int) -> HttpResponse:
    """Stop after the papers in hand."""
    run = get_object_or_404(PrintRun, pk=pk)
    team = team_or_404(request, run.team_id)
    try:
        actions.stop(run=run, by=request.user, today=timezone.localdate())
        messages.success(request, "Stopped. What is made stays.")
    except Problem as problem:
        messages.info(request, problem.sentence)
    return redirect("print_runs", team.pk)


def papers_download(request: Request, pk: int) -> HttpResponse:
    """All of them in one PDF for the printer, each beginning on a sheet of its own."""
    from pathway.printing.together import together

    team = team_or_404(request, pk)
    papers = [bytes(row.content) for row in waiting(request, team)]
    if not papers:
        raise Http404("Nothing waits to be printed.")
    headers = {"Content-Disposition": 'attachment; filename="papers.pdf"'}
    return HttpResponse(together([BytesIO(paper) for paper in papers]), content_type="application/pdf", headers=headers)
