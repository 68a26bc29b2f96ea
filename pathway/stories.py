"""Stories: one woman's pathway in YAML, replayed day by day, and what should be flagged when."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from . import packs
from .rules import ALL, judge
from .rules.facts import Pathway
from .rules.pack import Pack
from .rules.verdicts import Finding
from .story_parts import read_pathway, wheres
from .story_reader import Reader
from .story_yaml import Fault, parse

ONE_DAY = timedelta(days=1)
AFTER_BIRTH, AFTER_DUE = timedelta(days=364), timedelta(days=56)  # a replay's last day, unless the story ends itself
STORY = frozenset(
    "title source pack woman pregnancy baby_lives lead supports contacts meetings requests plan answers ends checks".split()
)
CHECK = frozenset({"day", "flags", "include", "exclude"})
RULES = frozenset(rule.code for rule in ALL)


class Check(NamedTuple):
    """What should be open on a day: exactly `flags`, or at least `include` and none of `exclude`."""

    day: date
    flags: tuple[str, ...] | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]


class Story(NamedTuple):
    """One woman's pathway, from her booking to its last day, and its checks."""

    file: str
    title: str
    source: str
    pack: str
    name: str
    pathway: Pathway
    where: dict[date, str]
    ends: date
    checks: tuple[Check, ...]


class Entry(NamedTuple):
    """A flag's life in a replay: breached from `opened`, no longer from `closed` (None: still open at the end)."""

    rule: str
    about: str
    opened: date
    closed: date | None
    sentence: str


class Result(NamedTuple):
    """What became of a check: what was missing, and what was open beside."""

    day: date
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Nothing was missing and nothing too much."""
        return not self.missing and not self.unexpected


def read(file: Path) -> Story | list[Fault]:
    """The story in a file, or all its faults."""
    value, fault = parse(file)
    if fault:
        return [fault]
    reader = Reader(str(file))
    story = _read(reader, value)
    return reader.faults if reader.faults or story is None else story


def _read(reader: Reader, value: Any) -> Story | None:
    if not isinstance(value, dict):
        reader.fault("", "it is not a story", "keys and values: title, woman, pregnancy, …")
        return None
    story = reader.mapping(value, "", STORY, ("title", "woman", "pregnancy"))
    pathway = read_pathway(reader, story)
    words = {key: reader.words(story[key], key) for key in ("title", "source") if key in story}
    pack = _pack(reader, story.get("pack", "england"))
    ends = reader.day(story["ends"], "ends") if "ends" in story else _last_day(reader)
    reader.ordered(reader.anchors.get("booked"), ends, "ends")
    checks = tuple(_checks(reader, story.get("checks")))
    if reader.faults or pathway is None or ends is None:
        return None
    where = wheres(story, reader)
    name = str(story["woman"]["name"])
    return Story(reader.file, words["title"], words.get("source", ""), pack, name, pathway, where, ends, checks)


def _pack(reader: Reader, value: Any) -> str:
    if isinstance(value, str) and value in packs.names():
        return str(value)
    reader.fault("pack", f"there is no rule pack “{value}”", f"one of {', '.join(packs.names())}")
    return ""


def _last_day(reader: Reader) -> date | None:
    born, due = reader.anchors.get("born"), reader.anchors.get("due")
    return born + AFTER_BIRTH if born else due + AFTER_DUE if due else None


def _checks(reader: Reader, value: Any) -> Iterator[Check]:
    for item, where in reader.items(value, "checks"):
        part = reader.mapping(item, where, CHECK, ("day",))
        named = {
            key: _flags(reader, part[key], f"{where}.{key}") for key in ("flags", "include", "exclude") if key in part
        }
        if isinstance(item, dict) and (not named or ("flags" in named and len(named) > 1)):
            reader.fault(where, "it is not plain what is checked", "either flags, or include and exclude")
        day = reader.day(part["day"], f"{where}.day") if "day" in part else None
        if day:
            yield Check(day, named.get("flags"), named.get("include", ()), named.get("exclude", ()))


def _flags(reader: Reader, value: Any, where: str) -> tuple[str, ...]:
    return tuple(_flag(reader, item, place) for item, place in reader.items(value, where))


def _flag(reader: Reader, value: Any, where: str) -> str:
    if isinstance(value, dict):
        reader.fault(where, "YAML reads this as a key and a value", 'quotation marks: "rule: about"')
        return ""
    rule, _, about = reader.words(value, where).partition(":")
    if rule and rule.strip() not in RULES:
        reader.fault(where, f"there is no rule “{rule.strip()}”", f"one of {', '.join(sorted(RULES))}")
    return named(rule.strip(), about.strip())


def named(rule: str, about: str) -> str:
    """A flag as checks write it: "rule: about", or the rule alone."""
    return f"{rule}: {about}" if about else rule


def replay(story: Story) -> list[Entry]:
    """The story's flags, judged only on the days on which something can change; sorted by opened, rule, about."""
    return _timeline(_jumps(story, packs.load(story.pack)))


def replay_daily(story: Story) -> list[Entry]:
    """The same, judged on every single day."""
    pack = packs.load(story.pack)
    days = range((story.ends - story.pathway.booked).days + 1)
    return _timeline(_findings(story, story.pathway.booked + timedelta(days=gone), pack) for gone in days)


Day = tuple[date, tuple[Finding, ...]]


def _findings(story: Story, day: date, pack: Pack) -> Day:
    return day, judge(story.pathway, day, pack).findings


def _jumps(story: Story, pack: Pack) -> Iterator[Day]:
    day: date | None = story.pathway.booked
    while day and day <= story.ends:
        judgement = judge(story.pathway, day, pack)
        yield day, judgement.findings
        day = judgement.changes_on


def _timeline(days: Iterator[Day]) -> list[Entry]:
    standing: dict[tuple[str, str], Entry] = {}
    past: list[Entry] = []
    for day, findings in days:
        now = {(finding.rule, finding.about): finding for finding in findings}
        past += [standing.pop(key)._replace(closed=day) for key in standing.keys() - now.keys()]
        for key, finding in now.items():
            standing.setdefault(key, Entry(finding.rule, finding.about, day, None, finding.sentence))
    return sorted([*past, *standing.values()], key=lambda entry: (entry.opened, entry.rule, entry.about))


def check(story: Story) -> list[Result]:
    """Each check of the story against what is open on its day."""
    pack = packs.load(story.pack)
    return [_check(check, open_on(story, check.day, pack)) for check in story.checks]


def open_on(story: Story, day: date, pack: Pack) -> set[str]:
    """What is open on a day, as checks write it; nothing before her booking."""
    if day < story.pathway.booked:
        return set()
    return {named(finding.rule, finding.about) for finding in judge(story.pathway, day, pack).findings}


def _check(check: Check, there: set[str]) -> Result:
    if check.flags is not None:
        wanted = set(check.flags)
        return Result(check.day, tuple(sorted(wanted - there)), tuple(sorted(there - wanted)))
    missing = {flag for flag in check.include if not _matching(flag, there)}
    unexpected = {found for flag in check.exclude for found in _matching(flag, there)}
    return Result(check.day, tuple(sorted(missing)), tuple(sorted(unexpected)))


def _matching(flag: str, there: set[str]) -> set[str]:
    """Those that a flag stands for: a rule alone matches whatever it is about."""
    if ": " in flag:
        return {flag} & there
    return {found for found in there if found.partition(": ")[0] == flag}
