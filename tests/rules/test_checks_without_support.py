"""Two checks and no support in the last 28 days, from four weeks after the birth to a year after it."""

from datetime import date

from pathway.rules.facts import Contact
from pathway.rules.words import Kind

from .women import BORN, CANCELLED, ONE_DAY, WEEK, YEAR, breaches, contact, days, mother, run, sentence, support

RULE = "checks_without_support"
SUPPORTS = (support(), support("check", service="Social work", kind=Kind.CHECK))
DAY = BORN + 10 * WEEK


def check(day: date) -> Contact:
    return contact(day, key="check")


def test_two_checks_are_seen_from_the_day_after_the_second_until_the_first_is_four_weeks_old() -> None:
    pathway = mother(supports=SUPPORTS, contacts=(check(DAY), check(DAY + WEEK)))
    assert breaches(RULE, pathway) == [("", DAY + WEEK + ONE_DAY, DAY + days(28))]
    assert sentence(RULE, pathway, DAY + days(20)) == (
        "2 checks took place (18 May 2026 and 25 May 2026), and no support for her has reached her in that time."
    )
    assert breaches(RULE, mother(supports=SUPPORTS, contacts=(check(DAY),))) == []


def test_checks_twenty_eight_days_apart_are_never_in_one_view() -> None:
    assert breaches(RULE, mother(supports=SUPPORTS, contacts=(check(DAY), check(DAY + days(28))))) == []
    apart = mother(supports=SUPPORTS, contacts=(check(DAY), check(DAY + days(27))))
    assert breaches(RULE, apart) == [("", DAY + days(28), DAY + days(28))]


def test_support_holds_it_from_the_day_after_for_four_weeks() -> None:
    checks = run(DAY, DAY + 12 * WEEK, key="check")
    helped = contact(DAY + 3 * WEEK)
    assert breaches(RULE, mother(supports=SUPPORTS, contacts=(*checks, helped))) == [
        ("", DAY + WEEK + ONE_DAY, DAY + 3 * WEEK),
        ("", DAY + 3 * WEEK + days(29), DAY + 11 * WEEK + days(28)),
    ]
    both = (SUPPORTS[0]._replace(kind=Kind.BOTH), SUPPORTS[1])
    assert len(breaches(RULE, mother(supports=both, contacts=(*checks, helped)))) == 2
    cancelled = contact(DAY + 3 * WEEK, CANCELLED)
    assert len(breaches(RULE, mother(supports=SUPPORTS, contacts=(*checks, cancelled)))) == 1


def test_two_contacts_of_one_day_do_not_hide_the_one_before() -> None:
    checks = run(DAY, DAY + 4 * WEEK, key="check")
    twice = (contact(DAY - ONE_DAY), contact(DAY + days(27)), contact(DAY + days(27)))
    assert breaches(RULE, mother(supports=SUPPORTS, contacts=(*checks, *twice))) == []


def test_it_speaks_from_four_weeks_after_the_birth_to_a_year_after() -> None:
    pathway = mother(supports=SUPPORTS, contacts=run(BORN, BORN + YEAR + 4 * WEEK, key="check"))
    assert breaches(RULE, pathway) == [("", BORN + 4 * WEEK, BORN + YEAR)]


def test_the_last_day_of_the_year_counts() -> None:
    last = BORN + YEAR
    for second, spells in ((last - ONE_DAY, [("", last, last)]), (last, [])):
        pathway = mother(supports=SUPPORTS, contacts=(check(second - days(3)), check(second)))
        assert breaches(RULE, pathway) == spells
