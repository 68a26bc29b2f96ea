"""Pathway templates: what each kind of service usually promises, as a start for a plan, with dates resolved for her.

They are data beside the rule packs (packs/templates/*.toml), each line with its source and whether a person has
verified it; a file with a fault in it is refused whole. What a trust promises is its own: every line can be edited.
"""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from .moving_dates import anchor_of
from .rules.pack import BadPack
from .rules.words import Kind, Mode

FOLDER = Path(__file__).parent / "packs" / "templates"
ANCHORS = ("booking", "due", "birth")
SAID_ANCHORS = {"due": "the due date", "birth": "the birth"}
NEEDED = frozenset({"code", "what", "kind", "mode", "source", "verified"})
KNOWN = NEEDED | {"every", "times", "from", "until", "once_by", "treatment"}
DAYS_MOST = 400
SERVICE_KINDS = frozenset(
    "midwifery health_visiting drug_and_alcohol family_support general_practice mental_health social_work other".split()
)


class Counting(NamedTuple):
    """So many days after her booking, her due date or the birth."""

    after: str
    days: int


class Line(NamedTuple):
    """One promise of a template."""

    code: str
    what: str
    kind: Kind
    mode: Mode
    source: str
    verified: bool
    every: int | None
    times: int
    start: Counting | None
    until: Counting | None
    once_by: Counting | None
    treatment: bool


class Template(NamedTuple):
    """What one kind of service usually promises."""

    code: str
    kind: str
    title: str
    lines: tuple[Line, ...]


class Proposal(NamedTuple):
    """A line with its dates for one woman; `arguments` are those of plans.promise, but for the service."""

    line: Line
    arguments: dict[str, Any]
    counted: str
    clipped: bool

    @property
    def key(self) -> str:
        """Its name among all: "gp/six-weeks"."""
        return str(self.arguments["from_template"])


@cache
def load(name: str) -> dict[str, Template]:
    """The templates that go with a rule pack, by code; raises BadPack."""
    file = FOLDER / f"{name}.toml"
    if not file.exists():
        raise BadPack(name, ["It has no templates."])
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadPack(name, [f"Its templates are not TOML: {fault}."]) from fault
    base = load(raw["based_on"]) if "based_on" in raw else {}
    return base | read(raw)


def read(raw: Mapping[str, Any]) -> dict[str, Template]:
    """Templates from their TOML; raises BadPack with every fault in it."""
    faults = list(faults_of(raw))
    if faults:
        raise BadPack(str(raw.get("name", "without a name")), faults)
    return {
        entry["code"]: Template(entry["code"], entry["kind"], entry["title"], tuple(map(line_of, entry["line"])))
        for entry in raw.get("template", ())
    }


def line_of(raw: Mapping[str, Any]) -> Line:
    """One line without a fault."""
    counted = {name: Counting(**raw[name]) if name in raw else None for name in ("from", "until", "once_by")}
    return Line(
        raw["code"], raw["what"], Kind(raw["kind"]), Mode(raw["mode"]), raw["source"], raw["verified"],
        raw.get("every"), raw.get("times", 1), counted["from"], counted["until"], counted["once_by"],
        raw.get("treatment", False),
    )  # fmt: skip


def faults_of(raw: Mapping[str, Any]) -> Iterator[str]:
    """What is missing, unknown or impossible."""
    for key in raw.keys() - {"name", "based_on", "template"}:
        yield f'"{key}" does not belong here.'
    codes = [entry.get("code") for entry in raw.get("template", ())]
    for code in {code for code in codes if codes.count(code) > 1}:
        yield f'There are two templates "{code}".'
    for entry in raw.get("template", ()):
        code = entry.get("code", "without a code")
        if entry.keys() != {"code", "kind", "title", "line"}:
            yield f'"{code}" must have exactly "code", "kind", "title" and its lines.'
            continue
        if entry["kind"] not in SERVICE_KINDS:
            yield f'"{code}": "{entry["kind"]}" is no kind of service.'
        lines = [line.get("code") for line in entry["line"]]
        yield from (f'"{code}" has two lines "{line}".' for line in set(lines) if lines.count(line) > 1)
        for line in entry["line"]:
            yield from faults_of_line(f"{code}/{line.get('code', '?')}", line)


def faults_of_line(where: str, line: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one line."""
    for key in sorted(NEEDED - line.keys()):
        yield f'{where} lacks "{key}".'
    for key in sorted(line.keys() - KNOWN):
        yield f'{where}: "{key}" is not known.'
    for key in ("what", "source"):
        if not isinstance(line.get(key), str) or not line[key].strip():
            yield f'{where} needs "{key}" in words.'
    if line.get("kind") not in set(Kind) or line.get("mode") not in set(Mode):
        yield f"{where}: its kind or mode is not known."
    if type(line.get("verified")) is not bool:
        yield f"{where}: verified must be true or false."
    yield from faults_of_times(where, line)


def faults_of_times(where: str, line: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with how often, and from when to when."""
    if ("once_by" in line) == ("every" in line) or ("every" in line) != ("from" in line):
        yield f"{where} happens either every so many days from a day, or once by a day."
    for key, least, most in (("every", 1, 366), ("times", 1, 50)):
        if key in line and not (type(line[key]) is int and least <= line[key] <= most):
            yield f"{where}: {key} must be a whole number from {least} to {most}."
    for key in ("from", "until", "once_by"):
        if key in line and not is_counting(line[key]):
            yield f'{where}: {key} must be like {{ after = "birth", days = 14 }}.'


def is_counting(value: Any) -> bool:
    """So many days, within reason, after one of the days that can be counted from."""
    return (
        isinstance(value, Mapping)
        and value.keys() == {"after", "days"}
        and value["after"] in ANCHORS
        and type(value["days"]) is int
        and abs(value["days"]) <= DAYS_MOST
    )


def propose(template: Template, *, booked: date, due: date, born: date | None, today: date) -> list[Proposal]:
    """The lines that can still be promised, with her own dates; nothing is promised for days gone by."""
    resolved = (resolve(template, line, booked=booked, due=due, born=born, today=today) for line in template.lines)
    return [proposal for proposal in resolved if proposal]


def resolve(
    template: Template, line: Line, *, booked: date, due: date, born: date | None, today: date
) -> Proposal | None:
    """One line with her dates; None if its time is over."""
    days = {
        name: day_of(counting, booked, due, born)
        for name, counting in (("start", line.start), ("until", line.until), ("once_by", line.once_by))
    }
    last = days["until"] or days["once_by"]
    if last and last < today:
        return None
    clipped = days["start"] is not None and days["start"] < today
    if clipped:
        days["start"] = today
    return Proposal(line, arguments_of(template, line, days, clipped), counted_words(line, born), clipped)


def day_of(counting: Counting | None, booked: date, due: date, born: date | None) -> date | None:
    """The day that is counted to."""
    if counting is None:
        return None
    return (anchor_of(counting.after, due, born) or booked) + timedelta(days=counting.days)


def arguments_of(template: Template, line: Line, days: dict[str, date | None], clipped: bool) -> dict[str, Any]:
    """What plans.promise is to be told; a date moves with the birth only if it is counted from it."""
    named = {"start": None if clipped else line.start, "until": line.until, "once_by": line.once_by}
    anchors = {counting.after for counting in named.values() if counting} - {"booking"}
    counted_from = "birth" if "birth" in anchors else next(iter(anchors), "")
    return {
        "what": line.what, "kind": line.kind, "mode": line.mode, "treatment": line.treatment, "every": line.every,
        "times": line.times, **days, "from_template": f"{template.code}/{line.code}", "counted_from": counted_from,
        **{
            f"{name}_days": counting.days if counting and counting.after == counted_from else None
            for name, counting in named.items()
        },
    }  # fmt: skip


def counted_words(line: Line, born: date | None) -> str:
    """From which day its dates are counted, and that it may move; nothing where they are fixed."""
    after = {counting.after for counting in (line.start, line.until, line.once_by) if counting} - {"booking"}
    if "birth" in after and born is None:
        return "Counted from the due date for now; it moves when the birth is recorded."
    return f"Counted from {SAID_ANCHORS[after.pop()]}." if len(after) == 1 else ""
