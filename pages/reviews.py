"""The review of her support: promised and delivered by service and week, what changed, what ends soon; and that it was held."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from pathway import facts, review_grid, reviews
from pathway.actions import reviews as actions
from pathway.models import Decision, Flag, Information, Pregnancy, User
from pathway.rules.facts import Pathway

from . import her_page
from .decisions import DecisionsForm
from .forms import day, line, words
from .pages import form_page
from .recording import LONGEST_KEY
from .seeing import Request, require_class

ONE_DAY = timedelta(days=1)
NEXT_REVIEW = timedelta(weeks=12)
"""Suggested for the next review; a working value, to be confirmed locally."""


def found_for_review(user: User, pk: int, today: date) -> Pregnancy:
    """Her record, for those who may see all that a review shows."""
    pregnancy = her_page.find(user, pk, today)
    require_class(pregnancy, Information.CHILD_PROTECTION)
    return pregnancy


def review_show(request: Request, pk: int) -> HttpResponse:
    """All that a review looks at, on one page."""
    today = timezone.localdate()
    pregnancy = found_for_review(request.user, pk, today)
    return render(request, "reviews/show.html", contents(request.user, pregnancy, today))


def contents(user: User, pregnancy: Pregnancy, today: date) -> dict[str, Any]:
    """All parts of the page, in a fixed number of queries."""
    pathway = facts.load([pregnancy.pk])[pregnancy.pk]
    held = list(
        pregnancy.reviews.select_related("by").prefetch_related("decisions__service", "decisions__worker__service")
    )
    last = held[-1] if held else None
    since, turn = reviews.since_when(pregnancy, last), pregnancy.lost_on or pregnancy.born
    grid = review_grid.draw(pathway, today)
    decisions = pregnancy.decisions.select_related("service", "worker__service", "pregnancy__mother")
    flags = Flag.objects.visible_to(user, today).filter(pregnancy=pregnancy)
    return {
        "today": today, "pregnancy": pregnancy, "last": last, "held": held[::-1], "since": since,
        "grid": grid, "months": list(months(grid)), "blocks": grid.lines[0].blocks if grid.lines else (),
        "rates": review_grid.rates(pathway, today, turn), "turn": turn,
        "changes": reviews.changes(pregnancy, user, since, today),
        "counts": reviews.contacts_by_service(pregnancy, since + ONE_DAY if last else since, today),
        "by_whom": [*reviews.BY_WHOM.values(), reviews.MOVED],
        "glance": glance(pathway, decisions.open(), since, today),
        "flags": flags.open().most_urgent_first().select_related("service", "with_worker"),
        "leads": pregnancy.leads.on(today).select_related("worker"),
        "endings": reviews.endings(pregnancy, today),
        "handovers": reviews.open_handovers(pregnancy, today),
        "decisions": decisions.open(),
        "decisions_done": decisions.filter(done__gt=since),
    }  # fmt: skip


def glance(pathway: Pathway, decisions: Iterable[Decision], since: date, today: date) -> dict[str, int]:
    """What came of all that was promised since a day, and how many decisions are past their day."""
    rows = reviews.figures(pathway, since, today)
    sums = {name: sum(row[name] for row in rows) for name in ("kept", "promised")}
    return sums | {"late": sum(row.by_when < today for row in decisions)}


def months(grid: review_grid.Grid) -> Iterator[tuple[str, int]]:
    """For each week the month that begins with it, and how many weeks stand under that; else nothing."""
    firsts = [week.monday.replace(day=1) for week in grid.weeks]
    weeks = Counter(firsts)
    for before, month in zip([None, *firsts], firsts, strict=False):
        yield (f"{month:%b}", weeks[month]) if month != before else ("", 0)


class ReviewForm(DecisionsForm):
    """When, with whom, what it came to, what was decided, and when it is looked at again."""

    next_on = day("Next review on", "Give the day of the next review.")
    day = day("Held on", "Give the day on which it was held.")
    with_whom = line("Who took part", hint="She, first of all, if she was there.", max_length=300)
    summary = words(
        "What it came to", "Say in a few words what the review came to.", hint="Begin with what is going well."
    )

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial, self.fields["next_on"].initial = today, today + NEXT_REVIEW
        self.add_rows(pregnancy, today)
        self.order_fields([name for name in self.fields if name != "next_on"])

    def arguments(self) -> dict[str, Any]:
        """The review's own fields, and its decisions as a list."""
        own = {name: self.cleaned_data[name] for name in ("day", "with_whom", "summary", "next_on")}
        return own | {"decided": self.rows()}


def newest_known(request: Request) -> int | None:
    """The newest review that the writer knew of, as the page said it; None where it did not."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= LONGEST_KEY else None


def review_record(request: Request, pk: int) -> HttpResponse:
    """Record that the review was held."""
    today = timezone.localdate()
    pregnancy = found_for_review(request.user, pk, today)
    form = ReviewForm.of(request, pregnancy=pregnancy, today=today)
    since = reviews.since_when(pregnancy, pregnancy.reviews.last())
    figures = reviews.figures(facts.load([pk])[pk], since, today)
    given = {"pregnancy": pregnancy, "figures": figures, "by": request.user, "today": today}
    if form.carry_out(actions.record, seen=newest_known(request), **given):
        messages.success(request, f"The review is kept. The next one is on {form.done.next_on:%-d %B %Y}.")
        return redirect("review_show", pk)
    newest = pregnancy.reviews.order_by("pk").last()
    return form_page(request, form, "Record this review", pregnancy, template="reviews/record.html", figures=figures, since=since,
                     seen=newest.pk if newest else 0, submit="Save the review", hidden_title="A review")  # fmt: skip
