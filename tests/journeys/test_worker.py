"""A real worker on its own records: it opens exactly what the replay says, and a kill -9 loses nothing and doubles nothing."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from pathway import packs, stories

from .apart import House, leave_home, passes, until

pytestmark = pytest.mark.journey
TODAY_IN = {
    "support_tails_off": "2025-11-05",  # the fall is behind her, its flags are open
    "baby_with_foster_carers": "2025-08-14",
    "cancelled_again_and_again": "2025-10-01",
    "everything_kept": "2026-03-04",
}
"""For each story the day in it that is made today, by moving all its dates."""
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
Flags = dict[str, set[str]]
"""The open flags of each woman."""
Tales = dict[str, stories.Story]


@pytest.fixture(scope="module")
def tales(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Tales:
    """The stories, moved so that their day is today, by the woman's name."""
    folder, today, found = tmp_path_factory.mktemp("tales"), timezone.localdate(), {}
    for stem, day in TODAY_IN.items():
        file = folder / f"{stem}.yaml"
        file.write_text(moved((root / "stories" / file.name).read_text(), today - date.fromisoformat(day)))
        story = stories.read(file)
        assert isinstance(story, stories.Story), story
        found[story.name] = story
    return found


def moved(text: str, by: timedelta) -> str:
    """A story with every date so much later."""
    return re.sub(r"\d{4}-\d\d-\d\d", lambda found: str(date.fromisoformat(found[0]) + by), text)


@pytest.fixture(scope="module")
def loaded(root: Path, tales: Tales, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with records that hold the stories."""
    var = tmp_path_factory.mktemp("loaded")
    with pytest.MonkeyPatch.context() as patch:
        leave_home(patch, var)
        house = House(root, var)
        house.manage("migrate", "--verbosity=0")
        house.manage("load_stories", *(story.file for story in tales.values()))
    return var


@pytest.fixture
def house(root: Path, loaded: Path, tmp_path: Path, tales: Tales, monkeypatch: pytest.MonkeyPatch) -> House:
    """Records of one's own that hold the stories, none of them judged yet."""
    var = tmp_path / "var"
    shutil.copytree(loaded, var)
    leave_home(monkeypatch, var)
    house = House(root, var)
    assert house.open_flags() == {name: set() for name in tales}
    return house


def replayed(tales: Tales, day: date) -> Flags:
    """What the replay says for a day."""
    return {name: stories.open_on(story, day, packs.load(story.pack)) for name, story in tales.items()}


def test_the_worker_opens_exactly_what_the_replay_says(house: House, tales: Tales, today: date) -> None:
    expected = replayed(tales, today)
    assert sum(map(len, expected.values())) > 3
    with house.worker() as worker:
        house.tick()
        until(lambda: passes(worker) == 1, worker.last_lines)
        assert house.open_flags() == expected
        before = house.all_that_happened()
        for _ in range(3):  # more ticks, and a pass by hand beside them
            house.tick()
        house.manage("sweep")
        until(lambda: passes(worker) == 4, worker.last_lines)
    assert house.all_that_happened() == before


def test_a_killed_worker_loses_nothing_and_doubles_nothing(house: House, tales: Tales, today: date) -> None:
    # Given flags of a fortnight ago
    fortnight_ago, lately = today - 2 * ONE_WEEK, today - 3 * ONE_DAY
    house.manage("sweep", "--day", str(fortnight_ago))
    assert house.open_flags() == replayed(tales, fortnight_ago)
    before = house.all_that_happened()

    # when the worker is killed in the middle of its work, while it waits to write
    with house.worker() as worker, closing(sqlite3.connect(house.file, isolation_level=None)) as records:
        records.execute("BEGIN IMMEDIATE")
        house.tick()
        until(lambda: "received" in worker.log.read_text(), worker.last_lines)
        worker.clear_away()
        records.execute("ROLLBACK")
    assert house.all_that_happened() == before, "nothing is written by halves"

    # and days pass without it
    house.manage("sweep", "--day", str(lately))
    assert house.open_flags() == replayed(tales, lately)

    # then it starts again and goes on, as if nothing had been
    with house.worker() as worker:
        house.tick()
        until(lambda: passes(worker) == 1, worker.last_lines)
        assert house.open_flags() == replayed(tales, today)

        # and when the days run ahead of it by hand, its next ticks change nothing
        ahead = today + ONE_WEEK
        house.manage("sweep", "--day", str(ahead))
        assert house.open_flags() == replayed(tales, ahead)
        after = house.all_that_happened()
        house.tick()
        until(lambda: passes(worker) == 2, worker.last_lines)
    assert house.all_that_happened() == after
    assert os.listdir(house.messages) == [], "no message is left behind"
