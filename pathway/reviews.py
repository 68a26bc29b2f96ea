"""What a review of her support looks at: what changed since the last one, what ends soon, what is open."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from . import kept
from .models import Contact, Flag, Handover, Move, Pregnancy, Residence, Review, Support, User
from .printing.giveaways import said_now
from .rules.facts import Pathway
from .rules.words import Outcome

ENDING_SOON = timedelta(weeks=8)
BY_WHOM = {
    Outcome.DELIVERED: "came",
    Outcome.CANCELLED_BY_SERVICE: "cancelled by the service",
    Outcome.CANCELLED_BY_HER: "cancelled by her",
    Outcome.MISSED: "she could not come",
    None: "not recorded",
}
MOVED = "moved by the service"


class Change(NamedTuple):
    """One thing that changed: the day, and what."""

    day: date
    words: str


class Group(NamedTuple):
    """Changes of one kind."""

    title: str
    changes: tuple[Change, ...]


class Counts(NamedTuple):
    """One service's contacts since a day, by what became of them."""

    service: str
    numbers: tuple[tuple[str, int], ...]


class Ending(NamedTuple):
    """A support, or a lead, that ends within eight weeks, and what comes after it."""

    day: date
    what: str
    after: str


def since_when(pregnancy: Pregnancy, last: Review | None) -> date:
    """The last review; else the loss, the birth or the booking."""
    return last.day if last else pregnancy.lost_on or pregnancy.born or pregnancy.booked


def changes(pregnancy: Pregnancy, user: User, since: date, today: date) -> list[Group]:
    """What changed since a day, kind by kind; only what there is."""
    found = (
        Group("Supports that are new", tuple(new_supports(pregnancy, since))),
        Group("Support that ended", tuple(ended_supports(pregnancy, since, today))),
        Group("Flags", tuple(sorted(flag_changes(pregnancy, user, since, today)))),
        Group("Where her baby lives", tuple(moves(pregnancy, since))),
        Group("Who leads", tuple(sorted(lead_changes(pregnancy, since, today)))),
        Group("Her plan", tuple(versions(pregnancy, since))),
        Group("What she says", tuple(answers(pregnancy, since))),
    )
    return [group for group in found if group.changes]


def new_supports(pregnancy: Pregnancy, since: date) -> Iterator[Change]:
    """Promises made since a day."""
    for row in pregnancy.supports.filter(planned__gt=since).select_related("service").order_by("planned", "pk"):
        yield Change(row.planned, f"{row.service}{of(row)} was promised.")


def of(support: Support) -> str:
    """What it is, after its service's name; after a loss not in words that take a birth or a baby for granted."""
    what = said_now(support.what, support.pregnancy.lost_on)
    return f" (“{what}”)" if what else ""


def ended_supports(pregnancy: Pregnancy, since: date, today: date) -> Iterator[Change]:
    """Promises whose last day lay between a day and today."""
    for row in pregnancy.supports.select_related("service"):
        if row.end and since <= row.end < today:
            hers = " She agreed to that." if row.agreed_ending and row.agreed_ending <= today else ""
            yield Change(row.end, f"{row.service}{of(row)} ended.{hers}")


def flag_changes(pregnancy: Pregnancy, user: User, since: date, today: date) -> Iterator[Change]:
    """Flags that opened or closed, as far as this user may see them; one line where the same came again."""
    rows = Flag.objects.visible_to(user, today).filter(Q(opened__gt=since) | Q(closed__gt=since), pregnancy=pregnancy)
    same: dict[tuple[str, str], list[Flag]] = {}
    for row in rows.order_by("opened", "pk"):
        same.setdefault((row.rule, row.about), []).append(row)
    for flags in same.values():
        last = flags[-1]
        day = last.closed or last.opened
        told = last.sentence if last.closed or day == today else f"As it stands today: {last.sentence}"
        now = "Still open" if last.closed is None else "Closed since"
        more = "" if last.opened == day else f"; opened on {said(last.opened)}"
        if len(flags) > 1:
            more = f"; opened {len(flags)} times"
        yield Change(day, f"{told} {now}{more}.")


def said(day: date) -> str:
    """3 March"""
    return f"{day:%-d %B}"


def moves(pregnancy: Pregnancy, since: date) -> Iterator[Change]:
    """Moves of her babies."""
    rows = Residence.objects.filter(baby__pregnancy=pregnancy, start__gt=since).select_related("baby")
    for row in rows.order_by("start", "pk"):
        where = f": {row.where}" if row.where else ""
        yield Change(
            row.start, f"{row.baby.name or 'Her baby'} lives {'with' if row.with_her else 'apart from'} her{where}."
        )


def lead_changes(pregnancy: Pregnancy, since: date, today: date) -> Iterator[Change]:
    """Who began to lead, and who stopped."""
    for row in pregnancy.leads.select_related("worker__service"):
        if since < row.start <= today:
            yield Change(row.start, f"{row.worker.name}, {row.worker.service}, began to lead.")
        if (last := row.last_day) and since <= last < today:
            yield Change(last, f"{row.worker.name}, {row.worker.service}, led for the last time.")


def versions(pregnancy: Pregnancy, since: date) -> Iterator[Change]:
    """Versions agreed since a day."""
    for row in pregnancy.plan_versions.filter(agreed__gt=since):
        yield Change(
            row.agreed,
            f"Version {row.number} of her plan was agreed."
            + (f" She says: “{row.her_words}”" if row.her_words else ""),
        )


def answers(pregnancy: Pregnancy, since: date) -> Iterator[Change]:
    """Whether she is getting what she was promised, as she says."""
    for row in pregnancy.answers.filter(day__gt=since):
        words = f" “{row.her_words}”" if row.her_words else ""
        yield Change(row.day, f"She gets {row.getting} of the support she was promised.{words}")


def contacts_by_service(pregnancy: Pregnancy, first: date, today: date) -> list[Counts]:
    """Each service's contacts from a day on, by what became of them and through whom; and how often it moved one.

    What is booked for today and not recorded yet is left out: the day is not over.
    """
    rows = Contact.objects.standing().filter(support__pregnancy=pregnancy, day__range=(first, today))
    rows = rows.exclude(day=today, outcome__isnull=True)
    found: dict[str, Counter[str | None]] = {}
    counted = rows.order_by().values_list("support__service__name", "outcome").annotate(Count("pk"))
    moved = Move.objects.by_service().filter(contact__support__pregnancy=pregnancy, moved_on__gte=first)
    moves = dict(moved.order_by().values_list("contact__support__service__name").annotate(Count("pk")))
    for service, outcome, number in counted:
        found.setdefault(service, Counter())[outcome] += number
    return [
        Counts(service, (*outcomes_of(found.get(service, Counter())), (MOVED, moves.get(service, 0))))
        for service in sorted(found.keys() | moves)
    ]


def outcomes_of(counter: Counter[str | None]) -> Iterator[tuple[str, int]]:
    """How many of each, in order."""
    for outcome, words in BY_WHOM.items():
        yield words, counter[outcome]


def endings(pregnancy: Pregnancy, today: date) -> list[Ending]:
    """Supports and leads whose last day lies in the next eight weeks, and what comes after."""
    found = [*support_endings(pregnancy, today), *lead_endings(pregnancy, today)]
    return sorted(found)


def support_endings(pregnancy: Pregnancy, today: date) -> Iterator[Ending]:
    """Supports that end soon."""
    for row in pregnancy.supports.select_related("service").prefetch_related("handovers__to_service"):
        if row.end and today <= row.end <= today + ENDING_SOON:
            yield Ending(row.end, f"{row.service}{of(row)}", after(row, today))


def after(support: Support, today: date) -> str:
    """What comes after a support: a service that goes on with it, an ending of hers, or nothing yet."""
    standing = [row for row in support.handovers.all() if row.declined is None]
    if standing:
        said = "has said yes" if standing[-1].accepted else "has not said yes yet"
        return f"{standing[-1].to_service} is asked to go on, and {said}."
    if support.agreed_ending and support.agreed_ending <= today:
        return "She agreed that it ends."
    return "Nothing is arranged after it."


def lead_endings(pregnancy: Pregnancy, today: date) -> Iterator[Ending]:
    """Leads that end soon, whoever leaves among them."""
    rows = list(pregnancy.leads.select_related("worker__service"))
    for row in rows:
        if (last := row.last_day) and today <= last <= today + ENDING_SOON:
            next_one = [
                other for other in rows if other.start > row.start and (other.last_day is None or other.last_day > last)
            ]
            then = f"{next_one[0].worker.name} leads then." if next_one else "Nobody is named to lead then."
            leaves = " and leaves" if last == row.worker.left else ""
            yield Ending(last, f"{row.worker.name} leads{leaves}", then)


def open_handovers(pregnancy: Pregnancy, today: date) -> Any:
    """Handovers that are not complete: no answer yet, or a yes without having seen her."""
    rows = Handover.objects.filter(support__pregnancy=pregnancy).with_seen(today).under_way()
    return rows.select_related("support__service", "to_service")


def figures(pathway: Pathway, since: date, today: date) -> list[dict[str, Any]]:
    """Promised and kept of each service since a day, as a review keeps them."""
    found: dict[str, list[kept.Time]] = {}
    for row in pathway.supports:
        if kept.supportive(row):
            found.setdefault(row.service, []).extend(kept.times(row, pathway, since, today, today))
    return [
        {
            "service": service,
            "promised": tally.promised,
            "kept": tally.kept,
            "since": since.isoformat(),
            "until": today.isoformat(),
        }
        for service, times in found.items()
        if (tally := kept.tally(times)).promised
    ]
