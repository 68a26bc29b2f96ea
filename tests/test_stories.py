"""Stories: malformed ones are told plainly, all faults at once; good ones give the timeline that STORIES' format promises."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from pathway import stories
from pathway.story_yaml import Fault

GOOD = """\
title: Weekly visits stop
woman: {name: Asha Example, needs: [childcare]}
pregnancy: {booked: 2025-09-01, due: 2026-03-10, born: 2026-03-08}
lead:
  - {worker: Jo, from: booked}
supports:
  - {id: fam, service: Family team, kind: support, every: 7 days, from: booked}
contacts:
  - {repeat: 7 days, from: 2025-09-03, until: 2025-10-01, support: fam, outcome: delivered}
  - {day: 2025-10-08, support: fam, at: "10:00", minutes: 30}
plan:
  - {agreed: 2025-09-10, her_view: true, given_to_her: 2025-09-10}
ends: 2025-11-01
checks:
  - {day: 2025-10-13, flags: ["outcome_missing: fam"]}
  - {day: 2025-10-14, include: ["support_missed: fam"], exclude: [no_lead]}
"""

BAD = {
    "title: Weekly visits stop": ("title: 2025-01-01", "title"),
    "born: 2026-03-08": ("born: 2025-08-31", "pregnancy.born"),
    "due: 2026-03-10": ("due: 2026-02-30", "pregnancy.due"),
    "needs: [childcare]": ("needs: [babysitter]", "woman.needs[0]"),
    "kind: support": ("kind: help", "supports[0].kind"),
    "every: 7 days, from: booked}": ("from: booked}", "supports[0]"),
    "every: 7 days, from: booked": ("every: 7 days, once_by: due, from: booked", "supports[0]"),
    "every: 7 days,": ("every: 7,", "supports[0].every"),
    "from: booked}\ncontacts": ("from: booked, until: booked - 1 day}\ncontacts", "supports[0].until"),
    "service: Family team": ("service: Family team, servce: Family team", "supports[0].servce"),
    "repeat: 7 days,": ("repeat: 0 days,", "contacts[0].repeat"),
    "repeat: 7 days, from": ("known: booked, repeat: 7 days, from", "contacts[0].known"),
    "support: fam, outcome": ("support: family, outcome", "contacts[0].support"),
    "outcome: delivered": ("outcome: done", "contacts[0].outcome"),
    'at: "10:00"': ("at: 10:00", "contacts[1].at"),
    'at: "10:00",': ("at: 09:00,", "contacts[1].at"),  # words to YAML, yet not quoted
    "minutes: 30": ("minutes: 7.5", "contacts[1].minutes"),
    "day: 2025-10-08, support": ("day: 2025-10-08, known: 2025-10-09, support", "contacts[1].known"),
    "day: 2025-10-08": ("day: 2025-13-08", "contacts[1].day"),
    "her_view: true": ("her_view: perhaps", "plan[0].her_view"),
    "ends: 2025-11-01": ("ends: 2025-08-01", "ends"),
    "exclude: [no_lead]": ("exclude: [no_leader]", "checks[1].exclude[0]"),
    'flags: ["outcome_missing: fam"]': ("flags: [outcome_missing: fam]", "checks[0].flags[0]"),
    ', flags: ["outcome_missing: fam"]': ("", "checks[0]"),
}


def read(folder: Path, text: str | bytes) -> stories.Story | list[Fault]:
    file = folder / "story.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return stories.read(file)


@pytest.mark.parametrize("good", BAD)
def test_a_fault_is_told_once_with_its_place(good: str, tmp_path: Path) -> None:
    bad, where = BAD[good]
    assert good in GOOD
    faults = read(tmp_path, GOOD.replace(good, bad, 1))
    assert isinstance(faults, list)
    assert [fault.where for fault in faults] == [where]
    assert str(tmp_path) in str(faults[0])


@pytest.mark.parametrize("text", [
    "", "# nothing but a comment\n", "- a list\n", "only words\n", "title: [unclosed\n", b"title: caf\xe9\n", "\ttitle: a tab\n",
    "a: &a [x, x]\nb: &b [*a, *a]\n" + "".join(f"c{n}: &c{n} [*{'b' if n == 0 else f'c{n - 1}'}, *b]\n" for n in range(30)),
    "[" * 5000, "a: &a [*a]\n", "--- \na: 1\n---\nb: 2\n",
])  # fmt: skip
def test_what_is_no_story_is_answered_by_a_sentence(text: str | bytes, tmp_path: Path) -> None:
    faults = read(tmp_path, text)
    assert isinstance(faults, list)
    assert faults


def test_a_huge_text_is_refused(tmp_path: Path) -> None:
    faults = read(tmp_path, "title: " + "x" * 1_000_001)
    assert isinstance(faults, list)
    assert "bytes" in faults[0].wrong


def test_all_faults_of_a_file_are_told(tmp_path: Path) -> None:
    faults = read(
        tmp_path, GOOD.replace("kind: support", "kind: help").replace("minutes: 30", "minutes: no") + "extra: 1\n"
    )
    assert isinstance(faults, list)
    assert {fault.where for fault in faults} == {"supports[0].kind", "contacts[1].minutes", "extra"}


def test_a_key_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    faults = read(tmp_path, GOOD + "title: Another\n")
    assert isinstance(faults, list)
    assert [fault.where for fault in faults] == ["title"]


def test_the_replay_by_jumps_is_that_of_every_day(tmp_path: Path) -> None:
    story = read(tmp_path, GOOD)
    assert isinstance(story, stories.Story)
    assert stories.replay(story) == stories.replay_daily(story)


def run(*arguments: str) -> int:
    try:
        call_command("stories", *arguments)
    except SystemExit as left:
        return int(str(left.code))
    return 0


def test_the_json_is_sorted_and_in_iso_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(tmp_path, GOOD)
    assert run(str(tmp_path), "--json") == 0
    told = json.loads(capsys.readouterr().out)["stories"]
    assert told[0]["timeline"][:2] == [
        {"rule": "nothing_booked", "about": "fam", "opened": "2025-10-10", "closed": "2025-10-13"},
        {"rule": "outcome_missing", "about": "fam", "opened": "2025-10-12", "closed": None},
    ]
    assert told[0]["checks"][0] == {"day": "2025-10-13", "passed": True, "missing": [], "unexpected": []}


def test_a_check_that_fails_ends_with_1_and_a_malformed_story_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read(tmp_path, GOOD.replace('flags: ["outcome_missing: fam"]', "flags: []"))
    assert run(str(tmp_path)) == 1
    assert "not expected: outcome_missing: fam" in capsys.readouterr().out
    read(tmp_path, GOOD + "extra: 1\n")
    assert run(str(tmp_path)) == 2
    assert "extra: this key is not known" in capsys.readouterr().err


def test_a_folder_without_stories_and_a_file_that_is_not_there_are_told(tmp_path: Path) -> None:
    assert run(str(tmp_path)) == 2
    assert run(str(tmp_path / "nothing.yaml")) == 2
