"""After a loss no page takes a baby or a birth for granted."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pages.templatetags.words import short
from pathway.actions import aims, asks, assessments, clock, losses, plans, pregnancies, requests
from pathway.models import About, Asked, HelpKind, Pregnancy, Printout, ServiceKind, Topic, Variant
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.typed import ONE_DAY, ONE_WEEK, page_text, send, typed
from tests.people import People

GENTLE = "What would help her now, for herself?"


@pytest.fixture
def bereaved(nadia: Pregnancy, people: People, today: date) -> Pregnancy:
    """Nadia, who lost her pregnancy a week ago."""
    return make.a_loss(nadia, people.fern.workers.get(), today - ONE_WEEK, today)


def test_her_plan_asks_one_gentle_thing_and_marks_what_is_older_than_her_loss(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    then: dict[str, Any] = {"pregnancy": nadia, "by": CLOCK, "today": today - 2 * ONE_WEEK}
    aims.add(words="A cot", about="baby", **then)
    asks.add(what="Come to the scan", **then)
    aims.add_action(what="Look at cots", due=today, **then)
    for name in ("plan_build", "plan_agree"):
        usual = page_text(asha, name, nadia.pk)
        assert GENTLE not in usual
        assert "efore her loss" not in usual
        assert "is asked of her for which no help" in usual
    make.a_loss(nadia, people.fern.workers.get(), today - ONE_WEEK, today)
    aims.add(pregnancy=nadia, words="To sleep", about="me", by=CLOCK, today=today)
    for name in ("plan_build", "plan_agree"):
        page = page_text(asha, name, nadia.pk)
        assert GENTLE in page
        assert page.count("efore her loss") == 4, "the question itself, one aim, one ask and one action"
        for gone in ("is asked of her for which no help", "about the baby or her health", "difference to her?"):
            assert gone not in page


def test_her_papers_say_why_they_are_worded_as_they_are(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    baby = make.a_birth(nadia, today - ONE_WEEK, today).babies.get()
    assert "leave out words" not in page_text(asha, "printouts_hers", nadia.pk)
    pregnancies.move_baby(baby=baby, start=today - ONE_DAY, with_her=False, by=CLOCK, today=today)
    apart = page_text(asha, "printouts_hers", nadia.pk)
    assert "Her baby lives apart from her, so her papers leave out words about a baby at home." in apart
    losses.record_death(
        baby=baby, day=today, named_person=people.fern.workers.get(), first_contact_by=today, by=CLOCK, today=today
    )
    lost = page_text(asha, "printouts_hers", nadia.pk)
    assert "After her loss, her papers leave out words about a baby." in lost
    assert "lives apart" not in lost
    paper = Printout(pregnancy=Pregnancy.objects.get(pk=nadia.pk), variant=Variant.FULL_APART)
    assert paper.called == "Her whole plan"
    paper.pregnancy.lost_on = None
    assert paper.called == "Her whole plan, without words about a baby at home"


BABY_WORDS = ("baby", "birth", "hospital", "your children", "children’s centre")
STEPS_WITH_OTHER_WORDS = ("going-well", "home", "getting-there", "meeting", "health", "feelings")


@pytest.mark.parametrize("slug", STEPS_WITH_OTHER_WORDS)
def test_a_step_of_the_conversation_speaks_of_no_baby(slug: str, asha: Client, bereaved: Pregnancy) -> None:
    asked = reverse("conversation_step", args=[bereaved.pk, slug])
    page = (
        unescape(asha.get(asked).content.decode()).split('<div class="app-talk__page">')[1].split("<aside")[0].lower()
    )
    assert "why we ask" in page
    assert not [word for word in BABY_WORDS if word in page]


def test_no_button_urges_the_conversation_on(asha: Client, nadia: Pregnancy, people: People, today: date) -> None:
    way = reverse("conversation_step", args=[nadia.pk, "matters"])

    def button() -> str:
        page = page_text(asha, "conversation_show", nadia.pk)
        return next(part for part in page.split("<a ") if "Begin with what matters" in part)

    assert way in button()
    assert "nhsuk-button--secondary" not in button()
    make.a_loss(nadia, people.fern.workers.get(), today, today)
    assert "nhsuk-button--secondary" in button()


def test_choices_speak_of_no_baby(asha: Client, nadia: Pregnancy, people: People, today: date) -> None:
    promise, request, aim = ("support_promise", "request_ask", "aim_add")
    before = [page_text(asha, name, nadia.pk) for name in (promise, request, aim)]
    assert "A check of her or the baby" in before[0]
    assert "Things for the baby or the home" in before[1]
    assert before[2].index("My baby") < before[2].index("My home")
    make.a_loss(nadia, people.fern.workers.get(), today, today)
    after = [page_text(asha, name, nadia.pk) for name in (promise, request, aim)]
    assert "A check of her health" in after[0]
    assert "or the baby" not in after[0]
    assert "Things for the home" in after[1]
    assert "baby" not in after[1]
    assert "a nursery place" not in after[1]
    assert "Nursery" not in after[1]
    assert after[2].index("My home") < after[2].index("My baby") < after[2].index("Something else")
    sent = send(asha, aim, nadia.pk, words="To remember him", her_words="yes", about=About.BABY)
    assert sent.status_code == 302, "it can still be chosen"


def test_a_promise_that_is_over_is_named_in_no_words_of_a_baby(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    ended = {"reference": "growth", "kind": "check", "what": "check how your baby is growing", "until": today - ONE_DAY}
    make.a_support(nadia, today, **ended)
    assert "how your baby is growing" in page_text(asha, "pregnancy_show", nadia.pk)
    make.a_loss(nadia, people.fern.workers.get(), today, today)
    assert "how your baby is growing" not in page_text(asha, "pregnancy_show", nadia.pk)


def test_a_meeting_after_a_loss_is_about_her(asha: Client, nadia: Pregnancy, people: People, today: date) -> None:
    before = page_text(asha, "meeting_book", nadia.pk)
    assert before.index("Initial conference") < before.index("Discharge planning")
    make.a_loss(nadia, people.fern.workers.get(), today, today)
    after = page_text(asha, "meeting_book", nadia.pk)
    assert after.index("A meeting about her support") < after.index("Review conference")
    assert "Initial conference" not in after
    assert "Discharge planning" not in after
    assert send(asha, "meeting_book", nadia.pk, kind="other", **typed("day", today + ONE_WEEK)).status_code == 302


def test_whoever_is_there_for_her_is_not_offered_as_something_she_no_longer_needs(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    fern = people.fern.workers.get()
    both = make.a_support(nadia, today, fern.service, kind="both", what="visit her", reference="both")
    for worker in (fern, None):
        make.a_contact(both, today + ONE_WEEK, today, None, worker=worker)
    make.a_loss(nadia, fern, today, today)
    assert page_text(asha, "loss_call_off", nadia.pk).count("visit her") == 1, "only the visit that is nobody's"


def test_templates_of_care_propose_nothing_for_a_baby(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    visitors = make.a_service(nadia.team.service.trust, "Health visiting", ServiceKind.HEALTH_VISITING)
    chosen = {"service": visitors.pk}
    usual = page_text(asha, "plan_start", nadia.pk, **chosen)
    for words in ("Visit you and your baby at home", "Visit you at home before the birth", "Counted from"):
        assert words in usual
    make.a_loss(nadia, people.fern.workers.get(), today, today)
    page = page_text(asha, "plan_start", nadia.pk, **chosen)
    assert "Visit you at home" in page
    for words in ("your baby", "before the birth", "Counted from"):
        assert words not in page


def test_what_stands_on_her_page_speaks_of_no_baby(asha: Client, nadia: Pregnancy, people: People, today: date) -> None:
    clock.beat(part="reassess")
    make.a_support(nadia, today, reference="checks", kind="check", what="see you")
    requests.ask(
        pregnancy=nadia, what="A lamp", kind=HelpKind.EQUIPMENT, service=nadia.team.service, asked=today, by=CLOCK,
        today=today,
    )  # fmt: skip
    assessments.answer_need(
        pregnancy=nadia, topic=Topic.HOME_AFTER, asked=Asked.ASKED, needs_help=True, by=CLOCK, today=today
    )
    usual = page_text(asha, "pregnancy_show", nadia.pk)
    for words in ("A check of her or the baby", "things for the baby or the home", "Home after the birth"):
        assert words in usual
    make.a_loss(nadia, people.fern.workers.get(), today, today)
    page = page_text(asha, "pregnancy_show", nadia.pk)
    for words in ("A check of her health", "things for the home", "Home in the time ahead"):
        assert words in page
    for words in ("or the baby", "for the baby", "after the birth"):
        assert words not in page


def test_promises_that_have_ended_stand_last_with_their_day(asha: Client, nadia: Pregnancy, today: date) -> None:
    last = today - ONE_DAY
    make.a_support(nadia, today, reference="over", what="read with you", until=last)
    running = make.a_support(nadia, today, reference="running", what="walk with you")
    choices = [
        str(label)
        for _, label in asha.get(reverse("contact_add", args=[nadia.pk])).context["form"].fields["support"].choices
    ]
    assert choices[-1] == f"Family support: read with you (ended {short(last, today)})"
    assert f"Family support: {running.what}" in choices[:-1]
    assert "(ended" not in " ".join(choices[:-1])


def test_each_quotation_has_the_day_on_which_she_said_it(asha: Client, nadia: Pregnancy, today: date) -> None:
    then = today - ONE_WEEK
    answer: dict[str, Any] = {"pregnancy": nadia, "topic": Topic.MATTERS, "asked": Asked.ASKED, "by": CLOCK}
    assessments.answer_need(her_words="Quiet", today=then, **answer)
    assessments.answer_need(her_words="Quiet ", today=today, **answer)
    said = f"she said on {then:%-d %B %Y}"
    assert said in page_text(asha, "pregnancy_show", nadia.pk)
    assert said in page_text(asha, "conversation_show", nadia.pk)
    need = assessments.answer_need(her_words="My own door", today=today, **answer)
    assert need.said_on == today
    need = assessments.answer_need(her_words="", today=today, **answer)
    assert need.said_on is None
