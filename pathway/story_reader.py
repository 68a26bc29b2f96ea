"""Values out of a story, one by one: every fault is told with its place and what was expected; nothing is guessed."""

import re
from datetime import date, timedelta
from typing import Any

from .story_yaml import Duplicate, Fault, NotWords

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_SPAN = 36_525  # days: a hundred years

ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
RELATIVE = re.compile(r"(booked|due|born)(?:\s*([+-])\s*(\d{1,6})\s*(day|week)s?)?", re.ASCII)
LENGTH = re.compile(r"(\d{1,6})\s*(day|week)s?", re.ASCII)
CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
DAYS = {"day": 1, "week": 7}


class Reader:
    """Takes values out of a story one by one; what is wrong is collected in `faults`, and stands as None."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.anchors: dict[str, date] = {}
        self.no_birth = True

    def fault(self, where: str, wrong: str, expected: str) -> None:
        """Collect a fault."""
        self.faults.append(Fault(self.file, where, wrong, expected))

    def mapping(self, value: Any, where: str, keys: frozenset[str], needed: tuple[str, ...] = ()) -> dict[str, Any]:
        """A mapping with no other keys than these and at least the needed ones; faulty entries are left out."""
        if value is None and where:
            return {}  # told where it is needed
        if not isinstance(value, dict):
            self.fault(where, _is(value), f"keys and values: {', '.join(sorted(keys))}")
            return {}
        for key in needed:
            if key not in value or value[key] is None:
                self.fault(_at(where, key), "it is missing", "a value")
        return {key: item for key, item in value.items() if self._known(key, item, where, keys) and item is not None}

    def _known(self, key: str, item: Any, where: str, keys: frozenset[str]) -> bool:
        if isinstance(item, Duplicate):
            self.fault(_at(where, key), "the key is there twice", "each key once")
        elif key not in keys:
            self.fault(_at(where, key), "this key is not known", f"one of {', '.join(sorted(keys))}")
        else:
            return True
        return False

    def items(self, value: Any, where: str) -> list[tuple[Any, str]]:
        """A list's items, each with its place; nothing stands for an empty list."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(where, _is(value), "a list")
            return []
        placed = [(item, f"{where}[{number}]") for number, item in enumerate(value)]
        for _, place in (one for one in placed if one[0] is None):
            self.fault(place, _is(None), "an entry")
        return [one for one in placed if one[0] is not None]

    def words(self, value: Any, where: str) -> str:
        """Some words."""
        if isinstance(value, str) and not isinstance(value, NotWords) and value.strip() and "\0" not in value:
            return value
        self.fault(where, _is(value), "words (in quotation marks if YAML reads them as something else)")
        return ""

    def truth(self, value: Any, where: str) -> bool:
        """true or false."""
        if not isinstance(value, bool):
            self.fault(where, _is(value), "true or false")
        return value is True

    def number(self, value: Any, where: str, most: int = 1440) -> int:
        """A whole number from 1."""
        if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
            return value
        self.fault(where, _is(value), f"a whole number from 1 to {most}")
        return 1

    def choice(self, value: Any, where: str, among: type[Any]) -> Any:
        """One of a closed set; None if it is not."""
        if isinstance(value, str) and value in {member.value for member in among}:
            return among(str(value))
        self.fault(where, _is(value), f"one of {', '.join(member.value for member in among)}")
        return None

    def length(self, value: Any, where: str) -> int | None:
        """A number of days or weeks, in days."""
        match = LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
        days = int(match[1]) * DAYS[match[2]] if match else 0
        if 1 <= days <= LONGEST_SPAN:
            return days
        self.fault(where, _is(value), "a number of days or weeks, such as 7 days")
        return None

    def at(self, value: Any, where: str) -> int | None:
        """A time of day in quotation marks, in minutes after midnight."""
        match = CLOCK_TIME.fullmatch(value) if isinstance(value, str) and not isinstance(value, NotWords) else None
        if match:
            return int(match[1]) * 60 + int(match[2])
        self.fault(where, _is(value), 'a time in quotation marks, such as "10:00"')
        return None

    def iso(self, value: Any, where: str) -> date | None:
        """A calendar date, such as 2025-09-01."""
        try:
            if isinstance(value, str) and ISO.fullmatch(value):
                return self._in_range(date.fromisoformat(value))
        except ValueError:
            pass
        self.fault(where, _is(value), f"a date such as 2025-09-01, from {FIRST_YEAR} to {LAST_YEAR}")
        return None

    def day(self, value: Any, where: str) -> date | None:
        """A date, or one counted from booked, due or born."""
        match = RELATIVE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            return self._iso_or_relative(value, where)
        if match[1] == "born" and self.no_birth:
            self.fault(
                where, f"“{value}” counts from the birth, and no birth is given", "pregnancy.born, or another date"
            )
        anchor = self.anchors.get(match[1])
        if anchor is None:
            return None  # told where the anchor itself is wrong
        days = int(match[3] or 0) * DAYS[match[4] or "day"]
        try:
            return self._in_range(anchor + timedelta(days=-days if match[2] == "-" else days))
        except (OverflowError, ValueError):
            self.fault(where, f"“{value}” is too far away", f"a date from {FIRST_YEAR} to {LAST_YEAR}")
            return None

    def _iso_or_relative(self, value: Any, where: str) -> date | None:
        if isinstance(value, str) and ISO.fullmatch(value):
            return self.iso(value, where)
        self.fault(where, _is(value), "a date such as 2025-09-01, or such as born + 9 weeks")
        return None

    @staticmethod
    def _in_range(day: date) -> date:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(day)
        return day

    def ordered(self, first: date | None, last: date | None, where: str) -> None:
        """Refuse an end before its start."""
        if first and last and last < first:
            self.fault(where, f"{last} is before {first}", "an end on or after its start")


def _at(where: str, key: str) -> str:
    return f"{where}.{key}" if where else str(key)


def _is(value: Any) -> str:
    """A value as a fault names it."""
    if value is None:
        return "nothing is given"
    if isinstance(value, Duplicate):
        return f"{value.key} is there twice"
    if isinstance(value, dict | list):
        return "this is a list" if isinstance(value, list) else "this is a set of keys"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}” cannot be read here"
