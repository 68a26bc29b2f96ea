"""The report reaches her three days before a conference, and the minutes within twenty days of a meeting."""

import pytest

from pathway import packs
from pathway.rules.words import MeetingKind

from .women import BOOKED, ENDS, WEEK, breaches, days, meeting, sentence, woman

RULE = "papers_not_shared"
DAY = BOOKED + 10 * WEEK
REPORT = ("meeting", DAY - days(2), DAY)
MINUTES = ("meeting", DAY + days(21), DAY + days(90))


def test_both_papers_of_a_conference_are_looked_at() -> None:
    assert breaches(RULE, woman(meetings=(meeting(DAY),))) == [REPORT, MINUTES]
    review = meeting(DAY, MeetingKind.REVIEW_CONFERENCE)
    assert breaches(RULE, woman(meetings=(review,))) == [REPORT, MINUTES]


def test_of_a_core_group_only_the_minutes_and_of_other_meetings_nothing() -> None:
    assert breaches(RULE, woman(meetings=(meeting(DAY, MeetingKind.CORE_GROUP),))) == [MINUTES]
    for kind in (MeetingKind.DISCHARGE_PLANNING, MeetingKind.OTHER):
        assert breaches(RULE, woman(meetings=(meeting(DAY, kind),))) == []


def test_shared_three_days_before_is_in_time_and_two_is_late() -> None:
    in_time = meeting(DAY, report_shared=DAY - days(3), minutes_shared=DAY + days(20))
    assert breaches(RULE, woman(meetings=(in_time,))) == []
    late = meeting(DAY, report_shared=DAY - days(1), minutes_shared=DAY + days(22))
    assert breaches(RULE, woman(meetings=(late,))) == [
        ("meeting", DAY - days(2), DAY - days(2)),
        ("meeting", DAY + days(21), DAY + days(21)),
    ]


@pytest.mark.parametrize(("pack", "within"), [("england", 20), ("scotland", 14), ("wales", 20)])
def test_each_country_has_its_own_time_for_minutes(pack: str, within: int) -> None:
    group = woman(meetings=(meeting(DAY, MeetingKind.CORE_GROUP),))
    spells = breaches(RULE, group, ENDS, packs.load(pack))
    assert spells == [("meeting", DAY + days(within + 1), DAY + days(90))]


def test_the_sentences() -> None:
    pathway = woman(meetings=(meeting(DAY),))
    report, minutes = sentence(RULE, pathway, DAY), sentence(RULE, pathway, DAY + 4 * WEEK)
    assert report == "The report of the initial conference on 10 November 2025 has not been shared with her."
    assert minutes == "The minutes of the initial conference on 10 November 2025 have not been shared with her."
