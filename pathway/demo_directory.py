"""The directory and the reviews of the demonstration: invented places, and invented people who stand for two cards."""

from datetime import date, timedelta
from typing import Any

from . import cards
from .actions import services, wording
from .models import Service, ServiceKind, Trust
from .permissions import CLOCK

MORE: dict[str, dict[str, Any]] = {
    "Drug and alcohol service": {
        "cannot": "Give out a first prescription on the same day", "place": "2 Quay Street, the blue door",
        "hours": "Monday to Friday, 9 to 5", "discreet": True, "women_only": True,
    },
    "Family support": {
        "cannot": "Give money", "place": "They come to you", "hours": "Monday to Saturday", "baby_welcome": True,
    },
    "Health visiting": {
        "place": "Elm Lane Children’s Centre", "hours": "Drop in Tuesdays, 10 to 12", "drop_in": True,
        "baby_welcome": True, "mainstream": True, "discreet": True,
    },
    "Perinatal mental health": {"cannot": "Come out at night", "hours": "Monday to Friday, 9 to 5", "baby_welcome": True},
    "Early help": {"place": "The library, first floor", "hours": "Weekdays, 9 to 5", "drop_in": True, "mainstream": True},
}  # fmt: skip
ALSO: dict[str, dict[str, Any]] = {
    "Thursday women’s morning": {
        "does": "Tea, talk and a crèche, with somebody from The Harbour if you want it", "phone": "01632 960140",
        "place": "Elm Lane Children’s Centre, back garden room", "hours": "Thursdays, 10 to 1", "drop_in": True,
        "baby_welcome": True, "women_only": True, "mainstream": True, "discreet": True,
    },
    "Hawthorn House": {
        "does": "A house with staff where you can live with your baby for some months", "phone": "0161 496 0141",
        "cannot": "Take you on the same day", "baby_welcome": True, "takes_families": True, "discreet": True,
    },
}  # fmt: skip
YEAR = timedelta(days=365)


def furnish(trust: Trust, today: date) -> None:
    """What the directory tells of this trust's services, two places more, and who stands for which card."""
    for service in Service.objects.filter(trust=trust, name__in=MORE):
        fill(service, MORE[service.name], today)
    for name, told in ALSO.items():
        fill(services.open_service(trust=trust, name=name, kind=ServiceKind.OTHER), told, today)
    stand_for(trust, "feeding", "Mina Example", "infant feeding lead midwife", today - YEAR / 2, today)
    stand_for(trust, "feelings_after_birth", "Jude Example", "perinatal mental health nurse", today - YEAR / 4, today)
    stand_for(trust, "hepatitis_c", "Kit Example", "hepatology nurse", today - 2 * YEAR, today)


def fill(service: Service, told: dict[str, Any], today: date) -> None:
    """Write down what is told of a service."""
    services.change_service(service=service, version=None, by=CLOCK, today=today, **told)


def stand_for(trust: Trust, name: str, reviewer: str, job: str, reviewed: date, today: date) -> None:
    """Somebody invented has read a card, for a year."""
    card = cards.load(name)
    wording.review(
        trust=trust, wording=card.wording, digest=card.digest, reviewer=reviewer, job=job, reviewed=reviewed,
        expires=reviewed + YEAR, by=CLOCK, today=today,
    )  # fmt: skip
