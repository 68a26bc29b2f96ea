"""The day on which a worker leaves: what it will move is shown first, with the choice of who takes each of it on."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from pathway.actions import leaving
from pathway.actions.leaving import Follows
from pathway.leaving import In
from pathway.models import Worker
from pathway.permissions import SEE_THE_PATHWAY, may_say_who_leaves

from .forms import PageForm, day, record_of
from .pages import form_page
from .seeing import Request

ONE_DAY = timedelta(days=1)
FOR_ALL = "for_all"
ALL_HINT = "One colleague for all of it; somebody else can be chosen for each."


class LeavingForm(PageForm):
    """Their last day; and, once that is known, who follows in what."""

    left = day("Last day in post", unmarked=True)

    moves: tuple[In, ...] = ()

    def choose(self, moves: list[In], colleagues: QuerySet[Worker]) -> None:
        """A choice of who follows for each thing that moves."""
        self.moves = tuple(moves)
        asked = {FOR_ALL: ("Wherever nobody is chosen below", ALL_HINT)} if len(moves) > 1 else {}
        asked |= {row.key: (said(row), noted(row)) for row in moves}
        listed = [("", "Not decided yet"), *((row.pk, row.name) for row in colleagues)]
        for name, (label, hint) in asked.items():
            self.fields[name] = record_of(label, hint=hint, unmarked=True)
            self.offer(name, colleagues)
            self.fields[name].choices = listed  # type: ignore[attr-defined]  # read once for all of them
        self.full_clean()

    def choices_of_followers(self) -> list[Any]:
        """The fields of those choices."""
        return [self[name] for name in (FOR_ALL, *(row.key for row in self.moves)) if name in self.fields]

    def arguments(self) -> dict[str, Any]:
        """The day, and everybody who was chosen to follow."""
        typed = self.cleaned_data
        plain = {name: typed[name] for name in ("left", "version")}
        if not self.moves:
            return plain
        chosen = {row: typed.get(row.key) or (None if row.followed_by else typed.get(FOR_ALL)) for row in self.moves}
        return plain | {"followers": [Follows(row, follower) for row, follower in chosen.items() if follower]}


def said(row: In) -> str:
    """What moves, in a line: who leads her, or what is promised and booked."""
    called = row.pregnancy.mother.called
    if row.lead:
        return f"{called}: who leads then"
    booked = f"{len(row.contacts)} booked contact{'' if len(row.contacts) == 1 else 's'} after that day"
    if row.support is None:
        return f"{called}: {booked}, {row.service_words}"
    return f"{called}: {row.service_words}{f', with {booked}' if row.contacts else ''}"


def noted(row: In) -> str:
    """What is to be known when somebody is chosen for it."""
    if row.lead:
        return f"{row.followed_by} leads from the next day." if row.followed_by else "Nobody is named yet."
    return "Named from now on; contacts until that day stay as they are." if row.support else ""


def worker_or_404(request: Request, pk: int, today: date) -> Worker:
    """A worker who has not left long ago, if this user may say when they leave."""
    worker = get_object_or_404(Worker.objects.select_related("service", "team"), pk=pk)
    if not may_say_who_leaves(request.user, [worker], today):
        raise Http404("This is not open to you.")
    return worker


def worker_leaves(request: Request, pk: int) -> HttpResponse:
    """Record the day on which a worker leaves: first the day, then what it moves and who follows, then it is saved."""
    today = timezone.localdate()
    worker = worker_or_404(request, pk, today)
    form = LeavingForm.of(request, version=worker.version, initial={"left": worker.left})
    form.fields["left"].help_text = "Leave it empty if they stay after all." if worker.left else ""
    foreseen = foreseen_by(request, form, worker, today)
    seen = foreseen is not None and request.POST.get("seen") == form.cleaned_data["left"].isoformat()
    if (seen or foreseen is None) and form.carry_out(leaving.record, worker=worker, by=request.user, today=today):
        messages.success(request, said_of(worker))
        return redirect("service_show", worker.service_id)
    return form_page(
        request, form, f"When {worker.name} leaves", record=worker, worker=worker, foreseen=foreseen, today=today,
        template="leaving/leaves.html", hidden_title="Leaving date", submit="Record it" if foreseen else "Go on",
        cancel_to=reverse("service_show", args=[worker.service_id]), back_words=f"Back to {worker.service}",
    )  # fmt: skip


def foreseen_by(request: Request, form: LeavingForm, worker: Worker, today: date) -> leaving.Foreseen | None:
    """What the typed day would move; None where there is no day yet, or it cannot be."""
    if not form.is_bound or not form.is_valid() or not form.cleaned_data["left"]:
        return None
    left = form.cleaned_data["left"]
    if not form.carry_out(leaving.foresee, worker=worker, by=request.user, today=today):
        return None
    found: leaving.Foreseen = form.done
    colleagues = worker.service.workers.working(max(left + ONE_DAY, today)).filter(role__in=SEE_THE_PATHWAY)
    colleagues = colleagues.exclude(pk=worker.pk)
    form.choose(found.moves, colleagues.order_by("name", "pk"))
    return found


def said_of(worker: Worker) -> str:
    """What is recorded now."""
    return f"{worker.name} leaves on {worker.left:%-d %B %Y}." if worker.left else f"{worker.name} stays."
