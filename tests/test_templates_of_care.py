"""Templates: whole for every pack, refused whole with a fault, and resolved to a woman's own dates."""

import tomllib
from datetime import date, timedelta
from typing import Any

import pytest

from pathway import packs
from pathway.models import ServiceKind
from pathway.rules.pack import BadPack
from pathway.templates_of_care import FOLDER, SERVICE_KINDS, Proposal, load, propose, read

BOOKED, DUE = date(2025, 9, 1), date(2026, 3, 10)
TODAY = BOOKED + timedelta(days=10)
GOOD: dict[str, Any] = {
    "code": "visits", "what": "visit you", "kind": "support", "mode": "home", "every": 7,
    "from": {"after": "birth", "days": 0}, "source": "Local", "verified": False,
}  # fmt: skip


def proposals(code: str, today: date = TODAY, born: date | None = None) -> dict[str, Proposal]:
    found = propose(load("england")[code], booked=BOOKED, due=DUE, born=born, today=today)
    return {proposal.line.code: proposal for proposal in found}


@pytest.mark.parametrize("name", packs.names())
def test_every_pack_has_a_template_for_each_service_that_the_field_names(name: str) -> None:
    wanted = {
        "midwifery",
        "health_visiting",
        "drug_and_alcohol",
        "family_support",
        "gp",
        "mental_health",
        "social_work",
    }
    assert set(load(name)) == wanted


def test_the_kinds_are_those_of_the_services() -> None:
    assert set(ServiceKind) == SERVICE_KINDS


def test_what_is_not_verified_says_that_it_is_local_or_where_it_was_seen() -> None:
    for file in FOLDER.glob("*.toml"):
        for template in tomllib.loads(file.read_text()).get("template", ()):
            for line in template["line"]:
                said = line["source"].lower()
                assert line["verified"] or "local setting" in said or "not seen" in said or "secondary" in said


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"every": 0}, "every must be a whole number from 1 to 366"),
        ({"every": "7"}, "every must be a whole number"),
        ({"times": True}, "times must be a whole number"),
        ({"kind": "help"}, "its kind or mode is not known"),
        ({"what": " "}, 'needs "what" in words'),
        ({"verified": "no"}, "verified must be true or false"),
        ({"from": {"after": "christmas", "days": 1}}, "from must be like"),
        ({"until": {"after": "birth", "days": 4000}}, "until must be like"),
        ({"once_by": {"after": "birth", "days": 1}}, "happens either every so many days from a day, or once by a day"),
        ({"often": 7}, '"often" is not known'),
    ],
)
def test_a_line_with_a_fault_is_refused_with_a_sentence(change: dict[str, Any], fault: str) -> None:
    entry = {"code": "x", "kind": "midwifery", "title": "X", "line": [GOOD | change]}
    with pytest.raises(BadPack, match=fault):
        read({"name": "test", "template": [entry]})


def test_two_templates_or_two_lines_of_one_name_are_refused() -> None:
    entry = {"code": "x", "kind": "midwifery", "title": "X", "line": [GOOD, GOOD]}
    with pytest.raises(BadPack, match='two templates "x"') as refusal:
        read({"name": "test", "template": [entry, entry]})
    assert 'two lines "visits"' in str(refusal.value)


def test_before_the_birth_its_dates_are_counted_from_the_due_date_and_said_so() -> None:
    line = proposals("health_visiting")["to-six-weeks"]
    assert line.arguments["start"] == DUE + timedelta(days=14)
    assert line.arguments["until"] == DUE + timedelta(days=48)
    assert (line.arguments["counted_from"], line.arguments["start_days"]) == ("birth", 14)
    assert "moves when the birth is recorded" in line.counted


def test_after_the_birth_they_are_counted_from_it() -> None:
    born = DUE - timedelta(days=7)
    line = proposals("health_visiting", today=born, born=born)["to-six-weeks"]
    assert line.arguments["start"] == born + timedelta(days=14)
    assert line.counted == "Counted from the birth."


def test_the_health_visitors_lines_follow_each_other_without_a_gap() -> None:
    found = proposals("health_visiting")
    weekly, fortnightly, monthly = (
        found[code].arguments for code in ("to-six-weeks", "to-six-months", "to-twelve-months")
    )
    assert weekly["until"] + timedelta(days=1) == fortnightly["start"]
    assert fortnightly["until"] + timedelta(days=1) == monthly["start"]
    assert monthly["until"] >= DUE + timedelta(days=364)


def test_a_line_whose_time_is_over_is_not_proposed_and_one_that_began_starts_today() -> None:
    assert "before-birth" in proposals("family_support")
    assert proposals("family_support")["before-birth"].arguments["start"] == TODAY
    assert proposals("family_support")["before-birth"].clipped
    assert proposals("family_support")["before-birth"].arguments["start_days"] is None
    born = DUE
    assert "before-birth" not in proposals("family_support", today=born, born=born)


def test_a_start_that_was_clipped_is_fixed_while_its_end_still_moves() -> None:
    arguments = proposals("family_support")["before-birth"].arguments
    assert (arguments["counted_from"], arguments["until_days"]) == ("birth", -1)
