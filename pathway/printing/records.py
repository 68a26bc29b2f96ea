"""What the paper is made from: her records as they are known on the day, and nothing about substances, tests or safety."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet

from ..models import (
    Asked,
    Contact,
    Lead,
    Meeting,
    Need,
    PlanVersion,
    Pregnancy,
    Route,
    SafeContact,
    Support,
    Topic,
    User,
)
from ..models import Information as Info
from ..rules.words import Help
from .giveaways import Screen

FOUR_WEEKS = timedelta(weeks=4)
PRINTED_TOPICS = (Topic.MATTERS, Topic.GOING_WELL)
HELP_TOPICS = tuple(help_.value for help_ in Help)

Rows = TypeVar("Rows", bound="QuerySet[Any]")


@dataclass
class Records:
    """One woman's records on a day, as far as the person who prints may see them (`by` None: the clock, which sees all)."""

    pregnancy: Pregnancy
    today: date
    by: User | None = None
    supports: list[Support] = field(init=False)
    contacts: list[Contact] = field(init=False)
    meetings: list[Meeting] = field(init=False)
    leads: list[Lead] = field(init=False)
    needs: dict[str, Need] = field(init=False)
    version: PlanVersion | None = field(init=False)
    screen: Screen = field(init=False)

    def __post_init__(self) -> None:
        self.screen = Screen(baby_with_her=not self.a_baby_is_not_with_her())
        self.supports = self.read_supports()
        self.contacts = self.read_contacts()
        self.meetings = self.read_meetings()
        self.leads = self.read_leads()
        topics = (*PRINTED_TOPICS, *HELP_TOPICS)
        self.needs = {need.topic: need for need in self.seen(self.pregnancy.needs.filter(topic__in=topics))}
        self.version = self.pregnancy.plan_versions.filter(agreed__lte=self.today).order_by("agreed", "number").last()

    def seen(self, rows: Rows) -> Rows:
        """Those rows that the person who prints may see."""
        return rows if self.by is None else rows.visible_to(self.by, self.today)  # type: ignore[attr-defined]

    def sees(self, information: Info) -> bool:
        """The person who prints may see this class of information about her."""
        mine = Pregnancy.objects.filter(pk=self.pregnancy.pk)
        return self.by is None or mine.visible_to(self.by, self.today, information).exists()

    def read_supports(self) -> list[Support]:
        """Promises known and not over; a promise kept once for all is over."""
        rows = self.pregnancy.supports.filter(planned__lte=self.today).not_over(self.today)
        rows = rows.select_related("service", "worker__service").prefetch_related("pauses", "handovers__to_service")
        kept = self.kept_once()
        return [support for support in self.seen(rows) if support.pk not in kept]

    def kept_once(self) -> set[int]:
        """The promises of one visit that has taken place."""
        once = Contact.objects.standing().filter(
            support__pregnancy=self.pregnancy, support__once_by__isnull=False, outcome="delivered", day__lte=self.today
        )
        return set(once.values_list("support", flat=True))

    def read_contacts(self) -> list[Contact]:
        """What is booked with her in the next four weeks, today included."""
        rows = Contact.objects.standing().filter(
            support__pregnancy=self.pregnancy, known__lte=self.today, needs_her=True, outcome__isnull=True,
            day__range=(self.today, self.today + FOUR_WEEKS),
        )  # fmt: skip
        return list(self.seen(rows).select_related("support__service", "support__worker", "worker"))

    def read_meetings(self) -> list[Meeting]:
        """The meetings that need her in the next four weeks and still stand."""
        rows = self.pregnancy.meetings.filter(
            known__lte=self.today, needs_her=True, day__range=(self.today, self.today + FOUR_WEEKS)
        )
        return [meeting for meeting in self.seen(rows) if not meeting.cancelled or meeting.cancelled > self.today]

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

    def a_baby_is_not_with_her(self) -> bool:
        """A baby of hers lives elsewhere on the day, or has died."""
        for baby in self.pregnancy.babies.prefetch_related("residences"):
            if baby.died and baby.died <= self.today:
                return True
            homes = [home for home in baby.residences.all() if home.start <= self.today]
            if homes and not homes[-1].with_her:
                return True
        return False

    def a_baby_lives_elsewhere(self) -> bool:
        """A baby of hers lives, and lives elsewhere on the day."""
        living = [baby for baby in self.pregnancy.babies.all() if not baby.died or baby.died > self.today]
        homes = [[home for home in baby.residences.all() if home.start <= self.today] for baby in living]
        return any(stays and not stays[-1].with_her for stays in homes)

    def needs_help_with(self, topic: str) -> bool:
        """She was asked, and said that she needs help with this."""
        need = self.needs.get(topic)
        return bool(need and need.asked == Asked.ASKED and need.needs_help)

    def by_hand_is_safe(self) -> bool | None:
        """Her latest answer whether paper given by hand is safe; None if nobody has recorded one."""
        answers = SafeContact.objects.filter(pregnancy=self.pregnancy, route=Route.BY_HAND, answered_on__lte=self.today)
        latest = answers.order_by("answered_on", "pk").last()
        return latest.safe if latest else None
