"""The stories in stories/: each says what it should and names its source; each rule has one that it speaks in, and one just not."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml

from pathway import packs, stories
from pathway.rules import judge
from pathway.rules.facts import Pathway
from pathway.rules.pack import BadPack, Pack
from pathway.stories import RULES, Entry, Story

FOLDER = Path(__file__).resolve().parent.parent / "stories"
FILES = sorted(FOLDER.rglob("*.yaml"))
ENGLAND = packs.load("england")
ONE_DAY = timedelta(days=1)


def name(file: Path) -> str:
    """A test's name for a story."""
    return file.stem


@cache
def the_story(file: Path) -> Story:
    """The story in a file that has no fault."""
    story = stories.read(file)
    assert isinstance(story, Story), story
    return story


@cache
def replayed(file: Path) -> tuple[Entry, ...]:
    """Its flags."""
    return tuple(stories.replay(the_story(file)))


@pytest.mark.parametrize("file", FILES, ids=name)
def test_every_check_holds(file: Path) -> None:
    assert not [result for result in stories.check(the_story(file)) if not result.passed]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_each_names_its_source_and_only_an_invented_woman(file: Path) -> None:
    text = yaml.safe_load(file.read_text())
    assert "seed 00" in text["source"], "where in the research the need is named"
    assert text["woman"]["name"].endswith(" Example")


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_days_that_matter_are_checked_exactly(file: Path) -> None:
    story = the_story(file)
    exact = {check.day for check in story.checks if check.flags is not None}
    first: dict[tuple[str, str], stories.Entry] = {}
    for row in replayed(file):
        first.setdefault((row.rule, row.about), row)
    for row in first.values():
        days = {row.opened - ONE_DAY, row.opened} | ({row.closed - ONE_DAY, row.closed} if row.closed else set())
        assert {day for day in days if day >= story.pathway.booked} <= exact, f"{row.rule} {row.about}"


def spoken_of(file: Path) -> set[str]:
    """The rules that its checks expect to speak."""
    expected = {flag for check in the_story(file).checks for flag in (*(check.flags or ()), *check.include)}
    return {flag.partition(":")[0] for flag in expected}


def silent_on(file: Path) -> set[str]:
    """The rules of which its checks say on some day that they do not speak, and which never do in it."""
    ruled_out = {flag.partition(":")[0] for check in the_story(file).checks for flag in check.exclude}
    return ruled_out - {row.rule for row in replayed(file)}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_each_rule_has_a_story_in_which_it_speaks_and_one_in_which_it_just_does_not(rule: str) -> None:
    assert [file.stem for file in FILES if rule in spoken_of(file)]
    silent = [file for file in FILES if rule in silent_on(file)]
    assert silent
    assert any(speaks(rule, other) for file in silent for other in hardly_different(the_story(file), rule)), (
        f"in {silent[0].stem} {rule} is not close to speaking"
    )


Other = tuple[Story, Pack]


def hardly_different(story: Story, rule: str) -> Iterator[Other]:
    """The same story with one of the rule's thresholds moved by one; a minute longer; without her last answer."""
    for name, value in ENGLAND.values[rule].items():
        for moved in (value.value - 1, value.value + 1):
            try:
                yield story, ENGLAND.with_changes({rule: {name: moved}}, version="other", source="a test")
            except BadPack:  # it cannot be moved that way
                continue
    path = story.pathway
    yield with_path(story, longer(path)), ENGLAND
    yield with_path(story, path._replace(answers=path.answers[:-1])), ENGLAND


def with_path(story: Story, path: Pathway) -> Story:
    """The same story of another pathway."""
    return story._replace(pathway=path)


def longer(path: Pathway) -> Pathway:
    """Each meeting and contact a minute longer."""
    meetings = (row._replace(minutes=row.minutes and row.minutes + 1) for row in path.meetings)
    contacts = (row._replace(minutes=row.minutes and row.minutes + 1) for row in path.contacts)
    return path._replace(meetings=tuple(meetings), contacts=tuple(contacts))


def speaks(rule: str, other: Other) -> bool:
    """Whether the rule has a finding on some day."""
    story, pack = other
    days = (story.pathway.booked + ONE_DAY * gone for gone in range((story.ends - story.pathway.booked).days + 1))
    return any(finding.rule == rule for day in days for finding in judge(story.pathway, day, pack).findings)


def test_the_longer_stories_tell_of_each_need_that_the_rules_answer() -> None:
    needs = {*range(1, 4), *range(11, 14), 16, *range(19, 26), 50, 51}
    told = " ".join(yaml.safe_load(file.read_text())["source"] for file in FOLDER.glob("*.yaml"))
    assert not [f"N{need}" for need in sorted(needs) if not re.search(rf"\bN{need}\b", told)]


def test_everything_kept_is_never_flagged() -> None:
    story = the_story(FOLDER / "everything_kept.yaml")
    assert stories.replay(story) == []
    assert story.pathway.born
    assert story.ends == story.pathway.born + timedelta(days=364)
    assert story.ends > date(2026, 1, 1)
