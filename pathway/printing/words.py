"""Days, times and numbers as a tired reader takes them in."""

from collections.abc import Sequence
from datetime import date, time

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SMALL_NUMBERS = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)
DAYS_IN_A_WEEK = 7
HALF_AN_HOUR = 30


def number(count: int) -> str:
    """A count in letters up to twelve."""
    return str(SMALL_NUMBERS[count]) if count < len(SMALL_NUMBERS) else str(count)


def full_day(day: date) -> str:
    """Such as "3 September 2026"."""
    return formatted(day, "j F Y")


def week_day(day: date) -> str:
    """Such as "Tuesday 5 May"."""
    return formatted(day, "l j F")


def short_day(day: date) -> str:
    """Such as "5 May"."""
    return formatted(day, "j M")


def clock_time(at: time) -> str:
    """Such as "2pm", "10:30am" or "midday"."""
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return _("midnight") if at.hour == 0 else _("midday")
    minutes = f":{at.minute:02}" if at.minute else ""
    words = _("%(time)sam") if at.hour < 12 else _("%(time)spm")
    return words % {"time": f"{at.hour % 12 or 12}{minutes}"}


def length(minutes: int) -> str:
    """Such as "30 minutes", "1 hour" or "1 and a half hours"."""
    hours, over = divmod(minutes, 60)
    if hours and over == HALF_AN_HOUR:
        return _("%(hours)s and a half hours") % {"hours": hours}
    if hours and not over:
        return _("1 hour") if hours == 1 else _("%(hours)s hours") % {"hours": hours}
    return _("%(minutes)s minutes") % {"minutes": minutes}


def often(every: int, times: int) -> str:
    """How often, from days in a window and contacts in it: "every week", "twice every two weeks"."""
    words = _("every %(window)s") % {"window": window(every)}
    return " ".join(part for part in (how_many_times(times), words) if part)


def how_many_times(times: int) -> str:
    """Nothing for one, then "twice", "three times"."""
    if times <= 2:
        return _("twice") if times == 2 else ""
    return _("%(number)s times") % {"number": number(times)}


def window(every: int) -> str:
    """Such as "day", "week", "two weeks" or "10 days"."""
    if every == 1:
        return _("day")
    if every == DAYS_IN_A_WEEK:
        return _("week")
    if every % DAYS_IN_A_WEEK == 0:
        return _("%(number)s weeks") % {"number": number(every // DAYS_IN_A_WEEK)}
    return _("%(number)s days") % {"number": number(every)}


def listed(items: Sequence[str]) -> str:
    """Such as "Kim, Jo and Sam"."""
    if len(items) < 2:
        return "".join(items)
    return _("%(first)s and %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def sentence(text: str) -> str:
    """The text with a capital letter at its start and a stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
