"""Two versions of a plan side by side: what was added, what changed, what is gone and what stayed. Pure.

A version is its `promises` and `content` (plan_content.py); versions from before `content` was kept hold promises alone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

Row = dict[str, Any]
A_WEEK = 7


class Sign(StrEnum):
    """What became of a row between two versions."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"
    SAME = "same"


class Line(NamedTuple):
    """One row of the plan as each version says it; an empty text where it does not stand in it."""

    sign: Sign
    before: str
    after: str


class Section(NamedTuple):
    """A part of the plan, line by line; `kept` says whether both versions kept this part at all."""

    title: str
    lines: list[Line]
    kept: bool = True

    @property
    def differs(self) -> list[Line]:
        """What is not the same."""
        return [line for line in self.lines if line.sign != Sign.SAME]

    @property
    def same(self) -> list[Line]:
        """What stayed as it was."""
        return [line for line in self.lines if line.sign == Sign.SAME]


def said_day(text: str | None) -> str:
    """An ISO date as people write it."""
    return f"{date.fromisoformat(text):%-d %B %Y}" if text else ""


def said_promise(row: Row) -> str:
    """Family support, Kim: visit you at home, every 7 days, from 3 March 2026 until 3 June 2026."""
    who = ", ".join(text for text in (row["service"], row.get("worker", "")) if text)
    what = f": {row['what']}" if row["what"] else ""
    marks = [mark for mark, there in (("a check", row["kind"] == "check"), ("treatment", row["treatment"])) if there]
    return ", ".join([f"{who}{what}", said_often(row), *marks, *said_dates(row)])


def said_often(row: Row) -> str:
    """every week; 2 times every 4 weeks; once, by 3 March 2026."""
    if row["every"] is None:
        return f"once, by {said_day(row['once_by'])}"
    times = "" if row["times"] == 1 else f"{row['times']} times "
    weeks, rest = divmod(row["every"], A_WEEK)
    rhythm = f"{row['every']} days" if rest else "week" if weeks == 1 else f"{weeks} weeks"
    return f"{times}every {rhythm}"


def said_dates(row: Row) -> Iterator[str]:
    """From when, until when."""
    if row["every"] is not None:
        yield f"from {said_day(row['start'])}" if row["start"] else "no start date yet"
    last = min((day for day in (row["until"], row.get("stopped")) if day), default="")
    if last:
        yield f"until {said_day(last)}"


def said_aim(row: Row) -> str:
    """An aim in words."""
    words = f"“{row['words']}”" if row["her_words"] else row["words"]
    return f"{row['about_words']}: {words}"


def said_action(row: Row) -> str:
    """An action, its owner and its day."""
    owner = "she herself" if row["hers"] else ", ".join(text for text in (row["service"], row["worker"]) if text)
    return f"{row['what']}: {owner}, by {said_day(row['by'])}"


def said_ask(row: Row) -> str:
    """An ask, how binding it is, and its help."""
    more = [row["binding_words"].lower()]
    more += [f"by {row['authority']}"] if row["authority"] else []
    more += [f"enough: {row['enough']}"] if row["enough"] else []
    more += [f"looked at again {said_day(row['review'])}"] if row["review"] else []
    more += [f"until {said_day(row['until'])}"] if row["until"] else []
    more += [f"help: {row['help']} ({row['help_service']})" if row["help"] else "no help promised yet"]
    return f"{row['what'].rstrip('.')}: " + "; ".join(part.rstrip(".") for part in more)


def said_person(row: Row) -> str:
    """Somebody who leads."""
    return f"{row['name']}, {row['job']}, {row['service']}"


def said_helper(row: Row) -> str:
    """A service that helps her, and who comes from it."""
    names = ", ".join(worker["name"] for worker in row["workers"])
    return f"{row['service']}{f': {names}' if names else ''}"


PARTS: list[tuple[str, str, str, Callable[[Row], str]]] = [
    ("What services promise her", "promises", "reference", said_promise),
    ("What she wants", "aims", "id", said_aim),
    ("Who does what", "actions", "id", said_action),
    ("What is asked of her", "asks", "id", said_ask),
    ("Who leads", "leads", "name", said_person),
    ("Who helps", "helpers", "service", said_helper),
]
"""Each part: its title, where it stands in a version, by what its rows are known, and how they are said."""


def sections(before: Row, after: Row) -> list[Section]:
    """Both versions part by part; each is its content with `promises` among it."""
    return [
        Section(
            title, list(lines(before.get(part, []), after.get(part, []), key, say)), part in before and part in after
        )
        for title, part, key, say in PARTS
    ]


def lines(before: Iterable[Row], after: Iterable[Row], key: str, say: Callable[[Row], str]) -> Iterator[Line]:
    """What stands now, in its order, then what is gone."""
    then, now = ({row[key]: say(row) for row in rows} for rows in (before, after))
    for name, words in now.items():
        if name not in then:
            yield Line(Sign.ADDED, "", words)
        else:
            yield Line(Sign.SAME if then[name] == words else Sign.CHANGED, then[name], words)
    yield from (Line(Sign.GONE, words, "") for name, words in then.items() if name not in now)


def whole(promises: list[Row], content: Row) -> Row:
    """A version as `sections` reads it."""
    return content | {"promises": promises}
