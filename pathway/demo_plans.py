"""The demonstration's plans: what each woman wants, who does what about it, what is asked of her, and one fall to come."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from .actions import aims, asks, plans
from .models import About, Binding, Pregnancy, RequiredBy, Support, User

ONE_WEEK = timedelta(weeks=1)
SIX_WEEKS, EIGHT_WEEKS = 6 * ONE_WEEK, 8 * ONE_WEEK
Told = tuple[Callable[..., Any], dict[str, Any]]

WANTED = (
    (About.HOME, "I want my own front door", "write to the council about a flat"),
    (About.WORK, "To finish my hairdressing course", "ring the college about January"),
    (About.ME, "To sleep, and to feel like myself again", "write down what a good day is like"),
    (About.PEOPLE, "To have my mum with me at the birth", "ask mum which days she can come"),
    (About.MONEY, "To pay off the catalogue and buy the pram myself", "find the last two letters about the debt"),
    (About.BABY, "To bring my baby home with me", "look at the room with the midwife"),
    (About.HEALTH, "To stay steady through the winter", "try the new time for the chemist"),
)
"""What women want, each with a first step of her own."""
DONE_FOR = {
    About.HOME: "send the letter about the flat with her",
    About.WORK: "ask the college who looks after the children there",
    About.ME: "find out about the Thursday women’s morning",
    About.PEOPLE: "ask the ward when her mum may come",
    About.MONEY: "book her a talk with the debt adviser",
    About.BABY: "show her round the ward",
    About.HEALTH: "ask the chemist for a quieter time",
}
"""What a service does about it."""
ASKED: tuple[dict[str, Any], ...] = (
    {"what": "come to the scan", "binding": Binding.AGREED, "why": "So that we see the baby grow"},
    {"what": "try the mothers’ breakfast on Thursdays", "binding": Binding.HER_CHOICE},
    {
        "what": "be at home for the social worker’s visits",
        "binding": Binding.REQUIRED,
        "why": "To see together how things are before the birth",
        "required_by": RequiredBy.SOCIAL_CARE,
        "authority": "Children’s social work, in the plan made before the birth",
        "enough": "Four visits kept, or moved to another day by ringing first",
        "ends_when": "When four visits are kept, or at the review",
        "if_not": "The social worker asks what got in the way, and another place is agreed",
    },
)
AFTER_A_BIRTH: tuple[dict[str, Any], ...] = (
    {"what": "come to the six-week check", "why": "So that you are looked after too"},
    {},
    {
        "why": "To see together how the first months go",
        "authority": "Children’s social work, in the plan for the first year",
    },
)
"""What is asked in other words once the baby is born."""


def at_booking(number: int, booked: date) -> Iterator[Told]:
    """What she says she wants, and her own first step, noted when she is booked."""
    about, words, first_step = WANTED[number % len(WANTED)]
    yield aims.add, {"words": words, "about": about}
    if number % 2:
        yield aims.add_action, {"what": first_step, "due": booked + 3 * ONE_WEEK}


def furnish(women: Iterable[tuple[Pregnancy, User | None]], today: date) -> None:
    """For those whose records are open: an action of a service; and, but after a loss, what is asked of her, with help or not."""
    falls = True
    for number, (pregnancy, by) in enumerate(women):
        supports = list(pregnancy.supports.not_over(today).filter(every__isnull=False).select_related("service"))
        if pregnancy.closed or not supports:
            continue
        action_of(pregnancy, supports[0], by, today)
        if not Pregnancy.objects.get(pk=pregnancy.pk).lost_on:
            ask_of(pregnancy, supports[0], number, by, today)
        far_off = pregnancy.born is None and pregnancy.due > today + EIGHT_WEEKS
        if falls and far_off and len(supports) > 2:  # one fall after the birth to be seen before anybody agrees to it
            end_at_six_weeks(supports, pregnancy.due + SIX_WEEKS, by, today)
            falls = False


def action_of(pregnancy: Pregnancy, support: Support, by: User | None, today: date) -> None:
    """One action of the service that promises most, about what she wants; after a loss it is about her alone."""
    aim = None if Pregnancy.objects.get(pk=pregnancy.pk).lost_on else pregnancy.aims.first()
    what = DONE_FOR[About(aim.about) if aim else About.ME]
    due = today + 2 * ONE_WEEK
    aims.add_action(pregnancy=pregnancy, what=what, due=due, service=support.service, aim=aim, by=by, today=today)


def ask_of(pregnancy: Pregnancy, support: Support, number: int, by: User | None, today: date) -> None:
    """One ask; every third has no help yet."""
    asked = ASKED[number % len(ASKED)] | (AFTER_A_BIRTH[number % len(ASKED)] if pregnancy.born else {})
    days = {"review": today + 4 * ONE_WEEK, "until": today + EIGHT_WEEKS}
    asks.add(
        pregnancy=pregnancy, support=support if number % 3 else None, by=by, today=today,
        **asked, **(days if asked["binding"] == Binding.REQUIRED else {}),
    )  # fmt: skip


def end_at_six_weeks(supports: list[Support], until: date, by: User | None, today: date) -> None:
    """All but the last of the promises of support end together."""
    for support in supports[:-1]:
        if support.until is None:
            plans.change(support=support, version=None, until=until, by=by, today=today)
