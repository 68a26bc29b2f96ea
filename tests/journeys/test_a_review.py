"""A review some weeks after the birth, with the perinatal social worker."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from pathway.actions import flags, handovers, plans
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import PHONE

pytestmark = pytest.mark.journey
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def ten_weeks_on(house: People, today: date) -> People:
    """The visits came until the birth seven weeks ago; since then the service cancelled most, and they end in a month."""
    visits = house.nadia.supports.get(every=7)
    make.a_birth(house.nadia, today - 7 * ONE_WEEK, today)
    for weeks in range(7, 0, -1):
        outcome = "delivered" if weeks in (7, 6) else "cancelled_by_service"
        make.a_contact(visits, today - weeks * ONE_WEEK, today, outcome)
    plans.change(support=visits, version=None, until=today + 4 * ONE_WEEK, by=None, today=today)
    handovers.offer(support=visits, to_service=house.nadia.team.service, by=None, today=today)
    flags.reassess([house.nadia], today=today)
    return house


@AND_WITHOUT_SCRIPT
def test_a_review_after_the_birth(begin: Begin, ten_weeks_on: People, today: date) -> None:
    walk = begin(ten_weeks_on.sol)
    pk = ten_weeks_on.nadia.pk

    # When Sol opens the review from her page
    walk.go(f"/women/{pk}/")
    walk.follow("Review her support")
    walk.look("review", "The support she gets")

    # then it shows what was promised and came, what ends, who has not answered, and what is open
    walk.reads("No review is recorded yet.", "Before the birth and since", "They have not answered.", "Open flags")
    ending = walk.page.get_by_role("region", name="What ends in the next eight weeks")
    expect(ending.or_(walk.page.locator("section", has_text="What ends in the next eight weeks"))).to_contain_text(
        "has not said yes yet"
    )
    walk.page.get_by_text("The same in figures").click()
    blocks = walk.page.get_by_role("table", name="Contacts that came")
    expect(blocks.get_by_role("row", name="Family support")).to_contain_text("of 4")

    # When a decision is begun without an owner, she is asked for it and loses nothing
    walk.follow("Record this review")
    walk.look("review-record", "Record this review")
    walk.write("Who took part", "Nadi, Fern and I")
    walk.write("What it came to", "The visits help when they come.")
    walk.write("Decision 1", "Name two workers who come in turn")
    walk.press("Save the review")
    assert walk.problems() == [
        "Decision 1: choose who does it.", "Decision 1: give the day by which it is done."]  # fmt: skip
    walk.look("review-record-problem", "Record this review")
    walk.page.get_by_label("Decision 1: who does it").select_option("Family support")
    walk.give_day("Decision 1: by when", today + ONE_WEEK)
    walk.press("Save the review")

    # then the review is kept with its figures, and the next one has a day
    walk.reads(
        "The review is kept.",
        "Took part: Nadi, Fern and I.",
        "As it stood: Family support",
        "Nothing has changed.",
    )
    walk.look("review-held", "The support she gets")

    # and the decision stands on her page until it is done
    walk.go(f"/women/{pk}/")
    walk.reads("Decided, and not done yet", "Name two workers who come in turn")
    walk.click(walk.page.get_by_role("link", name="Record what became of it"))
    walk.look("decision-done", "What became of this decision")
    walk.choose("Done, or no longer needed?", "It is done")
    walk.press("Save")
    walk.reads("Noted.")
    assert "Decided, and not done yet" not in walk.text()


def test_the_review_can_be_read_on_a_phone(begin: Begin, ten_weeks_on: People) -> None:
    walk = begin(ten_weeks_on.sol, size=PHONE)
    walk.go(f"/women/{ten_weeks_on.nadia.pk}/review/")
    walk.look("review-phone", "The support she gets")
