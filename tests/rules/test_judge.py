"""All the rules together."""

import re
from datetime import date
from pathlib import Path

import pytest

from pathway.rules import ALL, judge
from pathway.rules.days import MONTHS
from pathway.rules.facts import Home, Request
from pathway.rules.rule import Rule
from pathway.rules.verdicts import Finding
from pathway.rules.words import Level
from pathway.stories import Story, read

from .women import BOOKED, BORN, ENGLAND, ONE_DAY, WEEK, YEAR, mother, support, woman

LEVELS = {
    Level.NOW: {"no_support_planned", "treatment_slipping", "alone_after_separation", "no_lead", "she_says_less"},
    Level.WATCH: {"support_undated", "many_faces", "outcome_missing", "nothing_booked"},
}
A_DURATION = re.compile(r"\bfor \d+ (day|week|month)s?\b|\b\d+ (day|week|month)s? ago\b")
IN_FULL = re.compile(r"\d{1,2} [A-Z][a-z]+ (?!\d{4})")


def test_there_are_twenty_three_rules_each_with_its_own_code() -> None:
    assert len({rule.code for rule in ALL}) == len(ALL) == 23


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_each_has_its_level_and_one_sentence_to_sign(rule: Rule) -> None:
    expected = next((level for level, codes in LEVELS.items() if rule.code in codes), Level.SOON)
    assert rule.level == expected
    assert rule.sentence.endswith(".")
    assert "\n" not in rule.sentence


def test_nothing_is_said_before_the_booking_or_once_the_record_is_closed() -> None:
    closes = BORN + WEEK
    pathway = mother(closed=closes)
    assert judge(pathway, BOOKED - ONE_DAY, ENGLAND) == ((), BOOKED)
    assert judge(pathway, closes, ENGLAND) == ((), None)
    before = judge(pathway, closes - ONE_DAY, ENGLAND)
    assert before.findings
    assert before.changes_on == closes


def test_the_most_urgent_comes_first() -> None:
    asked = Request("nursery", "Nursery place", "Early help", BOOKED)
    findings = judge(mother(supports=(support(start=None),), requests=(asked,)), BORN + WEEK, ENGLAND).findings
    assert [finding.level for finding in findings] == sorted(finding.level for finding in findings)
    assert len({finding.level for finding in findings}) == 3


def test_a_verdict_that_only_news_can_change_has_no_day() -> None:
    quiet = judge(woman(), BORN + 5 * YEAR, ENGLAND)
    assert quiet.findings
    assert quiet.changes_on is None


def test_what_becomes_known_is_a_day_on_which_the_verdict_may_change() -> None:
    pathway = mother(homes=(Home(BORN + WEEK, with_her=True),))
    assert judge(pathway, BORN, ENGLAND).changes_on == BORN + WEEK


@pytest.fixture(scope="module")
def everything_said(root: Path) -> list[Finding]:
    """Every finding of every story, on the days on which something changes."""
    found: list[Finding] = []
    for file in sorted((root / "stories").rglob("*.yaml")):
        story = read(file)
        assert isinstance(story, Story)
        day: date | None = story.pathway.booked
        while day and day <= story.ends:
            findings, day = judge(story.pathway, day, ENGLAND)
            found += findings
    return found


def test_sentences_give_dates_in_full_and_no_durations_that_would_age(everything_said: list[Finding]) -> None:
    assert everything_said
    for finding in everything_said:
        assert not A_DURATION.search(finding.sentence), finding.sentence
        assert not [words for words in IN_FULL.findall(finding.sentence) if words.split()[1] in MONTHS], (
            finding.sentence
        )
        assert finding.sentence[0].isupper() or finding.sentence[0].isdigit()
        assert finding.sentence.endswith(".")


def test_each_finding_says_what_it_rests_on_the_next_step_and_what_closes_it(everything_said: list[Finding]) -> None:
    for finding in everything_said:
        assert finding.next_step.endswith(".")
        assert finding.closes_when.endswith(".")
        assert finding.evidence or finding.rule in {"no_lead", "no_support_planned"}, finding
