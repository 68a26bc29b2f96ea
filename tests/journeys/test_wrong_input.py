"""Wrong input, as a new user gives it: each is answered by a sentence that says what to mend, and nothing typed is lost."""

from datetime import date, timedelta

import pytest

from tests.people import People

from .conftest import Begin
from .walk import Walk

pytestmark = pytest.mark.journey
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
HUGE = "She said a great deal. " * 5000


def boxes(day: date) -> tuple[str, ...]:
    """A date as it stands in its boxes."""
    return str(day.day), str(day.month), str(day.year)


@pytest.fixture
def walk(begin: Begin, house: People) -> Walk:
    """Asha at her desk."""
    return begin(house.asha)


def test_a_contact_in_the_future_cannot_have_happened(walk: Walk, house: People, today: date) -> None:
    walk.go(f"/women/{house.nadia.pk}/contact/")
    walk.page.get_by_label("Family support: visit you at home").check()
    walk.give_day("Day of the contact", today + ONE_WEEK)
    walk.page.get_by_label("It happened").check()
    walk.write("What did she say matters?", "She liked the visit.")
    walk.press("Save")
    (said,) = walk.problems()
    assert said.startswith("A contact with an outcome cannot be in the future. Give ")
    assert walk.typed_day("Day of the contact") == boxes(today + ONE_WEEK)
    assert walk.page.get_by_label("It happened").is_checked()
    assert walk.field("What did she say matters?").input_value() == "She liked the visit."
    walk.look("wrong-contact", "Record a contact")


def test_a_birth_cannot_be_before_the_booking(walk: Walk, house: People) -> None:
    before = house.nadia.booked - ONE_DAY
    walk.go(f"/women/{house.nadia.pk}/birth/")
    walk.give_day("Day of the birth", before)
    walk.write("Baby’s name", "Tay")
    walk.press("Go on: see which dates change")
    (said,) = walk.problems()
    assert said.startswith("The birth cannot be before the booking on ")
    assert walk.typed_day("Day of the birth") == boxes(before)
    assert walk.field("Baby’s name").input_value() == "Tay"
    walk.look("wrong-birth", "Record the birth")


def test_a_support_cannot_end_before_it_starts(walk: Walk, house: People, today: date) -> None:
    walk.go(f"/women/{house.nadia.pk}/promise/")
    walk.field("Service").select_option("Family support")
    walk.write("What they will do, in words she would use", "help with the cot")
    walk.give_day("First day", today)
    walk.give_day("Last day", today - ONE_DAY)
    walk.press("Add the promise")
    (said,) = walk.problems()
    assert said.startswith("This support ends before it starts. Give ")
    assert walk.typed_day("Last day") == boxes(today - ONE_DAY)
    assert walk.field("What they will do, in words she would use").input_value() == "help with the cot"
    walk.look("wrong-promise", "Add a promise")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("12345", "An NHS number has 10 digits, like 999 123 4567. Check it, or leave it out for now."),
        ("999 000 0019", "This is not a valid NHS number: its last digit does not fit. Check each digit."),
    ],
)
def test_an_nhs_number_of_the_wrong_form(walk: Walk, today: date, number: str, sentence: str) -> None:
    walk.go("/women/book/")
    walk.write("Full name", "Rosie Example")
    walk.write("NHS number", number)
    walk.give_day("Due date (EDD)", today + 20 * ONE_WEEK)
    walk.press("Save and open her record")
    assert walk.problems() == [sentence]
    assert walk.field("NHS number").input_value() == number
    assert walk.field("Full name").input_value() == "Rosie Example"
    assert walk.typed_day("Due date (EDD)") == boxes(today + 20 * ONE_WEEK)
    walk.look("wrong-number", "Book a woman")


def test_a_huge_text_is_not_lost(walk: Walk, house: People) -> None:
    walk.go(f"/women/{house.nadia.pk}/conversation/matters/")
    walk.write("Her words", HUGE)
    walk.press("Save and go on")
    (said,) = walk.problems()
    assert "shorten this to 4,000 characters" in said
    kept = walk.field("Her words").input_value()
    assert len(kept) == len(HUGE)
    walk.look("wrong-needs", "What matters to her")


def test_an_empty_form_asks_for_what_it_needs(walk: Walk, house: People) -> None:
    walk.go(f"/women/{house.nadia.pk}/contact/")
    walk.press("Save")
    assert walk.problems() == ["Choose which support it was.", "Choose what happened."]
    walk.page.locator(".nhsuk-error-summary a").last.click()
    assert walk.page.get_by_label("It happened").evaluate("it => it === document.activeElement")
    walk.look("wrong-empty", "Record a contact")
