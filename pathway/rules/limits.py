"""What a threshold of a rule may be: each rule declares its own with these, and a pack (`pack.py`) supplies the values."""

from typing import NamedTuple

DAYS_MOST = 3650


class Limit(NamedTuple):
    """A threshold in words, its unit, and the least and most it may be (`most` may name another one of the same rule)."""

    words: str
    unit: str = "days"
    least: int = 1
    most: int | str = DAYS_MOST

    def said(self, number: int) -> str:
        """So many, with the unit: “1 day”, “7 days”."""
        one = number == 1 and " " not in self.unit
        return f"{number} {self.unit.removesuffix('s') if one else self.unit}"


def days(words: str, *, least: int = 1, most: int | str = DAYS_MOST) -> Limit:
    """A threshold that counts days."""
    return Limit(words, "days", least, most)


def count(words: str, unit: str, *, least: int = 1, most: int | str = 100) -> Limit:
    """A threshold that counts something else."""
    return Limit(words, unit, least, most)
