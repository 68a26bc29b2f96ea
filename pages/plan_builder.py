"""Her plan as it is being made: aims, actions, promises and asks beside what they would give and ask of her."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pathway import templates_of_care
from pathway.actions import plans
from pathway.actions.base import Problem
from pathway.models import Information, PlanAction, Pregnancy, Service, Support
from pathway.moving_dates import Move, moves
from pathway.plan_prompts import prompts
from pathway.printing.giveaways import takes_a_birth_for_granted
from pathway.templates_of_care import Proposal

from . import her_page, previews
from .forms import AT_ONCE, PageForm, day, line, number, tick
from .plans import services_near
from .seeing import Request, sees

TEMPLATE_OF = {template.kind: code for code, template in templates_of_care.load("england").items()}


def plan_build(request: Request, pk: int) -> HttpResponse:
    """Her plan, listed and open to change, beside the year and the weeks that it makes."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    context = {"pregnancy": pregnancy, **parts_of(pregnancy, today), **previews.of_plan(pregnancy, today)}
    return render(request, "plans/build.html", context | {"moves": moves_of(pregnancy)})


def moves_of(pregnancy: Pregnancy) -> list[Move]:
    """Dates that are counted from a birth or a due date which is another by now."""
    counted = pregnancy.supports.exclude(counted_from="").select_related("service")
    return moves(counted, due=pregnancy.due, born=pregnancy.born)


@require_POST
def plan_move(request: Request, pk: int) -> HttpResponse:
    """Move the dates that are counted from the birth or the due date to where they now fall."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    moved = plans.move_to_birth(pregnancy=pregnancy, by=request.user, today=today)
    number = "1 date has" if len(moved) == 1 else f"{len(moved)} dates have"
    messages.success(
        request, f"{number} moved. Tell her, and the services." if moved else "Every date had moved already."
    )
    return redirect("plan_build", pk)


def parts_of(pregnancy: Pregnancy, today: date) -> dict[str, Any]:
    """All that the plan holds today, and what to ask about it."""
    standing = PlanAction.objects.standing().select_related("service", "worker")
    aims = list(pregnancy.aims.standing().prefetch_related(Prefetch("actions", standing)))
    seen = pregnancy.asks.standing().filter(information__in=sees(pregnancy))
    asks = list(seen.select_related("support__service", "help_service"))
    supports = list(pregnancy.supports.not_over(today).select_related("service", "worker").prefetch_related("pauses"))
    return {
        "today": today,
        "aims": aims,
        "actions": standing.filter(pregnancy=pregnancy, aim__isnull=True)
        | standing.filter(pregnancy=pregnancy).exclude(aim__in=aims),
        "asks": asks,
        "sees_all_asks": Information.CHILD_PROTECTION in sees(pregnancy),
        "supports": supports,
        "prompts": list(
            prompts(
                aims={aim.about for aim in aims},
                asks_without_help=sum(not ask.has_help for ask in asks),
                born=pregnancy.born is not None,
                lost=pregnancy.lost_on is not None,
                promises=len(supports),
            )
        ),
        "versions": pregnancy.plan_versions.order_by("-number"),
    }


TERMS = ("every", "times", "once_by", "start", "until")


class LineForm(PageForm):
    """One proposed promise, to be left out or edited."""

    take = tick("Promise this")
    what = line("What they will do", "Say what they will do, or untick it.")
    every = number("Every how many days", at_most=366, width=3, revealed=True)
    times = number("How many contacts each time round", at_most=50, width=3, revealed=True)
    start = day("First day", revealed=True)
    until = day("Last day", revealed=True)
    once_by = day("By which date", revealed=True)

    def __init__(self, *args: Any, service: Service, proposal: Proposal, place: int, **kwargs: Any) -> None:
        initial = {name: value for name, value in proposal.arguments.items() if name in self.base_fields}
        kwargs["initial"] = initial | {"take": True}
        super().__init__(*args, **kwargs)
        self.service, self.proposal = service, proposal
        self.place, self.about = place, f"{service}, promise {place}"
        for name in ("once_by",) if proposal.line.every else ("every", "times", "start", "until"):
            del self.fields[name]

    @property
    def proposed(self) -> Support:
        """What is proposed, to be told in a sentence; it is not kept."""
        return Support(**{name: self.proposal.arguments[name] for name in TERMS})

    @property
    def touched(self) -> bool:
        """Something in it was changed, or is to be mended."""
        return self.is_bound and bool(self.errors or set(self.changed_data) - {"take"})

    @property
    def taken(self) -> bool:
        """Whether it is ticked; what is not ticked need not be right."""
        return bool(self.data.get(self.add_prefix("take")))

    def full_clean(self) -> None:
        """What is not ticked is not asked about."""
        super().full_clean()
        if self.is_bound and not self.taken:
            self.errors.clear()

    def arguments(self) -> dict[str, Any]:
        """The promise, as plans.promise_all takes it; a date that was changed no longer moves with the birth."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "take"}
        given = self.proposal.arguments | cleaned
        changed = [name for name in ("start", "until", "once_by") if given[name] != self.proposal.arguments[name]]
        return given | {f"{name}_days": None for name in changed} | {
            "times": given["times"] or 1, "service": self.service,
        }  # fmt: skip


def plan_start(request: Request, pk: int) -> HttpResponse:
    """Start from templates: choose services, then untick and edit what they usually promise, then save it all."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    services = [service for service in services_near(pregnancy) if service.kind in TEMPLATE_OF]
    asked = request.GET.getlist("service")
    chosen = [service for service in services if str(service.pk) in asked]
    lines = lines_of(request, pregnancy, chosen, today)
    if request.method == "POST" and not previews.wanted(request) and saved(request, pregnancy, lines, today):
        return redirect("plan_build", pk)
    look = previews.of_plan(pregnancy, today, written(lines, today)) if chosen else {}
    if previews.wanted(request) == "part":
        return previews.part(request, look)
    context = {"pregnancy": pregnancy, "today": today, "services": services, "chosen": chosen, "lines": lines}
    context["form"] = next((form for form in lines if form.errors), None)
    return render(request, "plans/start.html", context | look)


def lines_of(request: Request, pregnancy: Pregnancy, services: list[Service], today: date) -> list[LineForm]:
    """A form for each promise that the templates of these services propose and nobody has made yet."""
    templates = templates_of_care.load(pregnancy.team.service.trust.pack)
    made = set(pregnancy.supports.not_over(today).exclude(from_template="").values_list("service", "from_template"))
    dates: dict[str, Any] = {"booked": pregnancy.booked, "due": pregnancy.due, "born": pregnancy.born, "today": today}
    lines = []
    for service in services:
        proposed = templates_of_care.propose(templates[TEMPLATE_OF[service.kind]], **dates)
        left = [proposal for proposal in proposed if (service.pk, proposal.key) not in made]
        if pregnancy.lost_on:
            left = [proposal for proposal in left if not takes_a_birth_for_granted(proposal.line.what)]
        for place, proposal in enumerate(left, 1):
            prefix, line = f"{service.pk}-{proposal.line.code}", {"service": service, "proposal": proposal}
            lines.append(LineForm.of(request, prefix=prefix, place=place, **line))
    return lines


def saved(request: Request, pregnancy: Pregnancy, lines: list[LineForm], today: date) -> bool:
    """Whether all ticked promises were saved; if not, the lines say what to mend and nothing was."""
    taken = [form for form in lines if form.taken]
    if [form for form in taken if not form.is_valid()]:  # every one, so that all are told at once
        return False
    try:
        made = plans.promise_all(
            pregnancy=pregnancy, lines=[form.arguments() for form in taken], by=request.user, today=today
        )
    except Problem as problem:
        place, _, field = (problem.field or "0-").partition("-")
        for form in taken[int(place) : int(place) + 1]:
            form.add_problem(Problem(problem.sentence, field or None))
        for form in lines[:1] if not taken else ():
            form.about = ""
            form.add_error("take", problem.sentence)
        return False
    except IntegrityError:
        messages.error(request, AT_ONCE)
        return False
    said = "1 promise is" if len(made) == 1 else f"{len(made)} promises are"
    messages.success(request, f"{said} noted. The services can now see her page.")
    return True


def written(lines: list[LineForm], today: date) -> list[Any]:
    """The ticked lines as promises that are being written; those that cannot be read yet are left out."""
    found = []
    for form in lines:
        terms = form.proposal.arguments
        if form.is_bound:
            if not form.taken or not form.is_valid():
                continue
            terms = form.arguments()
        row = previews.being_written(terms, form.service.name, today)
        found.append(row._replace(key=f"{previews.NEW}-{form.prefix}"))
    return found
