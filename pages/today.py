"""Today: who needs something, most urgent first, and which contacts wait for their outcome."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pathway.models import Flag, Lead, Pregnancy, User
from pathway.models.flags import FlagQuerySet

from . import her_babies, recording
from .pages import around, page_of
from .seeing import Request
from .waiting import CONTACTS_ON_A_PAGE, contacts_of_mine, contacts_waiting

WOMEN_ON_A_PAGE = 30
MOST_COUNTED = 200
"""Earlier contacts are counted so far; beyond that, “more than” says enough, and costs nothing."""
WAITING_SHOWN = 5
MOST_FLAGS_LOOKED_AT = 2000
"""The most urgent of them, and so the women who come first: many more than a team works through in a day."""
MINE = "mine"
ONE_CAUSE = ("support_missed", "support_fading")
"""Two findings with one cause: the missed promise tells the story, the fading support belongs to it."""


class Row(NamedTuple):
    """One woman who needs something: the flags that tell her story, then the others."""

    pregnancy: Pregnancy
    story: list[Flag]
    more: list[Flag]

    @property
    def first(self) -> Flag:
        """Her most urgent flag."""
        return self.story[0]


def row_of(pregnancy: Pregnancy, flags: list[Flag]) -> Row:
    """One woman's row from her flags, most urgent first."""
    story = flags[:1]
    if story[0].rule in ONE_CAUSE:
        kin = [next((flag for flag in flags if flag.rule == rule), None) for rule in ONE_CAUSE]
        story = [flag for flag in kin if flag is not None]
    return Row(pregnancy, story, [flag for flag in flags if flag not in story])


def rows_of(flags: Iterable[Flag]) -> list[Row]:
    """One row for each woman, the most urgent first."""
    by_woman = groupby(sorted(flags, key=attrgetter("pregnancy_id")), key=attrgetter("pregnancy_id"))
    ordered = (sorted(hers, key=attrgetter("level", "began", "pk")) for _, hers in by_woman)
    rows = [row_of(flags[0].pregnancy, flags) for flags in ordered]
    return sorted(rows, key=lambda row: (row.first.level, row.first.began, row.first.pk))


def flags_to_show(user: User, today: date) -> FlagQuerySet:
    """The open flags that this user may see and that are not set aside."""
    return Flag.objects.to_show(today).visible_to(user, today).filter(pregnancy__closed__isnull=True)


def women_in_need(user: User, today: date, mine: bool, most: int = MOST_FLAGS_LOOKED_AT) -> tuple[list[int], bool]:
    """The pregnancies with such flags, the one with the most urgent first, and whether flags were left unlooked at.

    Keys alone, so that a page reads only its own.
    """
    flags = flags_to_show(user, today)
    shown = flags_of_mine(flags, user, today) if mine else flags
    women = list(shown.most_urgent_first().values_list("pregnancy", flat=True)[: most + 1])
    return list(dict.fromkeys(women[:most])), len(women) > most


def flags_of(women: Iterable[int], user: User, today: date) -> Iterable[Flag]:
    """The flags of these pregnancies with all that a row tells."""
    leading = Prefetch("pregnancy__leads", Lead.objects.on(today).select_related("worker"), to_attr="leading")
    flags = flags_to_show(user, today).filter(pregnancy__in=list(women))
    return flags.select_related("pregnancy__mother", "service", "with_worker").prefetch_related(leading)


def flags_of_mine(flags: FlagQuerySet, user: User, today: date) -> FlagQuerySet:
    """Flags of the women whom this user leads, and those handed to them."""
    jobs = user.jobs(today)
    led = Lead.objects.on(today).filter(worker__in=jobs).order_by().values("pregnancy")
    return flags.filter(Q(with_worker__in=jobs) | Q(pregnancy__in=led))


def today(request: Request) -> HttpResponse:
    """The worklist: one row a woman; today's contacts and those that wait for their outcome; all of the team's, or mine."""
    day = timezone.localdate()
    mine = request.GET.get("whose") == MINE
    women, more_women = women_in_need(request.user, day, mine)
    page = page_of(request, women, WOMEN_ON_A_PAGE)
    contacts = contacts_waiting(request.user, day)
    if mine:
        contacts = contacts_of_mine(contacts, request.user, day)
    earlier = contacts.filter(day__lt=day)
    now = list(contacts.filter(day=day)[: CONTACTS_ON_A_PAGE + 1])
    context = {
        "today": day,
        "mine": mine,
        "page": page,
        "more_women": more_women,
        "rows": rows_of(flags_of(page, request.user, day)),
        "unchecked": Pregnancy.objects.visible_to(request.user, day).due_for_reassessment(day).count(),
        "around": around(request, page),
        "contacts_today": now[:CONTACTS_ON_A_PAGE],
        "more_today": len(now) > CONTACTS_ON_A_PAGE,
        "earlier": list(earlier.reverse()[:WAITING_SHOWN])[::-1],
        "earlier_count": earlier.order_by()[: MOST_COUNTED + 1].count(),
        "most_counted": MOST_COUNTED,
        "prompts": her_babies.prompts(request.user, day),
        "sees_anybody": Pregnancy.objects.visible_to(request.user, day).filter(closed__isnull=True).exists,
    }
    return render(request, "today/today.html", context | recording.panel(request, day))
