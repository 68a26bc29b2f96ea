"""Two things on one day that need her, have no outcome, and overlap by at least a minute."""

from typing import Any

from pathway.rules.facts import Contact

from .women import BOOKED, ONE_DAY, WEEK, breaches, contact, meeting, sentence, support, woman

RULE = "appointments_clash"
DAY = BOOKED + 10 * WEEK
NAME = DAY.isoformat()
NINE, TEN = 9 * 60, 10 * 60
SUPPORTS = (support(), support("other", service="Midwives"))


def at_nine(**said: Any) -> Contact:
    return contact(DAY, None)._replace(**({"at": NINE, "minutes": 60} | said))


def at_ten(**said: Any) -> Contact:
    return contact(DAY, None, "other")._replace(**({"at": TEN, "minutes": 30} | said))


def test_one_that_begins_as_the_other_ends_does_not_overlap() -> None:
    assert breaches(RULE, woman(supports=SUPPORTS, contacts=(at_nine(), at_ten()))) == []
    assert breaches(RULE, woman(supports=SUPPORTS, contacts=(at_ten(), at_nine()))) == []
    assert breaches(RULE, woman(supports=SUPPORTS, contacts=(at_nine(minutes=61), at_ten()))) == [
        (NAME, DAY - 2 * WEEK, DAY)
    ]


def test_one_inside_the_other_overlaps() -> None:
    pathway = woman(supports=SUPPORTS, contacts=(at_nine(minutes=180), at_ten()))
    assert breaches(RULE, pathway) == [(NAME, DAY - 2 * WEEK, DAY)]
    assert sentence(RULE, pathway, DAY) == (
        "On 10 November 2025 she is asked to be in two places at once: 2 appointments that overlap begin at 09:00 and 10:00."
    )


def test_without_a_time_or_a_length_or_a_need_of_her_nothing_clashes() -> None:
    for other in (at_ten(at=None), at_ten(minutes=None), at_ten(needs_her=False)):
        assert breaches(RULE, woman(supports=SUPPORTS, contacts=(at_nine(minutes=180), other))) == []


def test_another_day_does_not_clash() -> None:
    tomorrow = at_ten()._replace(day=DAY + ONE_DAY)
    assert breaches(RULE, woman(supports=SUPPORTS, contacts=(at_nine(minutes=180), tomorrow))) == []


def test_an_outcome_on_the_day_ends_it() -> None:
    kept = at_ten()._replace(outcome=contact(DAY).outcome)
    pathway = woman(supports=SUPPORTS, contacts=(at_nine(minutes=180), kept))
    assert breaches(RULE, pathway) == [(NAME, DAY - 2 * WEEK, DAY - ONE_DAY)]


def test_a_meeting_has_no_outcome_and_clashes_until_it_is_called_off() -> None:
    conference = meeting(DAY, at=TEN, minutes=60)
    pathway = woman(supports=SUPPORTS, contacts=(at_nine(minutes=90),), meetings=(conference,))
    assert breaches(RULE, pathway) == [(NAME, DAY - 2 * WEEK, DAY)]
    off = pathway._replace(meetings=(conference._replace(cancelled=DAY - WEEK),))
    assert breaches(RULE, off) == [(NAME, DAY - 2 * WEEK, DAY - WEEK - ONE_DAY)]
