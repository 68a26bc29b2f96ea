"""Days, times and numbers as a tired reader takes them in."""

from collections.abc import Sequence
from datetime import date, time

from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SMALL_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
ENGLISH = "en"
DAYS_IN_A_WEEK = 7


def number(count: int) -> str:
    """A count in letters up to twelve; in figures in other languages, whose numbers bend with what they count."""
    english = (get_language() or ENGLISH).startswith(ENGLISH)
    return SMALL_NUMBERS[count] if english and count < len(SMALL_NUMBERS) else str(count)


def said(pattern: str | Promise, **values: str | int) -> SafeString:
    """A whole sentence as HTML, its values filled in: those that are HTML already as they are, the others escaped."""
    filled = {name: value if isinstance(value, int) else conditional_escape(value) for name, value in values.items()}
    return mark_safe(pattern % filled)  # noqa: S308 – our own wording, or a reviewed translation of it


def strong(text: str) -> SafeString:
    """A text in bold."""
    return format_html("<b>{}</b>", text)


def phone_number(text: str) -> SafeString:
    """A number to call."""
    return format_html('<b class="phone">{}</b>', text)


def unbroken(text: str) -> str:
    """The same with spaces at which no line ends."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


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


def day_and_time(day: date, at: time | None) -> SafeString:
    """The day, and the time or that she will be told it."""
    if at is None:
        return said(_("%(day)s. We will tell you the time."), day=strong(week_day(day)))
    return said(_("%(day)s, %(time)s"), day=strong(week_day(day)), time=clock_time(at))


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
