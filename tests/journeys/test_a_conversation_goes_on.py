"""A woman booked late is asked in her own order: one step is left, one declined, and it goes on at another device."""

from datetime import date, timedelta

import pytest

from pathway.models import PracticalRequest, Pregnancy, ServiceKind
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import PHONE, Walk

pytestmark = pytest.mark.journey
ONE_WEEK = timedelta(weeks=1)
MATTERS = "That the baby and I stay together."
BARRIER = "Nobody told me where to ring."


@AND_WITHOUT_SCRIPT
def test_the_conversation_goes_on_where_it_was_left(begin: Begin, house: People, today: date) -> None:
    asha = begin(house.asha)

    # Given Rosie, who is booked at 20 weeks
    asha.go("/women/book/")
    asha.write("Full name", "Rosie Example")
    asha.write("What she likes to be called", "Ro")
    asha.give_day("Due date (EDD)", today + 20 * ONE_WEEK)
    asha.press("Save and open her record")
    rosie = Pregnancy.objects.get(mother__name="Rosie Example")

    # When Asha begins, with the keyboard alone, each step says why it is asked and who will see it
    asha.press("Begin with what matters to her")
    asha.reads("Why we ask", "Who will see it", "Today: Midwifery.")
    asha.look("talk-matters", "What matters to her")
    asha.tab_to(asha.field("Her words"))
    asha.page.keyboard.type(MATTERS)
    asha.enter(asha.page.get_by_role("button", name="Save and go on"))
    asha.page.get_by_role("heading", name="What is going well").first.wait_for()

    # one step is left for another time, and one she would rather not say
    asha.press("Ask another time")
    asha.look("talk-people", "Who is around her")
    asha.write("Name, or what she calls them", "Jo")
    asha.write("Who they are to her", "my sister")
    asha.press("Add, and stay here")
    asha.reads("Jo")
    asha.press("Save and go on")
    asha.look("talk-late", "Coming to us")
    asha.reads("Nobody holds it against you.")
    asha.write("Her words", BARRIER)
    asha.press("Save and go on")
    asha.look("talk-home", "Home")
    asha.press("She would rather not say")
    asha.page.get_by_role("heading", name="Money and plans").wait_for()
    asha.press("Save and stop for today")

    # then the page says how far it has come
    asha.reads("4 of 14 asked.", MATTERS, BARRIER, "She would rather not say", "Jo, my sister")
    asha.look("talk-so-far", "The booking conversation")

    # When Ben goes on with it on a phone
    ben = begin(house.ben, size=PHONE)
    ben.go(f"/women/{rosie.pk}/")
    ben.follow("Go on with the conversation")
    ben.reads("4 of 14 asked.", MATTERS)
    ben.press("Go on with “What is going well”")
    ben.write("Her words", "I cook every day.")
    ben.press("Save and go on")
    ben.page.get_by_role("heading", name="What is going well").wait_for(state="detached")
    ben.go(f"/women/{rosie.pk}/conversation/getting-there/")
    ben.look("talk-getting-there", "Getting to places")
    ben.page.get_by_role("group", name="Would help with this be good?").first.get_by_label("Yes").check()
    ben.press("Save and go on")
    ben.look("talk-meeting", "Meeting safely")
    ben.choose("Phone", "Safe")
    ben.press("Save and go on")
    ben.write("Her words", "Epilepsy, and I sleep badly.")
    ben.press("Save and go on")
    talk_of_alcohol(ben)
    talk_of_safety(ben, rosie)

    # then the family support worker sees what is for her, and nothing else
    family_support_sees_only_needs(begin, house, rosie, today)


def talk_of_alcohol(walk: Walk) -> None:
    """She names two things, and what she wants for herself with each."""
    walk.look("talk-substances", "Alcohol and drugs")
    walk.page.get_by_label("Alcohol", exact=True).check()
    walk.page.get_by_label("Cigarettes or vaping", exact=True).check()
    walk.press("Save and go on")
    walk.look("talk-alcohol", "Alcohol")
    walk.page.get_by_label("Less", exact=True).check()
    walk.write("Her words", "Not on my own in the evening.")
    walk.press("Save and go on")
    walk.page.get_by_label("Not decided", exact=True).check()
    walk.press("Save and go on")
    walk.reads("Her own goal: less", "Her own goal: not decided")


def talk_of_safety(walk: Walk, rosie: Pregnancy) -> None:
    """First she is not alone, and nothing is asked; then she is."""
    walk.go(f"/women/{rosie.pk}/conversation/safety/")
    walk.look("talk-alone", "Is she alone with you now?")
    walk.press("No, or I am not sure")
    walk.reads("Nothing was asked.")
    walk.go(f"/women/{rosie.pk}/conversation/safety/")
    walk.press("Yes, she is alone with me")
    walk.look("talk-safety", "Safety")
    walk.press("Save")
    assert walk.problems() == ["Write what she said – also if she says that she is safe."]
    walk.write("What she says", "He keeps her phone.")
    walk.press("Save")
    walk.reads("Saved, in its own compartment.")
    assert "He keeps her phone." not in walk.text()
    walk.follow("Read it by yourself")
    walk.look("talk-safety-told", "Safety")
    walk.reads("He keeps her phone.")


def family_support_sees_only_needs(begin: Begin, house: People, rosie: Pregnancy, today: date) -> None:
    """Fern's service is asked for help, so she is involved from now on."""
    family = house.nadia.team.service.trust.services.get(kind=ServiceKind.FAMILY_SUPPORT)
    make.a_support(rosie, today, family, planned=today, start=today)
    fern = begin(house.fern)
    fern.go(f"/women/{rosie.pk}/conversation/")
    fern.look("talk-fern", "The booking conversation")
    fern.reads(MATTERS, BARRIER)
    seen = fern.text()
    assert not [word for word in ("Epilepsy", "Alcohol", "Cigarettes", "Safety", "How she feels") if word in seen]
    fern.expected.add(404)
    fern.go(f"/women/{rosie.pk}/conversation/alcohol-and-drugs/")
    fern.page.get_by_role("heading", name="Page not found").or_(fern.page.get_by_role("heading")).first.wait_for()
    assert "Her own goal" not in fern.text()


@AND_WITHOUT_SCRIPT
def test_practical_help_is_chased_until_it_has_reached_her(begin: Begin, house: People, today: date) -> None:
    walk = begin(house.asha)
    her = f"/women/{house.nadia.pk}/"

    # Given a nursery place that was asked for three weeks ago
    walk.go(f"{her}request/")
    walk.look("help-ask", "What she asks for")
    walk.choose("What sort of help", "Nursery place or childcare")
    walk.write("What she asks for", "A nursery place")
    walk.field("Which service").select_option("Family support")
    walk.give_day("Asked on", today - 3 * ONE_WEEK)
    walk.press("Save")
    walk.reads("No answer yet, for 3 weeks")

    # When somebody asks again, and then they say yes
    walk.press("Somebody asked again about A nursery place", "link")
    walk.write("Whom you spoke with, and what they said", "Rang the manager")
    walk.press("Save")
    walk.reads("Asha Midwife asked again on")
    walk.page.locator(".app-menu summary").click()
    walk.follow("What we owe")
    walk.look("help-owed", "What we owe")
    walk.reads("1 owed, the longest for 3 weeks", "Rang the manager")
    walk.press("Record the answer about A nursery place", "link")
    walk.choose("What did they say?", "Yes")
    walk.press("Save")

    # then it is owed until she has it
    walk.reads("They said yes; it has not reached her. She asked 3 weeks ago")
    walk.press("It has reached her now: A nursery place", "link")
    walk.press("Save")
    walk.reads("It reached her on")
    walk.go("/owed/")
    walk.look("help-nothing-owed", "What we owe")
    walk.reads("Nothing is owed here.")
    assert PracticalRequest.objects.get().result == "granted"
