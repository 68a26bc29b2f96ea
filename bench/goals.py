"""The goals, and by how much each is met or missed."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from .detection import AFTER_28_DAYS, OURS, OVERDUE

MS_OF_A_PAGE = 150.0
NIGHT = 5 * 60.0
"""Minutes from the clock's message until the first midwife comes."""


class Goal(NamedTuple):
    """Something measured that should be at most so much."""

    what: str
    measured: float
    most: float
    unit: str

    @property
    def met(self) -> bool:
        """No more than the goal."""
        return self.measured <= self.most

    @property
    def verdict(self) -> str:
        """ "met by 40 %", or "missed by 0.2 ms"."""
        if self.met:
            return f"met ({self.measured / self.most:.0%} of the goal)" if self.most else "met"
        return f"missed by {self.measured - self.most:.2g} {self.unit}"


def goals(found: dict[str, Any]) -> Iterator[Goal]:
    """All goals that the figures found speak to."""
    if rules := found.get("rules"):
        usual = rules[len(rules) // 2]
        yield Goal(f"The rules alone, {usual['contacts']} contacts", usual["ms"], 0.3, "ms a woman")
    by_database: dict[str, list[dict[str, Any]]] = {}
    for each in found.get("clock", []):
        by_database.setdefault(each["database"], []).append(each)
    for database, sizes in by_database.items():
        yield from goals_of(database, sizes)
    yield from goals_of_pages(found.get("pages", []))
    for night in found.get("night", []):
        yield from goals_of_a_night(night)
    if paper := found.get("paper"):
        yield Goal(
            "Drawing a page, beside bare WeasyPrint (0.9 of its speed)", paper["bare"] / paper["ours"], 1 / 0.9, "times"
        )
        yield Goal(
            "Drawing on two cores, beside one (1.8 times)", paper["ours"] / paper["ours_on_two"], 1 / 1.8, "times"
        )
    if detection := found.get("detection"):
        yield from goals_of_detection(detection["detectors"])


def goals_of(database: str, sizes: list[dict[str, Any]]) -> Iterator[Goal]:
    """What the clock should do in one database: up to 10,000 women by an absolute time, beyond them by that of 10,000."""
    for each in sizes:
        most = 1.0
        if each["women"] > 10_000:
            most = next((per_woman(small) for small in sizes if small["women"] == 10_000), 1.0)
        title = f"{database}, {each['women']:,} women"
        yield Goal(f"{title}: all judged anew", per_woman(each), most, "ms a woman")
    largest = sizes[-1]
    yield Goal(f"{database}, {largest['women']:,} women: idle poll", largest["idle_ms"], 1.0, "ms")
    days = largest["days"]
    costs = [day["work"] / day["due"] for day in days if day["due"]]
    if costs:
        yield Goal(
            f"{database}, {largest['women']:,} women: each of 1 in 20 due, beside each of all",
            costs[0] * 1000 / per_woman(largest), 1.5, "times",
        )  # fmt: skip


def goals_of_pages(found: list[dict[str, Any]]) -> Iterator[Goal]:
    """Each page under 150 ms with all these women, and with as many queries as with a tenth of them."""
    by_database: dict[str, list[dict[str, Any]]] = {}
    for each in found:
        by_database.setdefault(each["database"], []).append(each)
    for database, sizes in by_database.items():
        largest = sizes[-1]
        slowest = max(largest["pages"], key=lambda page: float(page["median"]))
        where = f"{database}, {largest['women']:,} women"
        yield Goal(f"{where}: the slowest page, {slowest['page']}", slowest["median"], MS_OF_A_PAGE, "ms")
        waited = max(largest["pages"], key=lambda page: float(page["wall"]))
        yield Goal(f"{where}: the longest wait, {waited['page']}", waited["wall"], MS_OF_A_PAGE, "ms")
        same = [{page["queries"] for page in pages} for pages in zip(*(each["pages"] for each in sizes), strict=True)]
        more = sum(len(numbers) > 1 for numbers in same)
        yield Goal(f"{where}: pages whose queries grow with the women", more, 0, "pages")


def goals_of_a_night(night: dict[str, Any]) -> Iterator[Goal]:
    """A thousand papers by the morning; a kill -9 and a paper that cannot be made lose and double nothing."""
    where = f"A night, {night['database']}"
    yield Goal(f"{where}: 1,000 papers at this pace", night["seconds"] / 60 * 1000 / night["papers"], NIGHT, "minutes")
    wrong = night["twice"] + night["broken"] + abs(night["women"] - 1 - night["papers"]) + abs(1 - night["faults"])
    yield Goal(f"{where}: papers lost, doubled or not whole, faults not kept", wrong, 0, "papers")


def per_woman(each: dict[str, Any]) -> float:
    """ms of one core for each woman when all are judged anew, whatever else the machine does."""
    return float(each["again"]["work"]) * 1000 / float(each["again"]["due"])


def goals_of_detection(detectors: dict[str, Any]) -> Iterator[Goal]:
    """Fewer false flags than either yardstick, and sooner than the first."""
    ours = detectors[OURS]
    for name in (AFTER_28_DAYS, OVERDUE):
        most = detectors[name]["false_per_week"]
        yield Goal(f"False flags, beside “{name}”", ours["false_per_week"], most, "a woman-week")
    later = detectors[AFTER_28_DAYS]["all"]
    if ours["all"]["median"] is not None and later["median"] is not None:
        yield Goal("Days to notice (median), beside 28 days", ours["all"]["median"], later["median"], "days")
        yield Goal("Days to notice (90th percentile), beside 28 days", ours["all"]["p90"], later["p90"], "days")
