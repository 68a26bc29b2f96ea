"""Treatment in its first 84 days: more than fourteen days since the last contact, or since it was to begin, and no pause."""

from pathway.rules.words import Kind

from .women import BOOKED, ONE_DAY, WEEK, breaches, contact, days, pause, sentence, support, woman

RULE = "treatment_slipping"
TREATMENT = support(treatment=True)
SLIPS = BOOKED + days(15)
LAST_DAY = BOOKED + days(84)


def test_it_is_open_from_the_fifteenth_day_to_the_eighty_fourth() -> None:
    assert breaches(RULE, woman(supports=(TREATMENT,))) == [("visits", SLIPS, LAST_DAY)]
    assert breaches(RULE, woman(supports=(support(),))) == []


def test_a_contact_every_fourteen_days_holds_it_and_every_fifteen_does_not() -> None:
    held = tuple(contact(BOOKED + days(gone)) for gone in range(0, 85, 14))
    assert breaches(RULE, woman(supports=(TREATMENT,), contacts=held)) == []
    once = (contact(BOOKED + days(16)), *(contact(BOOKED + days(gone)) for gone in range(30, 85, 14)))
    assert breaches(RULE, woman(supports=(TREATMENT,), contacts=once)) == [("visits", SLIPS, SLIPS)]


def test_a_contact_before_it_began_is_not_treatment() -> None:
    early = contact(BOOKED + WEEK)
    later = TREATMENT._replace(start=BOOKED + 2 * WEEK)
    spells = breaches(RULE, woman(supports=(later,), contacts=(early,)))
    assert spells == [("visits", BOOKED + days(14 + 15), BOOKED + days(14 + 84))]


def test_a_pause_holds_it_while_any_of_its_days_lies_in_the_last_fourteen() -> None:
    paused = TREATMENT._replace(pauses=pause(BOOKED + days(20), BOOKED + days(22)))
    assert breaches(RULE, woman(supports=(paused,))) == [
        ("visits", SLIPS, BOOKED + days(19)),
        ("visits", BOOKED + days(22 + 15), LAST_DAY),
    ]


def test_it_ends_with_the_support_and_whatever_its_kind() -> None:
    checked = TREATMENT._replace(kind=Kind.CHECK, until=BOOKED + days(30))
    assert breaches(RULE, woman(supports=(checked,))) == [("visits", SLIPS, BOOKED + days(30))]


def test_the_sentence_says_since_when() -> None:
    pathway = woman(supports=(TREATMENT,), contacts=(contact(BOOKED + WEEK),))
    assert sentence(RULE, pathway, BOOKED + 5 * WEEK) == (
        "Treatment from Family support has not reached her since 8 September 2025, in its first three months."
    )
    assert sentence(RULE, woman(supports=(TREATMENT,)), SLIPS + ONE_DAY) == (
        "Treatment from Family support has not reached her since it was to begin on 1 September 2025, "
        "in its first three months."
    )
