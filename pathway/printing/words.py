"""Days, times and numbers as a tired reader takes them in."""

from collections.abc import Sequence
from datetime import date, time

SMALL_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
DAYS_IN_A_WEEK = 7
HALF_AN_HOUR = 30


def number(count: int) -> str:
    """A count in letters up to twelve."""
    return SMALL_NUMBERS[count] if count < len(SMALL_NUMBERS) else str(count)


def full_day(day: date) -> str:
    """Such as "3 September 2026"."""
    return f"{day:%-d %B %Y}"


def week_day(day: date) -> str:
    """Such as "Tuesday 5 May"."""
    return f"{day:%A %-d %B}"


def clock_time(at: time) -> str:
    """Such as "2pm", "10:30am" or "midday"."""
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "midnight" if at.hour == 0 else "midday"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def length(minutes: int) -> str:
    """Such as "30 minutes", "1 hour" or "1 and a half hours"."""
    hours, over = divmod(minutes, 60)
    if hours and over == HALF_AN_HOUR:
        return f"{hours} and a half hours"
    if hours and not over:
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{minutes} minutes"


def often(every: int, times: int) -> str:
    """How often, from days in a window and contacts in it: "every week", "twice every two weeks"."""
    return " ".join(part for part in (how_many_times(times), f"every {window(every)}") if part)


def how_many_times(times: int) -> str:
    """Nothing for one, then "twice", "three times"."""
    return {1: "", 2: "twice"}.get(times, f"{number(times)} times")


def window(every: int) -> str:
    """Such as "day", "week", "two weeks" or "10 days"."""
    if every == 1:
        return "day"
    if every == DAYS_IN_A_WEEK:
        return "week"
    if every % DAYS_IN_A_WEEK == 0:
        return f"{number(every // DAYS_IN_A_WEEK)} weeks"
    return f"{number(every)} days"


def listed(items: Sequence[str]) -> str:
    """Such as "Kim, Jo and Sam"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def sentence(text: str) -> str:
    """The text with a capital letter at its start and a stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")
