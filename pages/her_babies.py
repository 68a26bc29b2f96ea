"""Her babies, separations and losses, as her page and Today show them: who is there for her, and whether anybody has."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from pathway.models import Baby, Contact, DayToRemember, Information, Lead, Loss, Pregnancy, Residence, Separation, User
from pathway.models.separations import Route
from pathway.rules.words import Kind, Outcome

from .seeing import sees

BEFORE_THE_DAY = timedelta(days=14)


class Prompt(NamedTuple):
    """A gentle reminder for one person: about whom, and what."""

    pregnancy: Pregnancy
    words: str


def of_her(pregnancy: Pregnancy, today: date) -> dict[str, Any]:
    """What her page shows of her babies, separations, losses and days to remember."""
    babies = list(pregnancy.babies.standing().prefetch_related("residences"))
    seen = sees(pregnancy)
    losses = pregnancy.losses.filter(entered_in_error="").select_related("baby", "named_person__service")
    days = pregnancy.days_to_remember.filter(stopped_on__isnull=True) if Information.NEEDS in seen else []
    reached = days_reached(pregnancy)
    return {
        "babies": [(baby, baby.home()) for baby in babies],
        "separations": [row for baby in babies if (row := apart(baby, reached, seen))],
        "losses": [
            {"record": loss, "reached": first_since(reached, loss.day), "kind": kind_of(loss, seen)} for loss in losses
        ],
        "open_until": pregnancy.stays_open_until(),
        "days_to_remember": days,
    }


def days_reached(pregnancy: Pregnancy) -> list[date]:
    """The days on which support for her reached her, in order."""
    rows = Contact.objects.standing().filter(support__pregnancy=pregnancy, outcome=Outcome.DELIVERED)
    return sorted(rows.exclude(support__kind=Kind.CHECK).values_list("day", flat=True))


def first_since(days: list[date], since: date) -> date | None:
    """The first of these days on or after a day."""
    return next((day for day in days if day >= since), None)


def apart(baby: Baby, reached: list[date], seen: set[str]) -> dict[str, Any] | None:
    """A baby that lives apart from her: who is there for her, and what those who see child protection read of it."""
    since = baby.apart_since()
    if since is None:
        return None
    rows = Separation.objects.filter(baby=baby, residence__start__gte=since)
    record = rows.select_related("named_person__service").prefetch_related("options", "routes").last()
    grounds = record is not None and Information.CHILD_PROTECTION in seen
    return {
        "baby": baby,
        "record": record,
        "reached": first_since(reached, since),
        "grounds": grounds,
        "options": list(record.options.all()) if record and grounds else [],
        "route": ground_of(record, baby.pregnancy) if record and grounds else None,
    }


def ground_of(record: Separation, pregnancy: Pregnancy) -> tuple[str, date] | None:
    """The legal ground that stands, as it is called in the nation of her trust, and since when."""
    row = max(record.routes.all(), key=lambda row: (row.since, row.pk), default=None)
    return (Route(row.route).name_in(pregnancy.team.service.trust.pack), row.since) if row else None


def kind_of(loss: Loss, seen: set[str]) -> str:
    """What kind of loss it was, for those who see her health."""
    detail = getattr(loss, "detail", None) if Information.HEALTH in seen else None
    return str(detail.get_kind_display()) if detail else ""


def prompts(user: User, today: date) -> list[Prompt]:
    """First contacts for which this person is named, and days to remember of women for whom they lead."""
    return [*first_contacts(user, today), *days_ahead(user, today)]


def first_contacts(user: User, today: date) -> list[Prompt]:
    """Women whom this person has not reached yet since a separation or a loss."""
    reached = Contact.objects.standing().filter(outcome=Outcome.DELIVERED).exclude(support__kind=Kind.CHECK)
    back = Residence.objects.filter(baby=OuterRef("baby"), start__gte=OuterRef("residence__start"), with_her=True)
    since_then = reached.filter(support__pregnancy=OuterRef("baby__pregnancy"), day__gte=OuterRef("residence__start"))
    apart_rows = Separation.objects.visible_to(user, today).filter(
        ~Exists(back.filter(pk__gt=OuterRef("residence"))), ~Exists(since_then), baby__died__isnull=True,
        named_person__user=user, baby__pregnancy__closed__isnull=True,
    )  # fmt: skip
    since_loss = reached.filter(support__pregnancy=OuterRef("pregnancy"), day__gte=OuterRef("day"))
    lost = Loss.objects.visible_to(user, today).filter(
        ~Exists(since_loss), named_person__user=user, entered_in_error="", pregnancy__closed__isnull=True
    )
    rows = [(row.baby.pregnancy, row) for row in apart_rows.select_related("baby__pregnancy__mother")]
    more = [(row.pregnancy, row) for row in lost.select_related("pregnancy__mother")]
    return [Prompt(pregnancy, first_contact_words(row.first_contact_by, today)) for pregnancy, row in [*rows, *more]]


def first_contact_words(by: date, today: date) -> str:
    """By when somebody is to reach her."""
    if by < today:
        return f"you are there for her. Your first contact was to reach her by {by:%-d %B %Y}, and is not recorded yet."
    return f"you are there for her. Reach her by {by:%-d %B %Y}, for her own sake."


def days_ahead(user: User, today: date) -> list[Prompt]:
    """Days to remember that come round within a fortnight, for whoever leads."""
    leads = Lead.objects.on(today).filter(pregnancy=OuterRef("pregnancy"), worker__user=user)
    rows = DayToRemember.objects.visible_to(user, today).filter(
        Exists(leads), Q(stopped_on__isnull=True), pregnancy__closed__isnull=True
    )
    found = [(next_time(row.day, today), row) for row in rows.select_related("pregnancy__mother")]
    return [
        Prompt(
            row.pregnancy,
            f"{day:%-d %B} is “{row.words}”. She said she would like somebody to be in touch near that day.",
        )
        for day, row in sorted(found, key=lambda pair: (pair[0], pair[1].pk))
        if day <= today + BEFORE_THE_DAY
    ]


def next_time(day: date, today: date) -> date:
    """When a day of the year next comes round, today included; 29 February is the 28th in most years."""
    for year in (today.year, today.year + 1):
        try:
            here = day.replace(year=year)
        except ValueError:
            here = date(year, 2, 28)
        if here >= today:
            return here
    raise AssertionError("a day comes round within a year")
