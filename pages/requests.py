"""Practical help: what she asks for, asking again, the answer, when it reached her; and all that services owe her."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.db.models import Count, Min, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pathway.actions import requests
from pathway.models import HelpKind, HelpResult, Information, PracticalRequest, Pregnancy
from pathway.models.requests import RequestQuerySet

from . import her_page
from .forms import PageForm, day, last, line, one_of, record_of
from .pages import around, form_page, page_of
from .plans import services_near
from .seeing import Request, require_class

REQUESTS_ON_A_PAGE = 30
OWED, ALL = "", "all"


KINDS_AFTER_LOSS = [
    (kind, HelpKind(kind).after_loss) for kind, _ in last(last(HelpKind.choices, HelpKind.NURSERY), HelpKind.OTHER)
]


class AskForm(PageForm):
    """What she asks for, and whom."""

    kind = one_of("What sort of help", HelpKind.choices, "Choose what sort of help it is.")
    what = line(
        "What she asks for", "Say what she asked for.", hint="Such as “a nursery place from May”.", max_length=200
    )
    service = record_of("Which service", "Choose the service she asks.")
    asked = day("Asked on", "Give the day.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", services_near(pregnancy))
        if pregnancy.lost_on:
            self.fields["kind"].choices = KINDS_AFTER_LOSS  # type: ignore[attr-defined]
            self.fields["what"].help_text = "Such as “a bus pass for three months”."


def request_ask(request: Request, pk: int) -> HttpResponse:
    """Record practical help that she asks for."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.NEEDS)
    form = AskForm.of(request, pregnancy=pregnancy, initial={"asked": today})
    if form.carry_out(requests.ask, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Recorded. It stands on “What we owe” until it is answered and has reached her.")
        return redirect("pregnancy_show", pk)
    return form_page(request, form, "What she asks for", pregnancy)


class RequestAnswerForm(PageForm):
    """The service's answer."""

    result = one_of("What did they say?", HelpResult.choices, "Choose what they said.")
    answer = line("The answer", hint="What was granted or offered; if it is no, why.", max_length=300, unmarked=True)
    answered = day("Answered on", "Give the day.")


def find(request: Request, pk: int) -> PracticalRequest:
    """A request that this user may see."""
    rows = PracticalRequest.objects.visible_to(request.user, timezone.localdate())
    asked: PracticalRequest = get_object_or_404(rows.select_related("pregnancy__mother", "service"), pk=pk)
    return asked


def said_of(asked: PracticalRequest) -> str:
    """What she asked, whom and when."""
    return f"{asked.what}. {asked.service} was asked on {asked.asked:%-d %B %Y}."


def back(asked: PracticalRequest) -> HttpResponse:
    """To where her page speaks of it."""
    response = redirect("pregnancy_show", asked.pregnancy_id)
    response["Location"] += f"#request-{asked.pk}"
    return response


def request_answer(request: Request, pk: int) -> HttpResponse:
    """Record the answer to what she asked for."""
    asked, today = find(request, pk), timezone.localdate()
    form = RequestAnswerForm.of(request, initial={"answered": today}, version=asked.version)
    if form.carry_out(requests.answer, request=asked, by=request.user, today=today):
        messages.success(request, "The answer is recorded. Please tell her, if nobody has.")
        return back(asked)
    title = "The answer to what she asked"
    return form_page(request, form, title, asked.pregnancy, record=asked, intro=said_of(asked))


def request_correct(request: Request, pk: int) -> HttpResponse:
    """Put an answer right; the first one stays in the history."""
    asked, today = find(request, pk), timezone.localdate()
    form = RequestAnswerForm.of(request, initial=RequestAnswerForm.values(asked), version=asked.version)
    if form.carry_out(requests.correct_answer, request=asked, by=request.user, today=today):
        messages.success(request, "The answer is put right. What was recorded first stays in the history.")
        return back(asked)
    return form_page(request, form, "Correct the answer", asked.pregnancy, record=asked, intro=said_of(asked))


class ChaseForm(PageForm):
    """When one asked again, and what was said."""

    day = day("Asked again on", "Give the day.")
    note = line("Whom you spoke with, and what they said", max_length=300)


def request_chase(request: Request, pk: int) -> HttpResponse:
    """Note that somebody asked the service again."""
    asked, today = find(request, pk), timezone.localdate()
    form = ChaseForm.of(request, initial={"day": today})
    if form.carry_out(requests.chase, request=asked, by=request.user, today=today):
        messages.success(request, "Noted. Tell her that you have asked again.")
        return back(asked)
    return form_page(request, form, "Asked again", asked.pregnancy, intro=said_of(asked))


class ArriveForm(PageForm):
    """When she had it."""

    on = day("It reached her on", "Give the day.")


def request_arrive(request: Request, pk: int) -> HttpResponse:
    """Note that what was promised has reached her."""
    asked, today = find(request, pk), timezone.localdate()
    form = ArriveForm.of(request, initial={"on": today}, version=asked.version)
    if form.carry_out(requests.arrive, request=asked, by=request.user, today=today):
        messages.success(request, "Good. It has reached her.")
        return back(asked)
    return form_page(request, form, "It has reached her", asked.pregnancy, record=asked, intro=said_of(asked))


class Owing(NamedTuple):
    """One service: how many requests are owed to women, and since when the oldest."""

    pk: int
    name: str
    owed: int
    oldest: date


def owing(rows: RequestQuerySet) -> list[Owing]:
    """Each service that owes, in one query."""
    grouped = rows.owed().order_by().values_list("service", "service__name").annotate(Count("pk"), Min("asked"))
    return [Owing(*row) for row in sorted(grouped, key=lambda row: (row[3], row[1]))]


def narrowed(rows: RequestQuerySet, service: str, which: str) -> QuerySet[Any]:
    """Those of one service; owed ones only, unless all are asked for. Who has waited longest stands first."""
    rows = rows if which == ALL else rows.owed()
    rows = rows.filter(service=int(service)) if service.isascii() and service.isdigit() else rows
    return rows.order_by("asked", "pk")


def requests_owed(request: Request) -> HttpResponse:
    """What services owe the women whom this user may see: answers, and help that was promised."""
    today = timezone.localdate()
    service, which = request.GET.get("service", "")[:9], request.GET.get("which", OWED)
    seen = PracticalRequest.objects.visible_to(request.user, today).filter(pregnancy__closed__isnull=True)
    rows = narrowed(seen, service, which).select_related("service", "pregnancy__mother").prefetch_related("chases__by")
    page = page_of(request, rows, REQUESTS_ON_A_PAGE)
    context = {
        "today": today, "page": page, "around": around(request, page), "services": owing(seen), "service": service,
        "which": which,
    }  # fmt: skip
    return render(request, "requests/owed.html", context)
