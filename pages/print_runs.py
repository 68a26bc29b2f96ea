"""A team's papers in one go: what waits, how far it is, what could not be made, and one PDF of all that she has not got yet."""

from io import BytesIO

from django.contrib import messages
from django.db.models import Exists, Max, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pathway.actions import exports
from pathway.actions import printouts as actions
from pathway.actions.base import Problem
from pathway.models import PlanGiven, PlanVersion, PrintFault, Printout, PrintRun, Team, Variant
from pathway.permissions import liaison_teams
from pathway.printing.records import not_with_them
from pathway.printing.variants import is_worded_for
from pathway.safe_ways import can_be_given_safely

from .seeing import Request


def team_or_404(request: Request, pk: int) -> Team:
    """A team in which this user works."""
    if pk not in {team.pk for team in liaison_teams(request.user, timezone.localdate())}:
        raise Http404("This is not open to you.")
    return get_object_or_404(Team.objects.select_related("service"), pk=pk)


def waiting(request: Request, team: Team) -> list[Printout]:
    """One paper a woman, by her name: the last that was made of her latest version, if she has not got it or a later one.

    The last that was made is the one that was chosen for her.
    """
    today = timezone.localdate()
    later = PlanVersion.objects.filter(pregnancy=OuterRef("version__pregnancy"), number__gt=OuterRef("version__number"))
    papers = Printout.objects.visible_to(request.user, today).filter(
        ~Exists(later), version__isnull=False, pregnancy__team=team, pregnancy__closed__isnull=True
    )
    last = papers.order_by("pregnancy").values("pregnancy").annotate(last=Max("pk")).values("last")
    noted = Q(printout__pk__gte=OuterRef("pk")) | Q(printout=None, day__gte=OuterRef("made_on"))
    given = PlanGiven.objects.filter(noted, version=OuterRef("version"))
    rows = (
        Printout.objects.filter(~Exists(given), pk__in=last)
        .defer("content")
        .select_related("version", "pregnancy__mother")
    )
    return list(rows.order_by("pregnancy__mother__name", "pk"))


def parted(papers: list[Printout]) -> tuple[list[Printout], list[Printout]]:
    """Those that may go out as they are, and those that may not any more."""
    today = timezone.localdate()
    women = [paper.pregnancy for paper in papers]
    safe, apart = can_be_given_safely(women, today), not_with_them(women, today)
    may = {paper.pk for paper in papers if may_go_out(paper, paper.pregnancy_id in safe, paper.pregnancy_id in apart)}
    return [paper for paper in papers if paper.pk in may], [paper for paper in papers if paper.pk not in may]


def may_go_out(paper: Printout, safe: bool, apart: bool) -> bool:
    """Some way of giving it is still safe, or it tells nothing; and its words still suit where her baby lives."""
    return (safe or paper.variant == Variant.SAFE) and is_worded_for(paper.variant, apart=apart)


def print_runs(request: Request, pk: int) -> HttpResponse:
    """What waits for a paper, how far the making is, and what can be printed."""
    team, today = team_or_404(request, pk), timezone.localdate()
    out, not_out = parted(waiting(request, team))
    found = list(PrintRun.objects.filter(team=team).select_related("asked_by", "stopped_by")[:10])
    running = next((row for row in found if not row.finished_at and not row.stopped_at), None)
    faults = PrintFault.objects.visible_to(request.user, today).filter(
        version__pregnancy__team=team, mended_at__isnull=True
    )
    context = {
        "team": team,
        "running": running,
        "done": actions.done(running, today=today) if running else 0,
        "past": [row for row in found if row is not running],
        "unmade": actions.unmade(team).count(),
        "outdated": len(actions.outdated(actions.latest(team), today)),
        "waiting": out,
        "not_any_more": not_out,
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
    papers = parted(waiting(request, team))[0]
    if not papers:
        raise Http404("Nothing waits to be printed.")
    for paper in papers:
        exports.note_kept_paper(printout=paper, by=request.user, today=timezone.localdate())
    headers = {"Content-Disposition": 'attachment; filename="papers.pdf"'}
    return HttpResponse(
        together([BytesIO(bytes(paper.content)) for paper in papers]), content_type="application/pdf", headers=headers
    )
