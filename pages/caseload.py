"""The caseload: women found by name, number or birthday, narrowed by filters that stand in the address, and exported.

What was searched for is kept in the session, never in the address; the address holds only a key to it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from pathway.models import Contact, Flag, Involvement, Lead, Pregnancy, Service, User, Worker
from pathway.models.sharing import current
from pathway.permissions import liaison_teams, trusts
from pathway.rules import ALL

from .fields import told
from .forms import PageForm, show
from .pages import around, page_of
from .seeing import Request

WOMEN_ON_A_PAGE = 30
SEARCHES_KEPT = 10
LONGEST_SEARCH = 120
MOST_WEEKS = 60
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
SIX_WEEKS = 6 * ONE_WEEK
CALLED = Coalesce(NullIf("mother__preferred_name", Value("")), "mother__name")
"""What she is called, as the caseload is sorted."""
STAGES = {
    "": "All open records",
    "pregnant": "Pregnant",
    "early": "First six weeks after the birth",
    "later": "Six weeks to a year after the birth",
    "closed": "Closed records",
    "all": "All records, closed ones too",
}
WHOSE = {"": "Everybody I may see", "mine": "Those I lead", "team": "My liaison team’s"}
LEVELS = {"now": 1, "soon": 2, "watch": 3}
FLAGS = {
    "": "With or without flags",
    "any": "Any open flag",
    "none": "No open flag",
    "now": "A flag for today",
    "soon": "A flag for this week",
    "watch": "A flag for the next review",
    "escalated": "A flag passed to the team lead",
    **{rule.code: rule.code.replace("_", " ").capitalize() for rule in ALL},
}


def one_from(label: str, choices: dict[str, str]) -> Any:
    """One of a list, which may stay as it is."""
    wrong = {"invalid_choice": told(label, "choose one of those listed.")}
    field = forms.ChoiceField(label=label, choices=[*choices.items()], required=False, error_messages=wrong)
    return show(field, unmarked=True)


def weeks(label: str) -> Any:
    """A whole number of weeks since the birth."""
    wrong = told(label, f"give a whole number from 0 to {MOST_WEEKS}.")
    field = forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_WEEKS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )  # fmt: skip
    return show(field, unmarked=True, width=3)


def record_from(label: str) -> Any:
    """One record from a list that the form offers."""
    wrong = {"invalid_choice": told(label, "choose one of those listed.")}
    nobody = Worker.objects.none()
    return show(
        forms.ModelChoiceField(nobody, label=label, required=False, empty_label="Any", error_messages=wrong),
        unmarked=True,
    )


def out_of_order(given: dict[str, Any]) -> bool:
    """The last week asked for comes before the first."""
    return None not in (given.get("weeks_from"), given.get("weeks_to")) and given["weeks_to"] < given["weeks_from"]


class FilterForm(PageForm):
    """What the list is narrowed to; every part may stay empty."""

    stage = one_from("Stage", STAGES)
    whose = one_from("Whose", WHOSE)
    flag = one_from("Flags", FLAGS)
    lead = record_from("Who leads")
    service = record_from("Service involved")
    weeks_from = weeks("Weeks since the birth, from")
    weeks_to = weeks("Weeks since the birth, to")

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="%s", **kwargs)
        services = Service.objects.filter(trust__in=trusts(user, today))
        leading = Worker.objects.filter(
            Exists(Lead.objects.on(today).filter(worker=OuterRef("pk"))), service__in=services
        )
        self.offer(
            "lead", leading.select_related("service").order_by("name", "pk"), lambda row: f"{row.name}, {row.service}"
        )
        self.offer("service", services.order_by("name"))

    def clean(self) -> Any:
        """The weeks in their order."""
        if out_of_order(self.cleaned_data):
            self.add_error("weeks_to", "Weeks since the birth, to: give a later week, or leave it empty.")
        return self.cleaned_data


def in_words(form: FilterForm) -> list[str]:
    """Each filter that is set, as its label and what was chosen."""
    chosen = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    return [f"{form.fields[name].label}: {form.said(name, value)}" for name, value in chosen.items()]


def in_stage(women: QuerySet[Pregnancy], stage: str, today: date) -> QuerySet[Pregnancy]:
    """Those of one stage; all open records where none is asked for."""
    if stage == "all":
        return women
    if stage == "closed":
        return women.filter(closed__isnull=False)
    stages = {
        "pregnant": Q(born__isnull=True, lost_on__isnull=True),
        "early": Q(born__gte=today - SIX_WEEKS),
        "later": Q(born__lt=today - SIX_WEEKS),
    }
    return women.filter(stages.get(stage, Q()), closed__isnull=True)


def narrowed(women: QuerySet[Pregnancy], asked: dict[str, Any], user: User, today: date) -> QuerySet[Pregnancy]:
    """Those whom every filter lets through."""
    women = in_stage(women, asked.get("stage", ""), today)
    if whose := asked.get("whose"):
        mine = Lead.objects.on(today).filter(worker__in=user.jobs(today), pregnancy=OuterRef("pk"))
        women = women.filter(Exists(mine) if whose == "mine" else Q(team__in=liaison_teams(user, today)))
    if lead := asked.get("lead"):
        women = women.filter(pk__in=Lead.objects.on(today).filter(worker=lead).order_by().values("pregnancy"))
    if service := asked.get("service"):
        there = Involvement.objects.filter(current(today), service=service)
        women = women.filter(pk__in=there.order_by().values("pregnancy"))
    if asked.get("weeks_from") is not None:
        women = women.filter(born__lte=today - asked["weeks_from"] * ONE_WEEK)
    if asked.get("weeks_to") is not None:
        women = women.filter(born__gt=today - (asked["weeks_to"] + 1) * ONE_WEEK)
    return flagged(women, asked.get("flag", ""), user, today)


def flagged(women: QuerySet[Pregnancy], flag: str, user: User, today: date) -> QuerySet[Pregnancy]:
    """Those with such an open flag that this user may see, or with none."""
    if not flag:
        return women
    shown = Flag.objects.to_show(today).visible_to(user, today)
    if flag == "none":
        return women.exclude(pk__in=shown.order_by().values("pregnancy"))
    if flag == "escalated":
        shown = shown.filter(escalated_on__isnull=False, acknowledged_on__isnull=True)
    elif flag in LEVELS:
        shown = shown.filter(level=LEVELS[flag])
    elif flag != "any":
        shown = shown.filter(rule=flag)
    return women.filter(pk__in=shown.order_by().values("pregnancy"))


class CaseloadRow(NamedTuple):
    """One woman of the caseload; `next_contact` is its day and service."""

    pregnancy: Pregnancy
    next_contact: tuple[date, str] | None
    open_flags: int


def rows_of(women: list[Pregnancy], user: User, today: date) -> list[CaseloadRow]:
    """A row for each pregnancy of a list, in two queries."""
    contacts = Contact.objects.standing().filter(support__pregnancy__in=women, day__gte=today, outcome__isnull=True)
    first: dict[int, tuple[date, str]] = {}
    for pk, day, service in contacts.values_list("support__pregnancy", "day", "support__service__name"):
        first.setdefault(pk, (day, service))
    flags = Flag.objects.to_show(today).visible_to(user, today).filter(pregnancy__in=women)
    counts = dict(flags.order_by().values_list("pregnancy").annotate(Count("pk")))
    return [CaseloadRow(woman, first.get(woman.pk), counts.get(woman.pk, 0)) for woman in women]


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the filters, what was searched for, and the women found."""

    form: FilterForm
    key: str
    text: str
    women: QuerySet[Pregnancy]

    @property
    def address(self) -> str:
        """The filters as an address holds them."""
        sent = {name: str(self.form.data.get(name, "")) for name in (*self.form.fields, "search")}
        return urlencode({name: value for name, value in sent.items() if value})

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The filters as a form sends them."""
        return parse_qsl(self.address)

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.text or self.form.errors or self.in_words)

    @property
    def in_words(self) -> list[str]:
        """The filters that are set."""
        return in_words(self.form)


def asked(request: Request, given: Any, today: date) -> Asked:
    """The women whom the filters and the search let through, with what a row tells; a wrong filter is left out."""
    user, key = request.user, str(given.get("search", ""))
    text = request.session.get("searches", {}).get(key, "")
    form = FilterForm(given, user=user, today=today)
    form.is_valid()
    hers = Pregnancy.objects.visible_to(user, today)
    women = narrowed(hers.sought(text) if text else hers, form.cleaned_data, user, today)
    leading = Prefetch("leads", Lead.objects.on(today).select_related("worker"), to_attr="leading")
    return Asked(form, key, text, women.select_related("mother").prefetch_related(leading).order_by(CALLED, "pk"))


def caseload(request: Request) -> HttpResponse:
    """All women whom this user may see, narrowed as the address says."""
    today = timezone.localdate()
    found = asked(request, request.GET, today)
    page = page_of(request, found.women, WOMEN_ON_A_PAGE)
    rows = rows_of(list(page.object_list), request.user, today)
    context = {"today": today, "page": page, "around": around(request, page), "rows": rows, "asked": found}
    context |= {"form": found.form, "lost": bool(found.key) and not found.text}
    return render(request, "pregnancies/caseload.html", context)


@require_POST
def caseload_search(request: Request) -> HttpResponse:
    """Keep what is searched for in the session, and show who is found."""
    text = " ".join(request.POST.get("text", "").replace("\0", "").split())
    if not text:
        return redirect("caseload")
    if len(text) > LONGEST_SEARCH:
        messages.warning(request, f"Search for at most {LONGEST_SEARCH} characters: one name, number or date of birth.")
        return redirect("caseload")
    key = get_random_string(8)
    kept = [*request.session.get("searches", {}).items(), (key, text)]
    request.session["searches"] = dict(kept[-SEARCHES_KEPT:])
    return redirect(f"{reverse('caseload')}?{urlencode({'search': key, 'stage': 'all'})}")
