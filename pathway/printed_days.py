"""The days on a kept paper, and what has come and gone since it was made: what is booked with her, and meetings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, NamedTuple, TypeVar

from django.db.models import F, Q, QuerySet

from .models import Contact, Meeting, Printout, User, Variant
from .safe_ways import can_be_given_safely

FOUR_WEEKS = timedelta(weeks=4)
NAMES_MEETINGS = (Variant.FULL, Variant.FULL_APART, Variant.LARGE, Variant.LARGE_APART)
"""The papers that name a meeting, where some way of giving them to her is safe."""

Rows = TypeVar("Rows", bound="QuerySet[Any]")


class Day(NamedTuple):
    """Something that is booked with her, or a meeting."""

    day: date
    at: time | None
    meeting: bool

    @property
    def order(self) -> tuple[date, time]:
        """By day, then by time; what has no time stands last."""
        return self.day, self.at or time.max


Days = Counter[Day]


@dataclass(frozen=True)
class Changes:
    """What a paper does not say yet, what no longer holds of it, and whether its four weeks are over."""

    come: tuple[Day, ...] = ()
    gone: tuple[Day, ...] = ()
    over: bool = False
    found: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "found", bool(self.come or self.gone or self.over))


def standing(pregnancies: Iterable[int], today: date, by: User | None = None) -> dict[int, Days]:
    """The days of each woman that stand today, as far as this person may see them: the same few queries for any number."""
    women = list(pregnancies)
    found: dict[int, Days] = {woman: Counter() for woman in women}
    visits = Contact.objects.coming_to_her(today, today + FOUR_WEEKS).filter(support__pregnancy__in=women)
    visits = visits.filter(Q(support__stopped=None) | Q(support__stopped__gte=F("day")))
    for woman, day, at in seen(visits, by, today).values_list("support__pregnancy", "day", "at"):
        found[woman][Day(day, at, meeting=False)] += 1
    meetings = seen(Meeting.objects.coming_to_her(today).filter(pregnancy__in=women), by, today)
    rows = list(meetings.values_list("pregnancy", "day", "at"))
    safe = can_be_given_safely({woman for woman, _, _ in rows}, today)
    for woman, day, at in rows:
        if woman in safe:
            found[woman][Day(day, at, meeting=True)] += 1
    return found


def seen(rows: Rows, by: User | None, today: date) -> Rows:
    """Those that this person may see; None is the clock, which sees all."""
    return rows if by is None else rows.visible_to(by, today)  # type: ignore[attr-defined]


def on_paper(variant: str, days: Days) -> Days:
    """Those that a paper of this variant shows."""
    return days if variant in NAMES_MEETINGS else Counter({day: n for day, n in days.items() if not day.meeting})


def kept(days: Days) -> list[list[Any]]:
    """As a paper keeps them."""
    rows = sorted(days.elements(), key=lambda day: (day.order, day.meeting))
    return [[row.day.isoformat(), row.at.isoformat("minutes") if row.at else "", row.meeting] for row in rows]


def read(paper: Printout, today: date) -> Days:
    """The days on a kept paper, from today on."""
    rows = (
        Day(date.fromisoformat(day), time.fromisoformat(at) if at else None, meeting)
        for day, at, meeting in paper.days or []
    )
    return Counter(row for row in rows if row.day >= today)


def still_true(paper: Printout, days: Days, today: date) -> bool:
    """A paper made now would show the same days; a paper that kept none is taken as it is."""
    return paper.days is None or read(paper, today) == on_paper(paper.variant, days)


def changes(paper: Printout, days: Days, today: date) -> Changes:
    """What has changed within the four weeks that a paper shows; days after them were never on it."""
    if paper.days is None:
        return Changes()
    shown, last = read(paper, today), paper.made_on + FOUR_WEEKS
    now = Counter({row: n for row, n in on_paper(paper.variant, days).items() if row.meeting or row.day <= last})
    come, gone = (
        sorted((one - other).elements(), key=lambda row: row.order) for one, other in [(now, shown), (shown, now)]
    )
    return Changes(tuple(come), tuple(gone), over=today > last and any(not row.meeting for row in days))


def by_paper(papers: Iterable[Printout], standing_days: Mapping[int, Days], today: date) -> dict[int, Changes]:
    """The changes of each paper, by its number."""
    return {paper.pk: changes(paper, standing_days[paper.pregnancy_id], today) for paper in papers}
