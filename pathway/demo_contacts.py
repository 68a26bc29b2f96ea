"""What the demonstration tells of its contacts: why some fell through, what women said, where they would rather be seen."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random
from typing import Any

from .actions import contacts, moves
from .actions.base import judged_later
from .models import AskedBy, Contact, Pregnancy, User, Why
from .models.contacts import WHY_OF_HERS, WHY_OF_SERVICE
from .permissions import CLOCK
from .rules.words import Mode, Outcome

RECENT, A_FEW_DAYS, ONE_DAY = timedelta(weeks=8), timedelta(days=3), timedelta(days=1)
SHE_SAID = (
    "Mornings are best, before the school run.",
    "She would like the same person each time.",
    "She wants to talk about sleep.",
    "A text the day before helps her.",
    "She is proud of how the week went.",
)
PLACES = ((Mode.HOME, "After two o’clock"), (Mode.CLINIC, "The children’s centre, in the morning"), (Mode.VIDEO, ""))


def furnish(people: Iterable[tuple[Pregnancy, User | None]], today: date) -> None:
    """Tell more of the last weeks' contacts, of most that fell through and some that took place; two that lie ahead change."""
    random = Random(11)  # noqa: S311 – no secret
    by_woman = dict(people)
    women = list(by_woman)
    rows = Contact.objects.filter(support__pregnancy__in=women, day__gte=today - RECENT, outcome__isnull=False)
    for contact in rows.select_related("support__pregnancy").order_by("pk"):
        tell(contact, random)
    for number, woman in enumerate(women):
        if number % 3 == 0:
            mode, note = PLACES[number // 3 % len(PLACES)]
            contacts.prefer_place(
                pregnancy=woman, mode=mode, note=note, answered_on=woman.booked, by=CLOCK, today=today
            )
    change_what_lies_ahead(by_woman, today)


def change_what_lies_ahead(by_woman: dict[Pregnancy, User | None], today: date) -> None:
    """One woman's visit is called off by its service before its day; another's was moved by it twice."""
    team = next(iter(by_woman)).team
    ahead = Contact.objects.standing().filter(
        support__pregnancy__in=by_woman, support__pregnancy__team=team, support__pregnancy__closed__isnull=True, outcome__isnull=True,
        day__gt=today + ONE_DAY, known__lte=today - A_FEW_DAYS,
    )  # fmt: skip
    rows = {
        contact.support.pregnancy: contact for contact in ahead.select_related("support__pregnancy").order_by("-pk")
    }
    for contact, change in zip(list(rows.values())[-2:], (call_off, move_twice), strict=False):
        change(contact, by_woman[contact.support.pregnancy], today)


def call_off(contact: Contact, by: User | None, today: date) -> None:
    """The service has nobody for it."""
    contacts.record(
        support=contact.support, contact=contact, on=contact.day, outcome=Outcome.CANCELLED_BY_SERVICE,
        reason=Why.NO_COVER, by=by, today=today,
    )  # fmt: skip


def move_twice(contact: Contact, by: User | None, today: date) -> None:
    """Put off, and then put off again."""
    with judged_later():  # the first of them days ago
        put_off(contact, Why.STAFF_ILL, by, today - A_FEW_DAYS)
    put_off(contact, Why.NO_CAR, by, today)


def put_off(contact: Contact, reason: Why, by: User | None, today: date) -> None:
    """To the next weekday, as its service asks."""
    friday = 4
    day = contact.day + (1 if contact.day.weekday() < friday else 7 - contact.day.weekday()) * ONE_DAY
    moves.move(contact=contact, day=day, at=contact.at, asked_by=AskedBy.SERVICE, reason=reason, by=by, today=today)


def tell(contact: Contact, random: Random) -> None:
    """What somebody would have told of this contact on its day, if anything."""
    if contact.outcome == Outcome.DELIVERED:
        told: dict[str, Any] = {"note": random.choice(SHE_SAID)} if random.random() < 0.1 else {}
    else:
        reasons = WHY_OF_SERVICE if contact.outcome == Outcome.CANCELLED_BY_SERVICE else WHY_OF_HERS
        told = {"reason": str(random.choice(reasons).value)} if random.random() < 0.7 else {}
    if told:
        contacts.tell(contact=contact, by=CLOCK, today=contact.day, **told)
