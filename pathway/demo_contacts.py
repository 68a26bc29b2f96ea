"""What the demonstration tells of its contacts: why some fell through, what women said, where they would rather be seen."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from .actions import contacts
from .models import Contact, Pregnancy
from .models.contacts import WHY_OF_HERS, WHY_OF_SERVICE
from .permissions import CLOCK
from .rules.words import Mode, Outcome

RECENT = timedelta(weeks=8)
SHE_SAID = (
    "Mornings are best, before the school run.",
    "She would like the same person each time.",
    "She wants to talk about sleep.",
    "A text the day before helps her.",
    "She is proud of how the week went.",
)
PLACES = ((Mode.HOME, "After two o’clock"), (Mode.CLINIC, "The children’s centre, in the morning"), (Mode.VIDEO, ""))


def furnish(pregnancies: Iterable[Pregnancy], today: date) -> None:
    """Tell more of the last weeks' contacts, of most that fell through and some that took place."""
    random = Random(11)  # noqa: S311 – no secret
    women = list(pregnancies)
    rows = Contact.objects.filter(support__pregnancy__in=women, day__gte=today - RECENT, outcome__isnull=False)
    for contact in rows.select_related("support__pregnancy").order_by("pk"):
        tell(contact, random)
    for number, woman in enumerate(women):
        if number % 3 == 0:
            mode, note = PLACES[number // 3 % len(PLACES)]
            contacts.prefer_place(
                pregnancy=woman, mode=mode, note=note, answered_on=woman.booked, by=CLOCK, today=today
            )


def tell(contact: Contact, random: Random) -> None:
    """What somebody would have told of this contact on its day, if anything."""
    if contact.outcome == Outcome.DELIVERED:
        told = {"note": random.choice(SHE_SAID)} if random.random() < 0.1 else {}
    else:
        reasons = WHY_OF_SERVICE if contact.outcome == Outcome.CANCELLED_BY_SERVICE else WHY_OF_HERS
        told = {"reason": str(random.choice(reasons).value)} if random.random() < 0.7 else {}
    if told:
        contacts.tell(contact=contact, by=CLOCK, today=contact.day, **told)
