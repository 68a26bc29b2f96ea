"""The stories in stories/: each says what it should, names its source, and together they touch every rule."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from pathway import stories
from pathway.stories import RULES, Story

FOLDER = Path(__file__).resolve().parent.parent / "stories"
FILES = sorted(FOLDER.glob("*.yaml"))
ONE_DAY = timedelta(days=1)


def name(file: Path) -> str:
    """A test's name for a story."""
    return file.stem


def the_story(file: Path) -> Story:
    """The story in a file that has no fault."""
    story = stories.read(file)
    assert isinstance(story, Story), story
    return story


@pytest.mark.parametrize("file", FILES, ids=name)
def test_every_check_holds(file: Path) -> None:
    assert not [result for result in stories.check(the_story(file)) if not result.passed]


@pytest.mark.parametrize("file", FILES, ids=name)
def test_each_names_its_source_and_only_an_invented_woman(file: Path) -> None:
    text = yaml.safe_load(file.read_text())
    assert text["source"].startswith("seed ")
    assert text["woman"]["name"].endswith(" Example")


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_days_that_matter_are_checked_exactly(file: Path) -> None:
    story = the_story(file)
    exact = {check.day for check in story.checks if check.flags is not None}
    first: dict[tuple[str, str], stories.Entry] = {}
    for row in stories.replay(story):
        first.setdefault((row.rule, row.about), row)
    for row in first.values():
        days = {row.opened - ONE_DAY, row.opened} | ({row.closed - ONE_DAY, row.closed} if row.closed else set())
        assert {day for day in days if day >= story.pathway.booked} <= exact, f"{row.rule} {row.about}"


def test_there_are_enough_and_they_touch_every_rule() -> None:
    assert len(FILES) >= 16
    found = {row.rule for file in FILES for row in stories.replay(the_story(file))}
    assert found == RULES


def test_everything_kept_is_never_flagged() -> None:
    story = the_story(FOLDER / "everything_kept.yaml")
    assert stories.replay(story) == []
    assert story.pathway.born
    assert story.ends == story.pathway.born + timedelta(days=364)
    assert story.ends > date(2026, 1, 1)
