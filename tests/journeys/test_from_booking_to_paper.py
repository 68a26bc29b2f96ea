"""A woman is booked, says what matters, services promise, she agrees the plan, and it is printed."""

from datetime import date, timedelta

import pytest

from pathway.actions import assessments
from pathway.models import Pregnancy, ServiceKind
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import Walk

pytestmark = pytest.mark.journey
ONE_WEEK = timedelta(weeks=1)
MATTERS = "That the baby and I stay together."


@AND_WITHOUT_SCRIPT
def test_a_woman_is_booked_and_goes_home_with_her_plan(begin: Begin, house: People, today: date) -> None:
    trust = house.nadia.team.service.trust
    kim = make.a_worker(trust.services.get(kind=ServiceKind.DRUG_AND_ALCOHOL), "Kim Example")
    walk = begin(house.asha)

    # When Asha books Rosie
    walk.go("/")
    walk.follow("Book a woman")
    walk.look("book", "Book a woman")
    walk.write("Full name", "Rosie Example")
    walk.write("What she likes to be called", "Ro")
    walk.write("NHS number", "999 000 0018")
    walk.give_day("Due date (EDD)", today + 26 * ONE_WEEK)
    walk.press("Save and open her record")
    walk.reads("She is booked.")
    walk.look("conversation-new", "The booking conversation")

    # asks what matters to her, and stops there for today
    walk.press("Begin with what matters to her")
    walk.write("Her words", MATTERS)
    walk.press("Save and stop for today")
    walk.reads("What she said is saved.", MATTERS)
    walk.follow("Back to her page")
    walk.reads("Nothing has been promised yet.", "1 of 14 asked")
    walk.look("her-page-new", "Ro")

    # and notes a promise
    walk.follow("Add a promise")
    walk.look("promise", "Add a promise")
    promise(walk, kim.name, today)
    walk.reads("The promise is noted. The service can now see her page.")

    # then she agrees the plan, and the page says what comes next
    walk.follow("Agree the plan with her")
    walk.look("agree", "Agree the plan with her")
    walk.reads("Visit you at home, every week", "promised support falls from 1 a week to nothing")
    walk.choose("Her view", "In her own words")
    walk.write("What she says about it, in her own words", "I want Kim to stay.")
    walk.press("Agree this plan")
    walk.reads("Version 1 is agreed. Next: print it and give it to her.", "I want Kim to stay.")
    walk.look("her-page-agreed", "Ro")

    # The paper holds the promise and her words, and nothing that gives her away
    walk.follow("Print her plan")
    plan = walk.save_pdf("Look at it as it would print today")
    walk.follow("Back to her page")
    assert "Kim Example from The Harbour will visit you at home every week" in plan
    assert MATTERS in plan
    assert not [word for word in ("drug", "alcohol", "substance") if word in plan.lower()]

    # and that she has it is on record, in a way that she says is safe
    rosie = Pregnancy.objects.get(mother__name="Rosie Example")
    assessments.record_safe_contact(
        pregnancy=rosie, route="by_hand", safe=True, answered_on=today, by=house.asha, today=today
    )
    walk.click(walk.page.get_by_role("link", name="Record that it was given to her"))
    walk.look("give", "Version 1: given to her")
    walk.press("Save")
    walk.reads("Noted: she has her copy.", "Given to her")


def promise(walk: Walk, worker: str, today: date) -> None:
    """Weekly visits at home by the drug and alcohol service, from today for a half-year."""
    walk.field("Service").select_option("Drug and alcohol service")
    walk.field("Which worker").select_option(f"{worker}, Drug and alcohol service")
    walk.write("What they will do, in words she would use", "visit you at home")
    walk.choose("How often", "Every week")
    walk.give_day("Last day", today + 26 * ONE_WEEK)
    walk.press("Add the promise")
