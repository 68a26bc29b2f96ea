"""What follows from a birth, a separation or a loss, by the thresholds of the rules themselves. Pure but for the pack."""

from datetime import date, timedelta
from typing import NamedTuple

from .rules.pack import Pack

ONE_DAY = timedelta(days=1)
REACHED = "Somebody should reach her by this day, for her own sake."
AGREED_ANEW = "Her plan should be agreed anew by this day."
CHECKED = "Until this day Alongside checks that her own support reaches her."
WATCHED = "Until this day Alongside checks that her own support reaches her; her record stays open at least as long."


class Follows(NamedTuple):
    """Something that follows on a day, in words; `passed` if that day lies behind us."""

    day: date
    words: str
    passed: bool


def first_contact_limit(pack: Pack, since: date, today: date) -> date:
    """The last day for the first contact for her; tomorrow, where that day has passed already."""
    return max(since + timedelta(days=pack.limits["alone_after_separation"].first_contact), today + ONE_DAY)


def after_birth(born: date, conference_needed: bool, pack: Pack, today: date) -> list[Follows]:
    """What follows from the birth."""
    limits = pack.limits
    rows = [
        (born, "From this day Alongside looks for support that does not reach her, and for support that ends at once."),
        (after(born, limits["plan_not_reviewed"].after_birth), AGREED_ANEW),
        (after(born, limits["checks_without_support"].from_birth), "From this day Alongside looks for checks with no support beside them."),
        (after(born, watched_for(pack)), "Until this day Alongside checks that her own support reaches her, wherever her baby lives."),
    ]  # fmt: skip
    if conference_needed:
        rows.insert(0, (born, "A pre-birth conference is no longer looked for."))
    return in_order(rows, today)


def after_separation(since: date, born: date, pack: Pack, today: date) -> list[Follows]:
    """What follows from a baby going to live apart from her."""
    alone = pack.limits["alone_after_separation"]
    reached, agreed = alone.first_contact, pack.limits["plan_not_reviewed"].after_separation
    watched = max(after(since, alone.days), after(born, watched_for(pack)))
    return in_order([(after(since, reached), REACHED), (after(since, agreed), AGREED_ANEW), (watched, WATCHED)], today)


def after_loss(day: date, pack: Pack, today: date, born: date | None) -> list[Follows]:
    """What follows from a loss; where she had given birth, the rules go on counting from that day."""
    reached = after(day, pack.limits["alone_after_separation"].first_contact)
    if born:
        return in_order([(reached, REACHED), (after(born, watched_for(pack)), CHECKED)], today)
    agreed = after(day, pack.limits["plan_not_reviewed"].after_birth)
    watched = after(day, watched_for(pack))
    return in_order([(reached, REACHED), (agreed, AGREED_ANEW), (watched, WATCHED)], today)


def watched_for(pack: Pack) -> int:
    """For how many days after the birth some rule looks after her own support."""
    rules = ("support_fading", "support_cliff", "no_support_planned", "checks_without_support")
    days: list[int] = [pack.limits[rule].after_birth for rule in rules]
    return max(days)


def after(day: date, days: int) -> date:
    """So many days later."""
    return day + timedelta(days=days)


def in_order(rows: list[tuple[date, str]], today: date) -> list[Follows]:
    """By day; of one day as they are listed."""
    return [Follows(day, words, day < today) for day, words in sorted(rows, key=lambda row: row[0])]
