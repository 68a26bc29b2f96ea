"""The latest plan holds her view, and is given to her within seven days."""

from datetime import date

from pathway.rules.facts import Version

from .women import BOOKED, ONE_DAY, WEEK, breaches, days, sentence, woman

RULE = "her_view_missing"
AGREED = BOOKED + 3 * WEEK
NEXT = AGREED + 8 * WEEK


def with_her_view(agreed: date, given: date | None) -> Version:
    return Version(agreed, her_view=True, given_to_her=given)


def test_without_her_view_it_is_flagged_on_the_day_it_is_agreed() -> None:
    assert breaches(RULE, woman(versions=(Version(AGREED, given_to_her=AGREED),))) == [("plan", AGREED, None)]
    assert breaches(RULE, woman()) == []


def test_not_given_to_her_it_is_flagged_on_the_eighth_day() -> None:
    assert breaches(RULE, woman(versions=(with_her_view(AGREED, None),))) == [("plan", AGREED + days(8), None)]
    assert breaches(RULE, woman(versions=(with_her_view(AGREED, AGREED + days(8)),))) == []
    late = with_her_view(AGREED, AGREED + days(10))
    assert breaches(RULE, woman(versions=(late,))) == [("plan", AGREED + days(8), AGREED + days(9))]


def test_only_the_latest_version_counts() -> None:
    mended = woman(versions=(Version(AGREED), with_her_view(NEXT, NEXT)))
    assert breaches(RULE, mended) == [("plan", AGREED, NEXT - ONE_DAY)]
    worse = woman(versions=(with_her_view(AGREED, AGREED), Version(NEXT)))
    assert breaches(RULE, worse) == [("plan", NEXT, None)]


def test_of_two_agreed_on_one_day_the_later_listed_counts() -> None:
    good, bare = with_her_view(AGREED, AGREED), Version(AGREED)
    assert breaches(RULE, woman(versions=(bare, good))) == []
    assert breaches(RULE, woman(versions=(good, bare))) == [("plan", AGREED, None)]


def test_the_sentences() -> None:
    assert sentence(RULE, woman(versions=(Version(AGREED),)), NEXT) == (
        "The plan agreed on 22 September 2025 does not say how she sees it."
    )
    assert sentence(RULE, woman(versions=(with_her_view(AGREED, None),)), NEXT) == (
        "The plan agreed on 22 September 2025 has not been given to her."
    )
