"""What the paper is made from: the agreed plan, what is known on the day, and nothing about substances, tests or safety."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import QuerySet

from ..models import (
    Asked,
    Baby,
    Contact,
    Lead,
    Meeting,
    Need,
    PlanVersion,
    Pregnancy,
    Route,
    Support,
    Topic,
    User,
)
from ..models import Information as Info
from ..plan_content import for_reader
from ..rules.words import Help
from ..safe_ways import can_be_given_safely, is_safe
from .agreed import Content, as_agreed, content
from .giveaways import Screen

FOUR_WEEKS = timedelta(weeks=4)
AFTER_LOSS = "this is after her loss"
PRINTED_TOPICS = (Topic.MATTERS, Topic.GOING_WELL)
HELP_TOPICS = tuple(help_.value for help_ in Help)

Rows = TypeVar("Rows", bound="QuerySet[Any]")


def not_with_her(pregnancy: Pregnancy, today: date) -> bool:
    """A baby of hers lives elsewhere on the day, or has died, or the pregnancy was lost."""
    return apart(pregnancy, standing_babies(pregnancy), today)


def not_with_them(pregnancies: Sequence[Pregnancy], today: date) -> set[int]:
    """The same of many women, by key, in few queries for any number of them."""
    babies: dict[int, list[Baby]] = defaultdict(list)
    for baby in Baby.objects.standing().filter(pregnancy__in=pregnancies).prefetch_related("residences"):
        babies[baby.pregnancy_id].append(baby)
    return {row.pk for row in pregnancies if apart(row, babies[row.pk], today)}


def one_lives_elsewhere(pregnancy: Pregnancy, today: date) -> bool:
    """A baby of hers lives, and lives elsewhere on the day."""
    return live_elsewhere(standing_babies(pregnancy), today)


def live_elsewhere(babies: list[Baby], today: date) -> bool:
    """The same of babies that are read already."""
    living = [baby for baby in babies if not baby.died or baby.died > today]
    homes = [[home for home in baby.residences.all() if home.start <= today] for baby in living]
    return any(stays and not stays[-1].with_her for stays in homes)


def standing_babies(pregnancy: Pregnancy) -> list[Baby]:
    """Her babies and where each has lived."""
    return list(pregnancy.babies.standing().prefetch_related("residences"))


def apart(pregnancy: Pregnancy, babies: list[Baby], today: date) -> bool:
    """The same of babies that are read already."""
    if pregnancy.lost_on and pregnancy.lost_on <= today:
        return True
    for baby in babies:
        if baby.died and baby.died <= today:
            return True
        homes = [home for home in baby.residences.all() if home.start <= today]
        if homes and not homes[-1].with_her:
            return True
    return False


@dataclass
class Records:
    """One woman's plan and records on a day, as far as the person who prints may see them.

    `by` None is the clock, which sees all. `version` None is the latest agreed; where there is none, a draft is printed
    from what stands today. Bookings, meetings, arrangements for the birth and who can be reached are those of the day.
    Meetings about her baby are read only for a paper that may name them, and if some way of giving it to her is safe.
    """

    pregnancy: Pregnancy
    today: date
    by: User | None = None
    version: PlanVersion | None = None
    with_meetings: bool = True
    supports: list[Support] = field(init=False)
    contacts: list[Contact] = field(init=False)
    meetings: list[Meeting] = field(init=False)
    leads: list[Lead] = field(init=False)
    needs: dict[str, Need] = field(init=False)
    content: Content = field(init=False)
    live: list[Support] = field(init=False)
    screen: Screen = field(init=False)

    def __post_init__(self) -> None:
        why = self.why_without_a_baby()
        self.screen = Screen(without_a_baby=why, after_loss=why == AFTER_LOSS)
        self.version = self.version or self.latest_version()
        self.content = self.readable(content(self.version, self.pregnancy, self.today))
        self.live = self.read_supports()
        self.supports = self.agreed_supports()
        self.contacts = self.read_contacts()
        self.with_meetings = self.with_meetings and bool(can_be_given_safely([self.pregnancy], self.today))
        self.meetings = self.read_meetings() if self.with_meetings else []
        self.leads = self.read_leads()
        topics = (*PRINTED_TOPICS, *HELP_TOPICS)
        self.needs = {need.topic: need for need in self.seen(self.pregnancy.needs.filter(topic__in=topics))}

    def seen(self, rows: Rows) -> Rows:
        """Those rows that the person who prints may see."""
        return rows if self.by is None else rows.visible_to(self.by, self.today)  # type: ignore[attr-defined]

    def sees(self, information: Info) -> bool:
        """The person who prints may see this class of information about her."""
        mine = Pregnancy.objects.filter(pk=self.pregnancy.pk)
        return self.by is None or mine.visible_to(self.by, self.today, information).exists()

    def readable(self, whole: Content) -> Content:
        """A plan's content as far as the person who prints may see it, each ask with its class."""
        classes = [item for item in (Info.PATHWAY, Info.CHILD_PROTECTION) if self.sees(item)]
        return for_reader(whole, self.pregnancy, classes)

    def something_is_required(self) -> bool:
        """Children's social care or a court requires something of her, or nobody has said that it is not they."""
        return any(row["information"] == Info.CHILD_PROTECTION for row in self.content["asks"])

    def latest_version(self) -> PlanVersion | None:
        """The plan as it was agreed last."""
        return self.pregnancy.plan_versions.filter(agreed__lte=self.today).order_by("agreed", "number").last()

    def read_supports(self) -> list[Support]:
        """Every promise known, over or not, as it stands today."""
        rows = self.pregnancy.supports.filter(planned__lte=self.today).select_related("service", "worker__service")
        return list(self.seen(rows.prefetch_related("pauses", "handovers__to_service")))

    def agreed_supports(self) -> list[Support]:
        """Promises as they were agreed, or of a draft as they stand, that are not over; one kept once for all is over."""
        rows = as_agreed(self.version, self.live) if self.version else self.live
        kept = self.kept_once()
        return [row for row in rows if row.pk not in kept and not (row.end and row.end < self.today)]

    def stopped_since(self, support: Support) -> date | None:
        """The day on which a promise has stopped although the agreed plan says otherwise."""
        now = next(row for row in self.live if row.pk == support.pk)
        return now.stopped if now.stopped and now.stopped <= self.today and now.stopped != support.stopped else None

    def kept_once(self) -> set[int]:
        """The promises of one visit that has taken place."""
        once = Contact.objects.standing().filter(
            support__pregnancy=self.pregnancy, support__once_by__isnull=False, outcome="delivered", day__lte=self.today
        )
        return set(once.values_list("support", flat=True))

    def read_contacts(self) -> list[Contact]:
        """What is booked with her in the next four weeks, today included."""
        rows = Contact.objects.coming_to_her(self.today, self.today + FOUR_WEEKS).filter(
            support__pregnancy=self.pregnancy
        )
        return list(self.seen(rows).select_related("support__service", "support__worker", "worker"))

    def read_meetings(self) -> list[Meeting]:
        """The meetings to come that need her and still stand."""
        return list(self.seen(self.pregnancy.meetings.coming_to_her(self.today)))

    def read_leads(self) -> list[Lead]:
        """Who leads now, and who takes over in the next four weeks; people who have left drop off."""
        rows = self.seen(self.pregnancy.leads.filter(start__lte=self.today + FOUR_WEEKS))
        lasting = [
            lead for lead in rows.select_related("worker__service") if not lead.until or lead.until >= self.today
        ]
        return [lead for lead in lasting if not lead.worker.left or lead.worker.left >= self.today]

    def main_workers(self) -> list[Lead]:
        """Those who lead today."""
        return [lead for lead in self.leads if lead.start <= self.today]

    @cached_property
    def babies(self) -> list[Baby]:
        """Her babies, read once for the whole paper."""
        return standing_babies(self.pregnancy)

    def a_baby_is_not_with_her(self) -> bool:
        """A baby of hers lives elsewhere on the day, or has died, or the pregnancy was lost."""
        return apart(self.pregnancy, self.babies, self.today)

    def a_baby_lives_elsewhere(self) -> bool:
        """A baby of hers lives, and lives elsewhere on the day."""
        return live_elsewhere(self.babies, self.today)

    def why_without_a_baby(self) -> str:
        """Why the paper leaves out words about a baby, for the person who prints; empty where it does not."""
        if not self.a_baby_is_not_with_her():
            return ""
        return "her baby lives apart from her" if self.a_baby_lives_elsewhere() else AFTER_LOSS

    def needs_help_with(self, topic: str) -> bool:
        """She was asked, and said that she needs help with this."""
        need = self.needs.get(topic)
        return bool(need and need.asked == Asked.ASKED and need.needs_help)

    def by_hand_is_safe(self) -> bool | None:
        """Her latest answer whether paper given by hand is safe; None if nobody has recorded one."""
        return is_safe(self.pregnancy, Route.BY_HAND, self.today)
