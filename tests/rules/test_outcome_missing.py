"""An outcome is recorded within three days; looked at until sixty days after the contact."""

from .women import BOOKED, MISSED, WEEK, breaches, contact, days, sentence, support, woman

RULE = "outcome_missing"
DAY = BOOKED + 10 * WEEK
OPEN = contact(DAY, None)


def test_it_is_flagged_from_the_fourth_day_to_the_sixtieth() -> None:
    pathway = woman(supports=(support(),), contacts=(OPEN,))
    assert breaches(RULE, pathway) == [("visits", DAY + days(4), DAY + days(60))]
    assert breaches(RULE, woman(supports=(support(),), contacts=(contact(DAY, MISSED),))) == []


def test_contacts_in_a_row_are_one_flag() -> None:
    pathway = woman(supports=(support(),), contacts=(OPEN, contact(DAY + 8 * WEEK, None)))
    assert breaches(RULE, pathway) == [("visits", DAY + days(4), DAY + 8 * WEEK + days(60))]
    later = woman(supports=(support(),), contacts=(OPEN, contact(DAY + days(58), None)))
    assert breaches(RULE, later) == [
        ("visits", DAY + days(4), DAY + days(60)),
        ("visits", DAY + days(62), DAY + days(118)),
    ]


def test_each_support_has_its_own() -> None:
    supports = (support(), support("other"))
    pathway = woman(supports=supports, contacts=(OPEN, contact(DAY + WEEK, None, "other")))
    assert [about for about, _, _ in breaches(RULE, pathway)] == ["visits", "other"]


def test_the_sentence_names_the_days() -> None:
    pathway = woman(supports=(support(),), contacts=(OPEN, contact(DAY + WEEK, None)))
    assert sentence(RULE, pathway, DAY + 3 * WEEK) == (
        "Family support has not recorded what became of 2 contacts (10 November 2025 and 17 November 2025)."
    )
