"""Which ways of giving her a paper are known to be safe: her latest answer counts, and no answer means no."""

from collections.abc import Iterable
from datetime import date

from .models import Pregnancy, Route, SafeContact

GIVING = (Route.BY_HAND, Route.POST, Route.EMAIL, Route.TEXT)
"""The ways in which a paper can be given to her."""
WORDS = {
    Route.BY_HAND: "giving her paper by hand",
    Route.POST: "post",
    Route.EMAIL: "email",
    Route.TEXT: "a text message",
}


def is_safe(pregnancy: Pregnancy, route: str, today: date) -> bool | None:
    """Her latest answer whether this way is safe; None if nobody has recorded one."""
    answers = SafeContact.objects.filter(pregnancy=pregnancy, route=route, answered_on__lte=today)
    latest = answers.order_by("answered_on", "pk").last()
    return latest.safe if latest else None


def can_be_given_safely(pregnancies: Iterable[Pregnancy | int], today: date) -> set[int]:
    """Those who have said of some way of giving a paper that it is safe, by key, in one query for any number of them."""
    answers = SafeContact.objects.filter(pregnancy__in=pregnancies, route__in=GIVING, answered_on__lte=today)
    latest = {(answer.pregnancy_id, answer.route): answer.safe for answer in answers.order_by("answered_on", "pk")}
    return {pregnancy for (pregnancy, _), safe in latest.items() if safe}


def why_not(pregnancy: Pregnancy, route: str, today: date) -> str:
    """Why a paper is not given to her in this way, as a sentence; empty if it may be."""
    if route not in GIVING:
        return "A paper is given to her by hand, by post, by email or by text message. Choose one of these."
    way, safe = WORDS[Route(route)], is_safe(pregnancy, route, today)
    if safe is None:
        return (
            f"Nobody has recorded whether {way} is safe for her. Ask her when she is alone, and record what she says."
        )
    return "" if safe else f"She has said that {way} is not safe for her. Choose a way that is."
