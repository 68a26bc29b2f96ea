"""The caseload as a file: what stands on the page, all of its pages, with who took it out and when."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pathway.actions import exports
from pathway.exports import Cell, as_csv, as_xlsx
from pathway.models import Event, Worker
from pathway.permissions import administered

from .caseload import CaseloadRow, asked, rows_of
from .pages import around, page_of
from .seeing import Request
from .teams import teams_led
from .templatetags.words import stage

MOST_EXPORTED = 5000
LINES_ON_A_PAGE = 50
HEADS = (
    "Called", "Full name", "NHS number", "Stage", "Due date", "Gave birth", "Closed", "Liaison team", "Who leads",
    "Next appointment", "With", "Open flags",
)  # fmt: skip
FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def cells_of(row: CaseloadRow, today: date) -> tuple[Cell, ...]:
    """One woman as a line of a spreadsheet."""
    woman, mother = row.pregnancy, row.pregnancy.mother
    day, service = row.next_contact or (None, None)
    stands = stage(woman, today).replace("\N{NO-BREAK SPACE}", " ")
    leads = ", ".join(lead.worker.name for lead in woman.leading)  # type: ignore[attr-defined]  # prefetched so
    return (
        mother.called, mother.name, mother.nhs_number, stands, woman.due, woman.born, woman.closed,
        woman.team.name, leads or "Nobody", day, service, row.open_flags,
    )  # fmt: skip


def lists_out(request: Request) -> HttpResponse:
    """Who took lists out, the latest first: for a trust's administrators, and for those who lead a team of theirs."""
    today = timezone.localdate()
    trusts, teams = administered(request.user, today), teams_led(request.user, today)
    theirs = Worker.objects.filter(Q(service__trust__in=trusts) | Q(team__in=teams))
    if not trusts and not teams.exists():
        raise Http404("This is for administrators and team leads.")
    taken = Event.objects.filter(verb="exports.note", by__in=theirs.order_by().values("user")).select_related("by")
    page = page_of(request, taken.order_by("-pk"), LINES_ON_A_PAGE)
    rows = [(event.at, event.by, {name: new for name, (_, new) in event.changes.items()}) for event in page]
    context = {"page": page, "rows": rows, "around": around(request, page), "trusts": trusts}
    return render(request, "exports/log.html", context)


@require_POST
def caseload_export(request: Request) -> HttpResponse:
    """The whole list as it is shown, in a file; who took it out, when and how many stays in the log."""
    today = timezone.localdate()
    found, kind = asked(request, request.POST, today), str(request.POST.get("file"))
    if kind not in FILES or found.form.errors:
        raise BadRequest("There is no such list.")
    women = list(found.women.select_related("team")[: MOST_EXPORTED + 1])
    if not 0 < len(women) <= MOST_EXPORTED:
        messages.warning(request, f"A file holds from 1 to {MOST_EXPORTED:,} women. Change the filters, then export.")
        return redirect(f"{reverse('caseload')}?{found.address}")
    filters = [*found.in_words, *(["Found by a search"] if found.text else [])]
    exports.note(women=women, filters=filters, file=kind, by=request.user)
    about = [
        f"{len(women)} {'woman' if len(women) == 1 else 'women'}, exported from Alongside by {request.user.name} "
        f"on {today:%-d %B %Y} at {timezone.localtime():%H:%M}.",
        *(filters or ["All open records that they may see."]),
        "This list names women. Keep it only as long as you need it, and where only those who care for them can read it.",
    ]
    make, content_type = FILES[kind]
    rows = [cells_of(row, today) for row in rows_of(women, request.user, today)]
    response = HttpResponse(make(HEADS, rows, about), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="list-{today.isoformat()}.{kind}"'
    return response
