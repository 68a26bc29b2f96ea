"""What the demonstration tells of practical help beyond what a rule sees: asked again, granted, on its way, arrived."""

from collections.abc import Iterable
from datetime import date, timedelta

from .actions import requests
from .models import HelpKind, HelpResult, PracticalRequest, Pregnancy, Service, ServiceKind, User

ONE_DAY = timedelta(days=1)
NOTES = ("Rang them. They are looking into it.", "Wrote to their manager.")
WISHES = (
    ("A bus pass", HelpKind.TRANSPORT, 20, HelpResult.GRANTED, "A pass for three months", 12, True),
    ("A washing machine", HelpKind.EQUIPMENT, 34, HelpResult.SOMETHING_ELSE, "Tokens for the launderette until then", 20, False),
    ("Help with the electricity bill", HelpKind.MONEY, 26, HelpResult.NOT_GRANTED, "The fund is empty until April", 9, False),
    ("A pram", HelpKind.EQUIPMENT, 15, HelpResult.GRANTED, "One is put aside for her", 6, False),
)  # fmt: skip
"""What, kind, asked so many days ago, the answer, how many days ago, whether it has reached her."""
EVERY_SEVENTH = 7


def furnish(women: Iterable[tuple[Pregnancy, User | None]], today: date) -> None:
    """Asking again for what waits; and another wish for every seventh woman."""
    for number, (pregnancy, by) in enumerate(women):
        if pregnancy.closed:
            continue
        for request in pregnancy.requests.waiting():
            ask_again(request, by, today)
        if number % EVERY_SEVENTH == 0:
            wish(pregnancy, WISHES[number // EVERY_SEVENTH % len(WISHES)], by, today)


def ask_again(request: PracticalRequest, by: User | None, today: date) -> None:
    """Once a week for a fortnight."""
    for week, note in enumerate(NOTES, 1):
        day = request.asked + week * 7 * ONE_DAY
        if day <= today:
            requests.chase(request=request, day=day, note=note, by=by, today=day)


def wish(pregnancy: Pregnancy, row: tuple[str, str, int, str, str, int, bool], by: User | None, today: date) -> None:
    """One wish, its answer, and whether it has reached her; nothing for a woman booked since."""
    what, kind, asked, result, words, answered, arrived = row
    service = Service.objects.filter(trust=pregnancy.team.service.trust, kind=ServiceKind.FAMILY_SUPPORT).first()
    if service is None or pregnancy.booked > today - asked * ONE_DAY:
        return
    request = requests.ask(
        pregnancy=pregnancy, what=what, kind=kind, service=service, asked=today - asked * ONE_DAY, by=by, today=today
    )
    day = today - answered * ONE_DAY
    requests.answer(request=request, answered=day, result=result, answer=words, by=by, today=today)
    if arrived:
        requests.arrive(request=request, on=day + 2 * ONE_DAY, by=by, today=today)
