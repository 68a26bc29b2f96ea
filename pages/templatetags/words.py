"""Dates, stages and promises as people say them; a date never breaks at the end of a line."""

import re
from calendar import month_name
from datetime import date, datetime

from django import template
from django.utils import timezone

from pathway.models import Contact, Pregnancy, Support
from pathway.moving_dates import Move
from pathway.printing import giveaways

register = template.Library()
register.filter("said_now", giveaways.said_now)
A_WEEK = 7
A_YEAR = 365
DATE = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(month_name[1:])})(?: \d{{4}})?")


def unbroken(text: str) -> str:
    """The same with spaces at which no line ends."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def whole(text: str) -> str:
    """A sentence in which no line ends within a date."""
    return DATE.sub(lambda found: unbroken(found.group()), str(text))


@register.filter
def day(value: date | None) -> str:
    """3 March 2026"""
    return unbroken(f"{value:%-d %B %Y}") if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Tue 3 March"""
    return unbroken(f"{value:%a %-d %B}") if value else ""


@register.filter
def short(value: date | None, today: date) -> str:
    """3 March; with the year if it is another."""
    return "" if value is None else unbroken(f"{value:%-d %B}") if value.year == today.year else day(value)


@register.filter
def moment(value: datetime) -> str:
    """07:02 today, or 07:02 on 3 March 2026."""
    value = timezone.localtime(value)
    when = "today" if value.date() == timezone.localdate() else f"on {day(value.date())}"
    return f"{value:%H:%M} {when}"


@register.filter
def hour_is_past(contact: Contact, today: date) -> bool:
    """It is today's, and its hour is over."""
    return contact.day == today and contact.at is not None and contact.at < timezone.localtime().time()


@register.filter
def checked(value: datetime) -> str:
    """Checked at 07:02, with the day if it was not today."""
    value = timezone.localtime(value)
    where = "" if value.date() == timezone.localdate() else f" on {day(value.date())}"
    return f"Checked at {value:%H:%M}{where}"


def span(days: int) -> str:
    """1 day, 10 days, 6 weeks, 14 months."""
    if days < 2 * A_WEEK:
        return "1 day" if days == 1 else f"{days} days"
    if days <= A_YEAR:
        return f"{days // A_WEEK} weeks"
    return f"{days * 12 // A_YEAR} months"


@register.filter
def ago(value: date | None, today: date) -> str:
    """today, 1 day ago, 6 weeks ago; in 3 days."""
    if value is None or value == today:
        return "today" if value else ""
    days = (today - value).days
    return f"{span(days)} ago" if days > 0 else f"in {span(-days)}"


@register.filter
def until(value: date, end: date) -> str:
    """The time between two days: 10 days, 6 weeks; less than a day where they are one."""
    return span((end - value).days) if end > value else "less than a day"


@register.filter
def waited(value: date, today: date) -> str:
    """since today; for 3 weeks."""
    return "since today" if value >= today else f"for {span((today - value).days)}"


@register.filter
def stage(pregnancy: Pregnancy, today: date) -> str:
    """31 weeks + 2 days; gave birth 6 weeks ago; after a loss, that and when."""
    if pregnancy.lost_on:
        what = "her baby died" if pregnancy.born else "her pregnancy ended"
        return f"{what} {ago(pregnancy.lost_on, today)}"
    if pregnancy.born:
        return f"gave birth {ago(pregnancy.born, today)}"
    days = pregnancy.days_pregnant(today)
    if days < 0:
        return f"due {day(pregnancy.due)}"
    weeks, rest = divmod(days, A_WEEK)
    more = unbroken(f"+ {rest} day{'' if rest == 1 else 's'}")
    return f"{weeks} weeks {more}"


HOW_OFTEN = {1: "day", 7: "week"}
TIMES = {1: "", 2: "twice "}


@register.filter
def promise(support: Support) -> str:
    """every week; twice every 2 weeks; every 10 days; once, by 3 March 2026."""
    if support.every is None:
        return f"once, by {day(support.once_by)}"
    often = TIMES.get(support.times, f"{support.times} times ")
    if support.every in HOW_OFTEN:
        unit = HOW_OFTEN[support.every]
        return f"{often}a {unit}" if often else f"every {unit}"
    weeks, rest = divmod(support.every, A_WEEK)
    return f"{often}every {support.every} days" if rest else f"{often}every {weeks} weeks"


@register.filter
def lasting(support: Support) -> str:
    """from 3 March 2026 until 3 September 2026; no date yet."""
    if support.every is None:
        return "" if support.stopped is None else f"stopped {day(support.stopped)}"
    if support.start is None:
        return "no start date yet"
    until = f" until {day(support.end)}" if support.end else ""
    return f"from {day(support.start)}{until}"


@register.filter
def first_lower(text: str) -> str:
    """The same with a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


@register.filter
def full_stop(text: str) -> str:
    """The same with a full stop at its end, if none is there."""
    return text if text.rstrip("”’)")[-1:] in ".!?…" else f"{text}."


@register.filter
def stale(pregnancy: Pregnancy, today: date) -> bool:
    """Her verdict has run out and nobody has looked again."""
    return pregnancy.is_stale(today)


WHICH_DATE = {"start": "begins", "until": "ends", "once_by": "happens by"}


@register.filter
def which_date(move: Move) -> str:
    """Which date of a promise moves: begins, ends, happens by."""
    return WHICH_DATE[move.field]
