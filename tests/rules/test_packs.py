"""Packs: every threshold with its source; one that cannot be used says what to mend."""

import tomllib
from typing import Any

import pytest

from pathway import packs
from pathway.rules import ALL
from pathway.rules.pack import BadPack, limits_of, read_pack

from .women import ENGLAND

RULES_MD = {
    "support_missed": (4, 1, 7),
    "support_fading": (28, 4, 2, 364),
    "support_cliff": (28, 28, 2, 28, 364),
    "no_support_planned": (14, 364),
    "handover_open": (14, 14, 56),
    "support_undated": (14,),
    "treatment_slipping": (84, 14),
    "week_overloaded": (5, 3),
    "appointments_clash": (),
    "ask_without_help": (14,),
    "checks_without_support": (28, 2, 28, 364),
    "alone_after_separation": (3, 14, 364),
    "plan_not_reviewed": (28, 14, 7),
    "no_lead": (14,),
    "many_faces": (182, 4),
    "conference_late": (42, 28),
    "short_notice": (5,),
    "papers_not_shared": (3, 20, 90),
    "request_unanswered": (14,),
    "her_view_missing": (7,),
    "she_says_less": (28,),
    "outcome_missing": (3, 60),
    "nothing_booked": (2, 4, 2),
}


@pytest.fixture
def raw() -> dict[str, Any]:
    """England's pack as its file says it."""
    return tomllib.loads((packs.FOLDER / "england.toml").read_text(encoding="utf-8"))


def faults(raw: dict[str, Any]) -> tuple[str, ...]:
    with pytest.raises(BadPack) as refused:
        read_pack(raw, ALL)
    return refused.value.faults


def test_there_are_three() -> None:
    assert packs.names() == ["england", "scotland", "wales"]


@pytest.mark.parametrize("name", packs.names())
def test_each_holds_every_threshold_with_its_source(name: str) -> None:
    pack = packs.load(name)
    assert pack.name == name
    for rule in ALL:
        assert pack.values[rule.code].keys() == limits_of(rule).keys()


def test_englands_values_are_the_rules_own() -> None:
    assert {code: tuple(ENGLAND.limits[code]) for code in RULES_MD} == RULES_MD


def test_scotland_and_wales_differ_where_their_guidance_does() -> None:
    def differences(name: str) -> dict[str, tuple[int, ...]]:
        limits = packs.load(name).limits
        return {code: tuple(limits[code]) for code, values in RULES_MD.items() if tuple(limits[code]) != values}

    assert differences("scotland") == {"conference_late": (84, 28), "papers_not_shared": (3, 14, 90)}
    assert differences("wales") == {}


def test_an_unknown_pack_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(BadPack, match="there are england, scotland, wales"):
        packs.load("atlantis")


def test_a_missing_threshold_is_named(raw: dict[str, Any]) -> None:
    del raw["no_lead"]["ahead"]
    (fault,) = faults(raw)
    assert fault.startswith("no_lead.ahead is missing")


def test_a_missing_rule_is_named(raw: dict[str, Any]) -> None:
    del raw["no_lead"]
    assert [fault.split()[0] for fault in faults(raw)] == ["no_lead.ahead"]


def test_unknown_rules_and_thresholds_are_named(raw: dict[str, Any]) -> None:
    raw["no_leed"] = {}
    raw["no_lead"]["behind"] = raw["no_lead"]["ahead"]
    assert set(faults(raw)) == {'"no_leed" is not a rule.', '"no_lead" has no threshold "behind".'}


@pytest.mark.parametrize("value", [-1, 100_000, "14", 1.5, True, None])
def test_impossible_values_are_refused(raw: dict[str, Any], value: object) -> None:
    raw["no_lead"]["ahead"]["value"] = value
    (fault,) = faults(raw)
    assert fault.startswith("no_lead.ahead")


def test_thresholds_that_contradict_each_other_are_refused(raw: dict[str, Any]) -> None:
    raw["support_missed"]["grace_least"]["value"] = 8
    assert faults(raw) == ("support_missed.grace_least is 8; it must be between 0 and 7 (its grace_most).",)


@pytest.mark.parametrize(("key", "value"), [("source", ""), ("source", 3), ("verified", "yes"), ("verified", 1)])
def test_a_value_needs_its_source_and_whether_it_is_verified(raw: dict[str, Any], key: str, value: object) -> None:
    raw["no_lead"]["ahead"][key] = value
    assert len(faults(raw)) == 1


@pytest.mark.parametrize("entry", [14, {"value": 14}, {"value": 14, "source": "x", "verified": True, "more": 1}])
def test_a_threshold_of_another_shape_is_refused(raw: dict[str, Any], entry: object) -> None:
    raw["no_lead"]["ahead"] = entry
    assert len(faults(raw)) == 1


def test_a_pack_has_a_name_a_version_and_a_title(raw: dict[str, Any]) -> None:
    del raw["version"]
    raw["title"] = " "
    assert set(faults(raw)) == {'"version" must be given as text.', '"title" must be given as text.'}


def test_all_faults_are_told_at_once(raw: dict[str, Any]) -> None:
    raw["no_lead"] = "fourteen"
    raw["many_faces"]["days"]["value"] = 0
    assert len(faults(raw)) == 2


def test_a_trust_may_change_values_and_the_rest_stays() -> None:
    changed = ENGLAND.with_changes({"no_lead": {"ahead": 21}}, version="2026.1+1", source="Decided by the trust")
    assert changed.version == "2026.1+1"
    assert changed.limits["no_lead"].ahead == 21
    assert changed.values["no_lead"]["ahead"] == (21, "Decided by the trust", False)
    assert changed.limits["many_faces"] == ENGLAND.limits["many_faces"]
    assert ENGLAND.limits["no_lead"].ahead == 14


@pytest.mark.parametrize(
    "changes", [{"no_leed": {"ahead": 1}}, {"no_lead": {"behind": 1}}, {"no_lead": {"ahead": "1"}}]
)
def test_a_change_that_cannot_be_is_refused(changes: dict[str, dict[str, object]]) -> None:
    with pytest.raises(BadPack):
        ENGLAND.with_changes(changes, version="2026.1+1", source="Decided by the trust")
