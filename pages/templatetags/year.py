"""The year ahead as a picture: places in per cent across, so that it fits any screen, and in pixels down."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from django import template
from django.forms import BaseForm, BoundField

from pathway.comparing import Sign
from pathway.her_week import Week
from pathway.models import PlanVersion
from pathway.year_ahead import Drop, Stretch, YearAhead, said_rate

register = template.Library()

ONE_DAY = timedelta(days=1)
SKY, GROUND = 30, 150  # between them stands what is promised in all
MONTHS_BELOW = 18
FIRST_LANE, LANE, LANE_BAR = 44, 48, 20  # below the ground: the first lane, from lane to lane, a full bar
NAME = 16  # a lane's name, with its bars hanging beneath it
LETTER = 7  # a letter at most: so wide is the plate behind words, on which no line runs through them
LABELS_MOST = 6
MOST_LINES = 5
TURNS_AT = 60  # per cent from which a label stands to the left of its line
MONTHS_A_YEAR = 12


class Bar(NamedTuple):
    """A rectangle: across in per cent, down in pixels."""

    x: str
    width: str
    y: int
    height: int


class Mark(NamedTuple):
    """A place across with words, which end there rather than begin if it lies far to the right."""

    x: str
    words: str
    ends: bool

    @property
    def plate(self) -> int:
        """How wide the plate behind the words is."""
        return LETTER * len(self.words)


class LaneDrawn(NamedTuple):
    """One service's lane: its name and where that stands, where its bars begin beneath it, and the bars."""

    service: str
    name_y: int
    top: int
    bars: list[Bar]


class Picture(NamedTuple):
    """All that is drawn."""

    height: int
    sky: int
    ground: int
    months_y: int
    lines: list[tuple[int, str]]
    bars: list[Bar]
    lost: list[Bar]
    drops: list[Mark]
    birth: Mark | None
    months: list[Mark]
    lanes: list[LaneDrawn]


class Said(NamedTuple):
    """One row of the same in words: from, to, in all, and service by service."""

    stretch: Stretch
    in_all: str
    services: list[tuple[str, str]]
    drop: Drop | None


@register.simple_tag
def picture(year: YearAhead) -> Picture:
    """Where everything stands."""
    most = max(1, ceil(year.most))
    return Picture(
        height=GROUND + FIRST_LANE + LANE * len(year.lanes),
        sky=SKY,
        ground=GROUND,
        months_y=GROUND + MONTHS_BELOW,
        lines=list(lines(most)),
        bars=list(bars(year, year.total, most, GROUND, GROUND - SKY)),
        lost=list(lost(year, most)),
        drops=[mark(year, drop.on, str(number)) for number, drop in numbered(year)],
        birth=mark(year, year.birth, "Birth" if year.born else "Due date") if year.birth >= year.first else None,
        months=list(months(year)),
        lanes=list(lanes(year)),
    )


@register.simple_tag
def in_words(year: YearAhead) -> list[Said]:
    """The picture row by row, each of them days on which the same is promised."""
    drops = {drop.on: drop for drop in year.drops}
    return [
        Said(
            stretch,
            said_rate(stretch.a_week),
            [(lane.service, said_rate(on_day(lane.stretches, stretch.first))) for lane in year.lanes],
            drops.get(stretch.first),
        )
        for stretch in year.total
    ]


def numbered(year: YearAhead) -> list[tuple[int, Drop]]:
    """The falls that lie in the picture, counted from one as in the list beneath it."""
    return [(number, drop) for number, drop in enumerate(year.drops, 1) if drop.on >= year.first]


def on_day(stretches: tuple[Stretch, ...], day: date) -> Fraction:
    """What is promised on a day."""
    return next((stretch.a_week for stretch in stretches if stretch.first <= day <= stretch.last), Fraction(0))


def across(year: YearAhead, day: date) -> float:
    """A day's place across."""
    return 100 * (day - year.first).days / year.days


def mark(year: YearAhead, day: date, words: str) -> Mark:
    """Words at a day's place."""
    place = across(year, day)
    return Mark(f"{place:.2f}%", words, ends=place > TURNS_AT)


def bars(
    year: YearAhead, stretches: tuple[Stretch, ...], most: int | Fraction, ground: int, height: int
) -> Iterator[Bar]:
    """One bar for each stretch on which anything is promised."""
    for stretch in stretches:
        if stretch.a_week:
            tall = max(2, round(height * stretch.a_week / most))
            width = 100 * stretch.days / year.days
            yield Bar(f"{across(year, stretch.first):.2f}%", f"{width:.2f}%", ground - tall, tall)


def lost(year: YearAhead, most: int) -> Iterator[Bar]:
    """What is gone after each fall, until the next fall or the end of the picture."""
    shown = [drop for _, drop in numbered(year)]
    ends = [*(drop.on for drop in shown[1:]), year.last + ONE_DAY]
    for drop, after in zip(shown, ends, strict=False):
        tall = round((GROUND - SKY) * drop.before / most)
        width = 100 * (after - drop.on).days / year.days
        yield Bar(f"{across(year, drop.on):.2f}%", f"{width:.2f}%", GROUND - tall, tall)


def lines(most: int) -> Iterator[tuple[int, str]]:
    """The height of whole numbers a week."""
    step = ceil(most / MOST_LINES)
    for number in range(step, most + 1, step):
        yield GROUND - round((GROUND - SKY) * number / most), str(number)


def months(year: YearAhead) -> Iterator[Mark]:
    """The months whose names fit; January gives the year."""
    firsts = [date(n // MONTHS_A_YEAR, n % MONTHS_A_YEAR + 1, 1) for n in range(*month_numbers(year))]
    step = ceil(len(firsts) / LABELS_MOST)
    for day in firsts[::step]:
        words = f"{day:%b} ’{day:%y}" if day.month <= step else f"{day:%b}"
        yield mark(year, day, words)._replace(ends=False)


def month_numbers(year: YearAhead) -> tuple[int, int]:
    """The first and the one after the last whole month of the picture, as counts of months."""
    first, last = (day.year * MONTHS_A_YEAR + day.month - 1 for day in (year.first, year.last))
    return first + 1, last


def lanes(year: YearAhead) -> Iterator[LaneDrawn]:
    """Each service's own lane."""
    for number, lane in enumerate(year.lanes):
        top = GROUND + FIRST_LANE + LANE * number
        most = max((stretch.a_week for stretch in lane.stretches), default=Fraction(1)) or Fraction(1)
        drawn = bars(year, lane.stretches, max(most, Fraction(1)), 0, LANE_BAR)
        hanging = [bar._replace(y=top + NAME) for bar in drawn]
        yield LaneDrawn(lane.service, top, top + NAME, hanging)


SIGNS = {Sign.ADDED: "+", Sign.CHANGED: "≠", Sign.GONE: "−", Sign.SAME: "="}
DOTS_MOST = 12


@register.filter
def sign(line_sign: Sign) -> str:
    """The sign of what became of a line."""
    return SIGNS[line_sign]


@register.filter
def version_name(version: PlanVersion | None) -> str:
    """Version 2, or today."""
    return f"Version {version.number}" if version else "Today"


@register.filter
def pair(first: Any, second: Any) -> tuple[Any, Any]:
    """Two things to go through."""
    return first, second


@register.filter
def grouped(form: BaseForm, parts: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, list[BoundField]]]:
    """A form's fields under their headings."""
    return [(heading, [form[name] for name in names]) for heading, names in parts]


@register.filter
def dots(week: Week) -> list[str]:
    """A dot for each contact: booked, promised without a day, and beyond what a week should ask."""
    booked = len(week.booked)
    all_ = booked + round(float(week.unbooked))
    kinds = ["booked" if number < booked else "promised" for number in range(min(all_, DOTS_MOST))]
    return [kind if number < week.most else f"{kind}-over" for number, kind in enumerate(kinds)]


@register.filter
def all_empty(weeks: list[Week]) -> bool:
    """No week asks anything of her."""
    return not any(week.booked or week.unbooked for week in weeks)


@register.filter
def said_load(week: Week) -> str:
    """2 booked, and about 3 more promised without a day."""
    if not week.booked and not week.unbooked:
        return "Nothing"
    booked = f"{len(week.booked)} booked" if week.booked else "Nothing booked"
    more = round(float(week.unbooked))
    return f"{booked}, about {more} {'more ' if week.booked else ''}promised without a day" if more else booked
