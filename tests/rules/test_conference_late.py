"""A pre-birth conference: held six weeks before her due date, and booked four weeks before that."""

from pathway import packs
from pathway.rules.words import MeetingKind

from .women import BOOKED, DUE, ENDS, ONE_DAY, WEEK, breaches, days, found, meeting, mother, sentence, woman

RULE = "conference_late"
LIMIT = DUE - days(42)
BOOK_BY = LIMIT - days(28)


def test_not_booked_is_late_from_ten_weeks_before_her_due_date_until_she_has_given_birth() -> None:
    assert breaches(RULE, woman(conference_needed=True)) == [("", BOOK_BY, None)]
    assert breaches(RULE, mother(conference_needed=True)) == [("", BOOK_BY, DUE - days(2))]
    assert breaches(RULE, woman()) == []


def test_booked_for_the_limit_is_in_time_and_a_day_later_is_not() -> None:
    in_time = woman(conference_needed=True, meetings=(meeting(LIMIT, known=BOOKED),))
    assert breaches(RULE, in_time) == []
    late = woman(conference_needed=True, meetings=(meeting(LIMIT + ONE_DAY, known=BOOKED),))
    assert breaches(RULE, late) == [("", BOOKED, LIMIT + ONE_DAY)]


def test_the_earliest_that_is_known_counts_and_only_initial_conferences() -> None:
    known = BOOK_BY + WEEK
    late, early = meeting(LIMIT + WEEK, known=BOOKED, key="late"), meeting(LIMIT, known=known, key="early")
    assert breaches(RULE, woman(conference_needed=True, meetings=(late, early))) == [("", BOOKED, known - ONE_DAY)]
    review = meeting(LIMIT, MeetingKind.REVIEW_CONFERENCE, known=BOOKED)
    assert breaches(RULE, woman(conference_needed=True, meetings=(review,))) == [("", BOOK_BY, None)]


def test_one_that_is_called_off_is_none() -> None:
    off = BOOK_BY + WEEK
    cancelled = meeting(LIMIT, known=BOOKED, cancelled=off)
    assert breaches(RULE, woman(conference_needed=True, meetings=(cancelled,))) == [("", off, None)]


def test_scotland_holds_it_by_twenty_eight_weeks() -> None:
    pathway = woman(conference_needed=True)
    assert breaches(RULE, pathway, ENDS, packs.load("scotland")) == [("", DUE - days(84 + 28), None)]


def test_the_sentences() -> None:
    assert sentence(RULE, woman(conference_needed=True), LIMIT) == (
        "No initial conference is booked. The last day that leaves her time to prepare: 27 January 2026."
    )
    late = woman(conference_needed=True, meetings=(meeting(LIMIT + WEEK, known=BOOKED),))
    assert sentence(RULE, late, LIMIT) == (
        "The initial conference on 3 February 2026 is later than 27 January 2026, the last day that leaves her time to prepare."
    )


def test_what_to_do_next_never_names_a_day_that_is_past() -> None:
    none, late = (
        woman(conference_needed=True),
        woman(conference_needed=True, meetings=(meeting(LIMIT + WEEK, known=BOOKED),)),
    )
    for pathway, then in (
        (none, "Book the conference for the earliest day there is. Tell her."),
        (late, "Look whether an earlier day can be found. Tell her."),
    ):
        in_time, past = (found(RULE, pathway, day)[0] for day in (LIMIT, LIMIT + ONE_DAY))
        assert in_time.next_step.startswith("Book the conference for a day by 27 January 2026,")
        assert past.next_step == then
        assert past.closes_when == "The conference has been held, or her baby is born."
