"""What stands in a worker's name after a day: the women they lead, their promises, their booked contacts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from .models import Contact, Lead, Pregnancy, Support, User, Worker

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
