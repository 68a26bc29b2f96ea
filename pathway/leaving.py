"""What stands in a worker's name after a day: the women they lead, their promises, their booked contacts, and all else."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from .models import (
    Attendee,
    Contact,
    Decision,
    Flag,
    Lead,
    Loss,
    PlanAction,
    Pregnancy,
    Separation,
    Support,
    User,
    Worker,
)

ONE_DAY = timedelta(days=1)


class In(NamedTuple):
    """One thing in their name about one woman: a lead, a promise with its booked contacts, or booked contacts alone."""

    key: str
    pregnancy: Pregnancy
    lead: Lead | None = None
    support: Support | None = None
    contacts: tuple[Contact, ...] = ()
    followed_by: str = ""

    @property
    def service_words(self) -> str:
        """What the promise or the contacts are."""
        found = self.support or (self.contacts[0].support if self.contacts else None)
        return "" if found is None else f"{found.service}{f', {found.what}' if found.what else ''}"


class Also(NamedTuple):
    """One thing more in their name, which has a page of its own where somebody else is named."""

    pregnancy: Pregnancy
    words: str
    page: str
    key: int


def in_name_of(worker: Worker, left: date, user: User, today: date) -> tuple[list[In], int]:
    """All that stands in their name after their last day, woman by woman, as far as this user may see her; and how much not."""
    all_rows: tuple[Any, ...] = (
        leads_after(worker, left),
        supports_after(worker, left),
        contacts_after(worker, left, today),
    )
    seen = [list(rows.visible_to(user, today)) for rows in all_rows]
    hidden = sum(rows.count() for rows in all_rows) - sum(len(rows) for rows in seen)
    found = [*of_leads(seen[0], left), *of_supports(seen[1], seen[2])]
    return sorted(found, key=lambda row: (row.pregnancy.mother.called, row.key)), hidden


def leads_after(worker: Worker, left: date) -> "QuerySet[Lead]":
    """The leads that would go on after that day."""
    lasting = Q(until__isnull=True) | Q(until__gt=left)
    rows = Lead.objects.filter(lasting, worker=worker, pregnancy__closed__isnull=True)
    return rows.select_related("pregnancy__mother", "worker")


def supports_after(worker: Worker, left: date) -> "QuerySet[Support]":
    """The promises that would go on after that day."""
    rows = Support.objects.not_over(left + ONE_DAY).filter(worker=worker, pregnancy__closed__isnull=True)
    return rows.exclude(once_by__lte=left).select_related("pregnancy__mother", "service")


def contacts_after(worker: Worker, left: date, today: date) -> "QuerySet[Contact]":
    """The contacts that are booked after that day and still to come; one whose day is past waits for its outcome."""
    rows = Contact.objects.standing().filter(worker=worker, day__gt=left, day__gte=today, outcome__isnull=True)
    rows = rows.filter(support__pregnancy__closed__isnull=True)
    return rows.select_related("support__pregnancy__mother", "support__service")


def of_leads(leads: Iterable[Lead], left: date) -> list[In]:
    """Each lead, and who is named already to lead on the day after."""
    rows = list(leads)
    next_day = left + ONE_DAY
    others = Lead.objects.on(next_day).filter(pregnancy__in=[row.pregnancy_id for row in rows])
    others = others.exclude(pk__in=[row.pk for row in rows]).exclude(worker__left__lt=next_day)
    named = {row.pregnancy_id: row.worker.name for row in others.select_related("worker")}
    return [In(f"lead-{row.pk}", row.pregnancy, lead=row, followed_by=named.get(row.pregnancy_id, "")) for row in rows]


def of_supports(supports: Iterable[Support], contacts: Iterable[Contact]) -> list[In]:
    """Each promise with the contacts booked for it; contacts of other promises stand for themselves."""
    booked: dict[int, list[Contact]] = defaultdict(list)
    for contact in contacts:
        booked[contact.support_id].append(contact)
    found = [
        In(f"support-{row.pk}", row.pregnancy, support=row, contacts=tuple(booked.pop(row.pk, ()))) for row in supports
    ]
    rest = (In(f"contacts-{pk}", rows[0].support.pregnancy, contacts=tuple(rows)) for pk, rows in booked.items())
    return [*found, *rest]


def also_in_name_of(worker: Worker, left: date, user: User, today: date) -> tuple[list[Also], int]:
    """Whatever else stands in their name after their last day, as far as this user may see it; and how much not."""
    found, hidden = [], 0
    for rows, path, words, page in also(worker, left):
        seen = list(rows.visible_to(user, today).select_related(f"{path}__mother"))
        hidden += rows.count() - len(seen)
        found += [Also(pregnancy_of(row, path), words.format(row=row), page, row.pk) for row in seen]
    return sorted(found, key=lambda one: (one.pregnancy.mother.called, one.page, one.key)), hidden


def also(worker: Worker, left: date) -> "Iterable[tuple[Any, str, str, str]]":
    """The records, the way from each to her pregnancy, what it is in words, and the page on which it is changed."""
    flags = Flag.objects.open().filter(with_worker=worker, pregnancy__closed__isnull=True)
    yield flags, "pregnancy", "a flag that was handed to them: {row.sentence}", "flag_hand_on"
    apart = Separation.objects.filter(named_person=worker, baby__died__isnull=True)
    apart = apart.filter(baby__pregnancy__closed__isnull=True)
    yield apart, "baby__pregnancy", "they are there for her since her baby lives elsewhere", "separation_person"
    lost = Loss.objects.filter(named_person=worker, entered_in_error="", pregnancy__closed__isnull=True)
    yield lost, "pregnancy", "they are there for her since her loss", "loss_person"
    actions = PlanAction.objects.filter(worker=worker, done=None, let_go=None, pregnancy__closed__isnull=True)
    yield actions, "pregnancy", "to do: {row.what}", "action_change"
    decided = Decision.objects.open().filter(worker=worker, pregnancy__closed__isnull=True)
    yield decided, "pregnancy", "decided, and theirs to do: {row.what}", "decision_finish"
    seats = Attendee.objects.filter(worker=worker, not_needed=None, meeting__day__gt=left, meeting__cancelled=None)
    seats = seats.filter(meeting__pregnancy__closed__isnull=True).select_related("meeting")
    yield seats, "meeting__pregnancy", "a seat at a meeting on {row.meeting.day:%-d %B %Y}", "attendee_change"


def pregnancy_of(row: Any, path: str) -> Pregnancy:
    """The pregnancy to which a record leads."""
    for name in path.split("__"):
        row = getattr(row, name)
    found: Pregnancy = row
    return found
