"""From booking to an agreed plan: a template, the fall it leaves, what fills it, and what changed since version 1."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from pathway.models import PlanVersion, Pregnancy
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import PHONE, Walk

pytestmark = pytest.mark.journey
ONE_WEEK = timedelta(weeks=1)
FALLS = "promised support falls from"
STEADY = "Promised support does not drop suddenly"


@pytest.fixture
def rosie(house: People, today: date) -> Pregnancy:
    """A woman booked a week ago, of whom nothing is planned yet."""
    due = today + 26 * ONE_WEEK
    return make.a_pregnancy(house.nadia.team, today, name="Rosie Example", booked=today - ONE_WEEK, due=due)


@AND_WITHOUT_SCRIPT
def test_a_plan_grows_from_a_template_to_an_agreement(
    begin: Begin, house: People, rosie: Pregnancy, today: date
) -> None:
    walk = begin(house.asha)
    plan = f"/women/{rosie.pk}/plan/build/"

    # Given an empty plan
    walk.go(plan)
    walk.look("plan-empty", "Her plan")
    walk.reads("Nothing is noted yet of what she wants.", "Nothing regular is promised for the year after the birth.")

    # when Asha starts from the family team's template, but leaves out what comes after three months
    walk.follow("Start from a template")
    walk.page.get_by_label("Family support", exact=True).check()
    walk.press("Show what they usually promise")
    walk.look("plan-template", "Start from a template")
    walk.reads(STEADY)
    walk.page.get_by_role("group", name="Visit you at home Family support").last.get_by_label("Promise this").uncheck()
    walk.press("Show what this would do")

    # then she sees the fall before anything is saved
    walk.reads(FALLS)
    assert not rosie.supports.exists()
    walk.look("plan-template-falls", "Start from a template")
    walk.press("Save the ticked promises")
    walk.reads("2 promises are noted.", FALLS)

    # and it is agreed so, with her own view
    wants(walk, today)
    agree(walk, "I am not sure who comes in the autumn.")
    walk.reads("Version 1 is agreed.")

    # When the health visitor's promise fills it, the picture says so while it is being written
    walk.go(plan)
    walk.look("plan-falls", "Her plan")
    walk.click(walk.page.locator("#promised").get_by_role("link", name="Add a promise"))
    walk.field("Service").select_option("Children's social work")
    walk.give_day("First day", rosie.due)
    if not walk.script:
        walk.press("Show what this would do")
    walk.reads("With what is written here, not saved yet.", STEADY)
    walk.look("plan-promise", "Add a promise")
    walk.press("Add the promise")
    walk.reads(STEADY)

    # then the two versions stand side by side
    agree(walk, "That is better.")
    walk.go(plan)
    walk.follow("What changed since version 2")
    walk.page.get_by_label("Before").select_option("1")
    walk.page.get_by_label("After").select_option("2")
    walk.press("Compare")
    walk.look("plan-compare", "Versions side by side")
    expect(walk.page.get_by_role("row").filter(has_text="Added").first).to_contain_text("Children's social work")
    assert [version.number for version in PlanVersion.objects.filter(pregnancy=rosie)] == [1, 2]
    walk.go(f"/plans/{PlanVersion.objects.get(pregnancy=rosie, number=1).pk}/")
    walk.look("plan-version", "Version 1")
    walk.reads("I am not sure who comes in the autumn.", FALLS, "My own front door")


def wants(walk: Walk, today: date) -> None:
    """What she wants, who does what about it, and what is asked of her with the help that makes it possible."""
    walk.follow("Add what she wants")
    walk.look("plan-aim", "Add something she wants")
    walk.write("What she wants", "My own front door")
    walk.choose("What it is about", "My home")
    walk.press("Save")
    walk.click(walk.page.locator("#actions").get_by_role("link", name="Add an action"))
    walk.write("What is to be done", "write to the council")
    walk.field("Who does it").select_option("Family support")
    walk.give_day("By when", today + ONE_WEEK)
    walk.look("plan-action", "Add an action")
    walk.press("Save")
    walk.follow("Add something asked of her")
    walk.write("What is asked of her", "see the midwife every two weeks")
    walk.choose("How binding it is", "Required")
    walk.press("Save")
    walk.reads("A requirement says who requires it, and on what authority.")
    walk.look("plan-ask-refused", "Add something asked of her")
    walk.choose("How binding it is", "Agreed together")
    walk.press("Save")
    walk.reads("No help yet makes this possible.", "Agreed together")


def agree(walk: Walk, words: str) -> None:
    """Read it through with her, and agree it with her own view."""
    walk.follow("Read it with her and agree it")
    walk.look("plan-agree", "Agree the plan with her")
    walk.choose("Her view", "In her own words")
    walk.write("What she says about it, in her own words", words)
    walk.press("Agree this plan")


def test_the_year_can_be_read_on_a_phone_and_with_a_button(begin: Begin, house: People) -> None:
    walk = begin(house.asha, size=PHONE)
    walk.go(f"/women/{house.nadia.pk}/plan/build/")
    walk.look("plan-phone", "Her plan")
    walk.page.get_by_text("The same in words").click()
    walk.look("plan-phone-words", "Her plan")
    walk.reads("a week")
    visits = house.nadia.supports.get(every=7)
    walk.go(f"/supports/{visits.pk}/change/?from=plan")
    walk.press("Show what this would do")
    walk.reads("With what is written here, not saved yet.")
    walk.look("plan-phone-change", "Change the promise of Family support")
