"""A contact within fourteen days that lacks help which she said at booking she needs."""

from pathway.rules.words import Help, Mode

from .women import BOOKED, MISSED, ONE_DAY, WEEK, breaches, contact, sentence, support, woman

RULE = "ask_without_help"
DAY = BOOKED + 10 * WEEK
CHILDCARE, INTERPRETER = frozenset({Help.CHILDCARE}), frozenset({Help.INTERPRETER})
CLINIC = contact(DAY, None, mode=Mode.CLINIC, known=BOOKED)
OPEN = [("visits", DAY - 2 * WEEK, DAY)]


def test_a_clinic_without_childcare_is_flagged_for_fourteen_days() -> None:
    pathway = woman(needs=CHILDCARE, supports=(support(),), contacts=(CLINIC,))
    assert breaches(RULE, pathway) == OPEN
    assert sentence(RULE, pathway, DAY) == (
        "Family support asks her to come on 10 November 2025 and has not arranged the help she needs: childcare."
    )


def test_with_the_help_or_without_the_need_it_is_not() -> None:
    helped = CLINIC._replace(help=CHILDCARE)
    assert breaches(RULE, woman(needs=CHILDCARE, supports=(support(),), contacts=(helped,))) == []
    assert breaches(RULE, woman(needs=frozenset(), supports=(support(),), contacts=(CLINIC,))) == []
    other_help = CLINIC._replace(help=frozenset({Help.TRANSPORT}))
    assert breaches(RULE, woman(needs=CHILDCARE, supports=(support(),), contacts=(other_help,))) == OPEN


def test_childcare_and_transport_are_for_places_that_she_travels_to_and_an_interpreter_for_all() -> None:
    for mode in (Mode.HOME, Mode.PHONE, Mode.VIDEO):
        visit = CLINIC._replace(mode=mode)
        needs = frozenset({Help.CHILDCARE, Help.TRANSPORT})
        assert breaches(RULE, woman(needs=needs, supports=(support(),), contacts=(visit,))) == []
        assert breaches(RULE, woman(needs=INTERPRETER, supports=(support(),), contacts=(visit,))) == OPEN


def test_an_outcome_on_the_day_ends_it_and_what_does_not_need_her_asks_nothing() -> None:
    missed = CLINIC._replace(outcome=MISSED)
    pathway = woman(needs=CHILDCARE, supports=(support(),), contacts=(missed,))
    assert breaches(RULE, pathway) == [("visits", DAY - 2 * WEEK, DAY - ONE_DAY)]
    without_her = CLINIC._replace(needs_her=False)
    assert breaches(RULE, woman(needs=CHILDCARE, supports=(support(),), contacts=(without_her,))) == []


def test_contacts_in_a_row_are_one_flag() -> None:
    contacts = (CLINIC, CLINIC._replace(day=DAY + 2 * WEEK), CLINIC._replace(day=DAY + 5 * WEEK))
    assert breaches(RULE, woman(needs=CHILDCARE, supports=(support(),), contacts=contacts)) == [
        ("visits", DAY - 2 * WEEK, DAY + 2 * WEEK),
        ("visits", DAY + 3 * WEEK, DAY + 5 * WEEK),
    ]
