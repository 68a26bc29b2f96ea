"""What a plan would ask and give: the year ahead and her week, with promises that are only being written."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from pathway import her_year
from pathway.models import Information, Pregnancy, Support
from pathway.rules import facts
from pathway.rules.words import Kind

from .seeing import Request, sees

NEW = "being-written"


def of_plan(pregnancy: Pregnancy, today: date, written: list[facts.Support] | None = None) -> dict[str, Any]:
    """The year ahead and her week; with these promises as well, or in place of those they change.

    An empty list: something is being written, and none of it can be read yet.
    """
    meetings = Information.CHILD_PROTECTION in sees(pregnancy)
    pathway = her_year.as_if(her_year.pathway_of(pregnancy, meetings=meetings), written or [])
    return {
        "today": today,
        "year": her_year.ahead_of(pregnancy, today, pathway),
        "weeks": her_year.weeks_of(pregnancy, today, pathway),
        "meetings_counted": meetings,
        "with_written": bool(written),
        "only_saved": written == [],
    }


def being_written(terms: dict[str, Any], service: str, today: date, support: Support | None = None) -> facts.Support:
    """The promise that a form holds, as the rules would know it."""
    return facts.Support(
        key=support.reference if support else NEW,
        service=service,
        kind=Kind(terms["kind"]),
        planned=min(today, terms.get("planned") or (support.planned if support else today)),
        every=terms["every"],
        times=terms["times"],
        once_by=terms["once_by"],
        start=terms["start"],
        until=terms["until"],
        stopped=support.stopped if support else None,
        agreed_ending=support.agreed_ending if support else None,
    )


def wanted(request: Request) -> str:
    """Whether only a look is asked for: "part" for the picture alone, "page" for the page around it, or nothing."""
    return request.POST.get("show", "") if request.method == "POST" else ""


def part(request: Request, context: dict[str, Any]) -> HttpResponse:
    """The picture alone, for a page that is open already."""
    return render(request, "plans/preview.html", context)
