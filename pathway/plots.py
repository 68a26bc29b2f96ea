"""Small plots as plain figures: where each line runs on a drawing of given size. Pure: shares by month in, points out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

WIDTH, HEIGHT = 340, 170
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 10, 26
FULL = 100


class Point(NamedTuple):
    """A place on the drawing."""

    x: float
    y: float


class Line(NamedTuple):
    """One series: the runs of months that are known, each a polyline, and a mark for each month."""

    name: str
    runs: list[str]
    marks: list[Point]


class Plot(NamedTuple):
    """A drawing: its lines, the months named beneath, and how high 0, 50 and 100 % stand."""

    lines: list[Line]
    months: list[tuple[float, str]]
    levels: list[tuple[float, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT


def plot(months: Sequence[date], series: Mapping[str, Sequence[float | None]]) -> Plot:
    """Shares from 0 to 1 for each month, None where there is nothing to show: the line has a gap there."""
    lines = [line(name, shares) for name, shares in series.items()]
    named = [(across(number, len(months)), f"{month:%b}") for number, month in enumerate(months) if number % 3 == 0]
    return Plot(lines, named, [(height(share / FULL), share) for share in (0, 50, FULL)])


def line(name: str, shares: Sequence[float | None]) -> Line:
    """One series, cut where a month is not known."""
    points = [None if share is None else Point(across(n, len(shares)), height(share)) for n, share in enumerate(shares)]
    runs = [" ".join(f"{x},{y}" for x, y in run) for run in unbroken(points) if len(run) > 1]
    return Line(name, runs, [point for point in points if point])


def unbroken(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    """The points in runs without a gap."""
    run: list[Point] = []
    for point in [*points, None]:
        if point:
            run.append(point)
        elif run:
            yield run
            run = []


def across(number: int, months: int) -> float:
    """How far to the right a month stands."""
    return round(LEFT + number * (WIDTH - LEFT - RIGHT) / max(months - 1, 1), 1)


def height(share: float) -> float:
    """How far down a share stands: all of it at the top."""
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)
