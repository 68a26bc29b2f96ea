"""The booking conversation page by page: saved step by step, skipped, declined, and seen only by those it is for."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pathway.actions import assessments, confidences
from pathway.conversation import QUESTIONS, STEPS, Step
from pathway.models import SEES, Event, HerPerson, Pregnancy, Role, SafetyDetail, SubstanceTalk, SubstanceUse
from pathway.permissions import CLOCK
from tests.pages.conftest import Browser
from tests.pages.typed import refused
from tests.people import People

HIDDEN_FROM_FERN = ("health", "alcohol-and-drugs", "feelings", "safety")


def at(pregnancy: Pregnancy, slug: str) -> str:
    return reverse("conversation_step", args=[pregnancy.pk, slug])


def send(client: Client, pregnancy: Pregnancy, slug: str, then: str = "go_on", **said: object) -> object:
    """Send one step, with the fields named `topic__field`."""
    fields = {name.replace("__", "-"): value for name, value in said.items()}
    return client.post(at(pregnancy, slug), {"then": then, **fields})


def said(pregnancy: Pregnancy) -> dict[str, tuple[str, bool | None, str]]:
    return {need.topic: (need.asked, need.needs_help, need.her_words) for need in pregnancy.needs.all()}


def test_each_step_is_saved_by_itself_and_leads_to_the_next(asha: Client, nadia: Pregnancy) -> None:
    response = send(asha, nadia, "matters", matters__her_words="My own door", matters__version=0)
    assert response.headers["Location"] == at(nadia, "going-well")
    assert said(nadia) == {"matters": ("asked", None, "My own door")}


def test_a_step_left_empty_stays_not_asked(asha: Client, nadia: Pregnancy) -> None:
    assert send(asha, nadia, "matters").headers["Location"] == at(nadia, "going-well")
    assert send(asha, nadia, "home", "later").status_code == 302
    assert said(nadia) == {}
    assert "Not asked yet" in asha.get(at(nadia, "matters")).content.decode()


def test_she_may_rather_not_say_and_say_it_later(asha: Client, nadia: Pregnancy) -> None:
    send(asha, nadia, "money", "rather_not", work__her_words="A course")
    assert said(nadia) == {"money": ("rather_not_say", None, ""), "work": ("asked", None, "A course")}
    version = nadia.needs.get(topic="money").version
    send(asha, nadia, "money", money__needs_help="yes", money__version=version, work__her_words="A course")
    assert said(nadia)["money"] == ("asked", True, "")
    work = Event.objects.filter(verb="assessments.answer_need", changes__topic=[None, "work"])
    assert work.count() <= 1, "what did not change was not written again"


def test_declined_can_be_left_for_another_time_again(asha: Client, nadia: Pregnancy) -> None:
    send(asha, nadia, "matters", "rather_not")
    send(asha, nadia, "matters", "later", matters__version=nadia.needs.get().version)
    assert said(nadia) == {"matters": ("not_asked", None, "")}


def test_saving_a_declined_step_as_it_stands_changes_nothing(asha: Client, nadia: Pregnancy) -> None:
    send(asha, nadia, "matters", "rather_not")
    before = Event.objects.count()
    send(asha, nadia, "matters", matters__version=nadia.needs.get().version)
    assert said(nadia) == {"matters": ("rather_not_say", None, "")}
    assert Event.objects.count() == before


def test_what_another_wrote_meanwhile_is_shown_and_neither_is_lost(
    asha: Client, nadia: Pregnancy, people: People, as_: Browser
) -> None:
    send(as_(people.ben), nadia, "matters", matters__her_words="Quiet", matters__version=0)
    response = send(asha, nadia, "matters", matters__her_words="My own door", matters__version=0, matters__was="0")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else changed" in page
    assert "Quiet" in page
    assert "My own door" in page
    assert said(nadia)["matters"] == ("asked", None, "Quiet")


def test_all_of_a_step_is_saved_or_none_of_it(asha: Client, nadia: Pregnancy) -> None:
    response = send(asha, nadia, "home", home__her_words="Damp", home_after__her_words="x" * 4001)
    assert "Damp" in refused(response, "shorten this to 4,000 characters; it has 4,001.")
    assert said(nadia) == {}


def test_what_is_to_be_mended_says_of_which_question_and_in_which_field(asha: Client, nadia: Pregnancy) -> None:
    shown = unescape(refused(send(asha, nadia, "home", home__needs_help="maybe", home__her_words="x" * 4001), ""))
    for field in ("would help be good: choose one", "her words: shorten"):
        assert f"“How is it where you live?” – {field}" in shown


def test_the_last_step_and_stopping_lead_to_where_it_has_come(asha: Client, nadia: Pregnancy) -> None:
    overview = reverse("conversation_show", args=[nadia.pk])
    assert send(asha, nadia, "matters", "stop", matters__her_words="Quiet").headers["Location"] == overview
    page = asha.get(overview).content.decode()
    assert "1 of 14 asked" in page
    assert "Go on with “What is going well”" in page


@pytest.mark.parametrize("step", [step for step in STEPS if step.topics], ids=lambda step: step.slug)
def test_a_step_says_why_and_who_and_has_room_for_her_words(step: Step, asha: Client, nadia: Pregnancy) -> None:
    page = asha.get(at(nadia, step.slug)).content.decode()
    assert unescape(page).count(step.why) == 1
    assert "Who will see it" in page
    for topic in step.topics:
        assert f'<textarea class="nhsuk-textarea" id="id_{topic}-her_words"' in page
        assert QUESTIONS[topic] in unescape(page)
    for button in ("go_on", "rather_not", "later", "stop"):
        assert f'name="then" value="{button}"' in page or f'value="{button}"' in page


@pytest.mark.parametrize("step", [step.slug for step in STEPS])
def test_a_step_is_there_for_exactly_the_roles_that_see_it(
    step: str, nadia: Pregnancy, people: People, as_: Browser
) -> None:
    browsers = {Role.LIAISON_MIDWIFE: people.asha, Role.FAMILY_SUPPORT_WORKER: people.fern,
                Role.PERINATAL_SOCIAL_WORKER: people.sol}  # fmt: skip
    (classes,) = (each.classes for each in STEPS if each.slug == step)
    for role, user in browsers.items():
        expected = 200 if classes <= SEES[role] else 404
        assert as_(user).get(at(nadia, step)).status_code == expected, role
        if expected == 404:
            assert as_(user).post(at(nadia, step), {"then": "go_on", "alone": "yes"}).status_code == 404
    for outsider in (people.carol, people.dara):
        assert as_(outsider).get(at(nadia, step)).status_code == 404


def test_family_support_never_sees_health_substances_or_safety(
    people: People, as_: Browser, nadia: Pregnancy, today: date
) -> None:
    about = {"pregnancy": nadia, "by": CLOCK, "today": today}
    assessments.answer_need(topic="health", asked="asked", needs_help=True, her_words="Epilepsy words", **about)
    assessments.answer_need(topic="feelings", asked="asked", her_words="Low words", **about)
    assessments.answer_need(topic="home", asked="asked", her_words="Damp words", **about)
    use = confidences.record_substance(kind="alcohol", substance="Wine words", **about)
    detail = confidences.record_safety(asked="asked", asked_alone=True, her_words="He words", **about)
    fern = as_(people.fern)
    pages = [
        reverse("pregnancy_show", args=[nadia.pk]),
        reverse("conversation_show", args=[nadia.pk]),
        at(nadia, "home"),
    ]
    seen = "".join(fern.get(page).content.decode() for page in pages)
    assert "Damp words" in seen
    for word in ("Epilepsy", "Low words", "Wine", "He words", "Alcohol and drugs", "How she feels", ">Safety<"):
        assert word not in seen
    for hidden in (
        *(at(nadia, slug) for slug in HIDDEN_FROM_FERN),
        reverse("safety_show", args=[nadia.pk]),
        reverse("substance_change", args=[use.pk]),
        reverse("safety_change", args=[detail.pk]),
    ):
        assert fern.get(hidden).status_code == 404


def test_to_add_nobody_is_said_to_need_a_name(asha: Client, nadia: Pregnancy) -> None:
    response = send(asha, nadia, "people", "add")
    assert response.status_code == 200
    assert "Write the name, or what she calls them." in response.content.decode()


def test_people_of_her_choice_are_added_changed_and_taken_off(asha: Client, nadia: Pregnancy) -> None:
    response = send(asha, nadia, "people", "add", person__name="Jo", person__relation="my sister")
    assert response.headers["Location"] == at(nadia, "people")
    jo = nadia.her_people.get()
    assert (jo.relation, jo.may_talk) == ("my sister", None)
    assert "Jo, my sister" in asha.get(reverse("pregnancy_show", args=[nadia.pk])).content.decode()
    change = {"name": "Jo", "helps_with": "the night", "may_talk": "yes", "version": jo.version}
    assert asha.post(reverse("person_change", args=[jo.pk]), change).status_code == 302
    jo.refresh_from_db()
    assert (jo.helps_with, jo.may_talk) == ("the night", True)
    assert asha.post(reverse("person_remove", args=[jo.pk]), {"version": jo.version}).status_code == 302
    assert "Jo" not in asha.get(reverse("pregnancy_show", args=[nadia.pk])).content.decode()
    assert asha.get(reverse("person_change", args=[jo.pk])).status_code == 404
    assert HerPerson.objects.get().removed is not None, "nothing is deleted"


def test_a_person_without_a_name_is_asked_for_it_and_nothing_is_lost(asha: Client, nadia: Pregnancy) -> None:
    page = refused(send(asha, nadia, "people", people__her_words="Mum", person__relation="my aunt"), "Write the name")
    assert "my aunt" in page
    assert not nadia.her_people.exists()
    assert said(nadia) == {}


def test_only_new_answers_about_safe_ways_are_written(asha: Client, nadia: Pregnancy) -> None:
    send(asha, nadia, "meeting", way__phone="yes", way__post="no")
    send(asha, nadia, "meeting", way__phone="yes", way__post="yes")
    found = [(answer.route, answer.safe) for answer in nadia.safe_contacts.all()]
    assert found == [("phone", True), ("post", False), ("post", True)]


def test_several_substances_are_ticked_at_once_and_talked_of_one_by_one(asha: Client, nadia: Pregnancy) -> None:
    step = at(nadia, "alcohol-and-drugs")
    response = asha.post(step, {"then": "go_on", "kinds": ["alcohol", "treatment"], "her_words": "Somebody to ring"})
    alcohol, treatment = SubstanceUse.objects.order_by("pk")
    assert response.headers["Location"] == reverse("substance_change", args=[alcohol.pk])
    goal = {"her_goal": "less", "substance": "Wine", "her_words": "Not alone", "version": 1}
    response = asha.post(response.headers["Location"], goal)
    assert response.headers["Location"] == reverse("substance_change", args=[treatment.pk])
    asha.post(
        response.headers["Location"],
        {"her_goal": "steady", "substance": "Methadone", "prescribed": "yes", "version": 1},
    )
    found = SubstanceUse.objects.order_by("pk").values_list("substance", "her_goal", "prescribed", "her_words")
    assert list(found) == [("Wine", "less", None, "Not alone"), ("Methadone", "steady", True, "")]
    old = Event.objects.filter(verb="confidences.change_substance").first()
    assert old is not None
    assert old.changes["substance"] == ["Alcohol", "Wine"]
    assert SubstanceTalk.objects.get().her_words == "Somebody to ring"


def test_a_substance_is_over_and_its_history_stays(asha: Client, nadia: Pregnancy, today: date) -> None:
    use = confidences.record_substance(
        pregnancy=nadia, kind="cannabis", substance="Cannabis", by=CLOCK, today=today, her_goal="stop"
    )
    over = {"her_goal": "stop", "substance": "Cannabis", "is_over": "on", "version": 1}
    assert asha.post(reverse("substance_change", args=[use.pk]), over).status_code == 302
    use.refresh_from_db()
    assert use.over == today
    assert "Cannabis: over, she said on" in asha.get(at(nadia, "alcohol-and-drugs")).content.decode()


def test_none_of_these_is_an_answer_and_stands_alone(asha: Client, nadia: Pregnancy) -> None:
    step = at(nadia, "alcohol-and-drugs")
    refused(asha.post(step, {"then": "go_on", "kinds": ["none", "alcohol"]}), "alone, or untick it")
    asha.post(step, {"then": "go_on", "kinds": ["none"]})
    assert SubstanceTalk.objects.get().asked == "asked"
    assert not SubstanceUse.objects.exists()


def test_alcohol_and_drugs_may_be_declined(asha: Client, nadia: Pregnancy) -> None:
    asha.post(at(nadia, "alcohol-and-drugs"), {"then": "rather_not"})
    assert SubstanceTalk.objects.get().asked == "rather_not_say"
    assert "She would rather not say" in asha.get(reverse("conversation_show", args=[nadia.pk])).content.decode()


def test_safety_is_asked_only_when_she_is_alone(asha: Client, nadia: Pregnancy) -> None:
    step = at(nadia, "safety")
    assert "Is she alone with you now?" in asha.get(step).content.decode()
    assert "frightens you" not in asha.get(step).content.decode()
    page = asha.post(step, {"alone": "no"}, follow=True).content.decode()
    assert "Nothing was asked" in page
    assert not SafetyDetail.objects.exists()
    assert "frightens you" in asha.post(step, {"alone": "yes"}).content.decode()
    refused(asha.post(step, {"alone": "yes", "then": "go_on"}), "also if she says that she is safe")
    asha.post(step, {"alone": "yes", "then": "later"})
    assert not SafetyDetail.objects.exists()
    asha.post(step, {"alone": "yes", "then": "go_on", "her_words": "He takes her phone."})
    detail = SafetyDetail.objects.get()
    assert (detail.asked, detail.asked_alone, detail.her_words) == ("asked", True, "He takes her phone.")


def test_what_she_told_of_safety_stands_on_its_own_page_alone(asha: Client, nadia: Pregnancy, today: date) -> None:
    confidences.record_safety(
        pregnancy=nadia, asked="asked", asked_alone=True, her_words="He takes her phone.", by=CLOCK, today=today
    )
    elsewhere = [
        reverse("pregnancy_show", args=[nadia.pk]),
        reverse("conversation_show", args=[nadia.pk]),
        at(nadia, "safety"),
    ]
    assert not any("her phone" in asha.get(page).content.decode() for page in elsewhere)
    assert "He takes her phone." in asha.get(reverse("safety_show", args=[nadia.pk])).content.decode()


def test_safety_words_are_put_right_and_the_old_ones_kept(asha: Client, nadia: Pregnancy, today: date) -> None:
    detail = confidences.record_safety(
        pregnancy=nadia, asked="asked", asked_alone=True, her_words="Before", by=CLOCK, today=today
    )
    page = reverse("safety_change", args=[detail.pk])
    asked = asha.get(page).content.decode()
    assert "Leave this page now" in asked
    assert "Write what somebody did as what he or she did." in asked
    assert asha.post(page, {"her_words": "After", "version": 1}).status_code == 302
    refused(asha.post(page, {"her_words": "Late", "version": 1}), "Somebody else changed", status=409)
    assert Event.objects.get(verb="confidences.change_safety").changes["her_words"] == ["Before", "After"]


def test_the_overview_asks_the_same_number_of_questions_however_much_she_said(
    asha: Client, nadia: Pregnancy, today: date
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            asha.get(reverse("conversation_show", args=[nadia.pk]))
        return len(caught)

    empty = queries()
    about = {"pregnancy": nadia, "by": CLOCK, "today": today}
    for topic in ("matters", "home", "money", "health", "care"):
        assessments.answer_need(topic=topic, asked="asked", her_words="Words", **about)
    for name in ("Jo", "Mum", "Gran"):
        assessments.add_person(name=name, **about)
    assert queries() <= empty
