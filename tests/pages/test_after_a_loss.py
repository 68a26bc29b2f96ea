"""After a loss no page takes a baby or a birth for granted; and pages about a birth open only where there is one."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pages.templatetags.words import short
from pathway.actions import aims, asks, assessments, births, clock, losses, plans, pregnancies, requests
from pathway.models import About, Asked, HelpKind, Pregnancy, ServiceKind, Topic
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.typed import ONE_DAY, ONE_WEEK, page_text, refused, send, typed
from tests.people import People

GENTLE = "What would help her now, for herself?"


def lose(pregnancy: Pregnancy, people: People, day: date, today: date) -> None:
    losses.record_loss(
        pregnancy=pregnancy, day=day, named_person=people.fern.workers.get(), first_contact_by=today, by=CLOCK,
        today=today,
    )  # fmt: skip
    pregnancy.refresh_from_db()


def die(pregnancy: Pregnancy, people: People, today: date) -> None:
    """Her baby, born a week ago, died yesterday."""
    baby = make.a_birth(pregnancy, today - ONE_WEEK, today).babies.get()
    losses.record_death(
        baby=baby, day=today - ONE_DAY, named_person=people.fern.workers.get(), first_contact_by=today, by=CLOCK,
        today=today,
    )  # fmt: skip
    pregnancy.refresh_from_db()


@pytest.fixture
def bereaved(nadia: Pregnancy, people: People, today: date) -> Pregnancy:
    """Nadia, who lost her pregnancy a week ago."""
    lose(nadia, people, today - ONE_WEEK, today)
    return nadia


def led_back(client: Client, name: str, pk: int) -> str:
    """The page to which one is led, and the sentence that stands there."""
    response = client.get(reverse(name, args=[pk]), follow=True)
    (step,) = response.redirect_chain
    (message,) = [str(message) for message in response.context["messages"]]
    assert message in unescape(response.content.decode())
    return f"{step[0]} {message}"


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
    lose(nadia, people, today - ONE_WEEK, today)
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


def test_pages_about_a_birth_lead_back_after_a_loss(asha: Client, bereaved: Pregnancy) -> None:
    hers = reverse("pregnancy_show", args=[bereaved.pk])
    for name, sentence in (
        ("birth_arrangements", "After her loss nothing is asked about a birth."),
        ("birth_record", "After her loss there is nothing to record about a birth."),
        ("birth_correct", "No birth is recorded, so there is none to correct."),
        ("baby_add", "No birth is recorded, so no baby can be added to it."),
        (
            "loss_record",
            f"Her loss on {bereaved.lost_on:%-d %B %Y} is recorded already. “Entered by mistake” takes it back.",
        ),
    ):
        assert led_back(asha, name, bereaved.pk) == f"{hers} {sentence}"


def test_pages_about_a_birth_open_where_there_is_one(asha: Client, nadia: Pregnancy, today: date) -> None:
    hers, link = reverse("pregnancy_show", args=[nadia.pk]), reverse("birth_arrangements", args=[nadia.pk])
    assert led_back(asha, "birth_correct", nadia.pk).startswith(hers)
    assert led_back(asha, "baby_add", nadia.pk).startswith(hers)
    assert "No loss is recorded" in led_back(asha, "loss_call_off", nadia.pk)
    assert link in page_text(asha, "plan_check", nadia.pk)
    page_text(asha, "birth_record", nadia.pk)
    page_text(asha, "birth_arrangements", nadia.pk)
    make.a_birth(nadia, today, today)
    assert led_back(asha, "birth_record", nadia.pk) == (
        f"{reverse('birth_correct', args=[nadia.pk])} The birth is recorded already, on {today:%-d %B %Y}. "
        "Here it can be corrected."
    )
    assert led_back(asha, "birth_arrangements", nadia.pk).startswith(hers)
    assert link not in page_text(asha, "plan_check", nadia.pk)
    page_text(asha, "birth_correct", nadia.pk)
    page_text(asha, "baby_add", nadia.pk)


def test_a_birth_that_is_sent_after_somebody_else_recorded_it_keeps_what_was_typed(
    asha: Client, nadia: Pregnancy, today: date
) -> None:
    make.a_birth(nadia, today, today)
    sent = send(asha, "birth_record", nadia.pk, babies="1", name_1="Tay", **typed("born", today))
    assert 'value="Tay"' in refused(sent, "The birth is recorded already")


def test_a_loss_that_is_sent_after_somebody_else_recorded_it_keeps_what_was_typed(
    asha: Client, bereaved: Pregnancy, people: People, today: date
) -> None:
    typed_in = typed("day", today) | typed("first_contact_by", today)
    person = people.fern.workers.get().pk
    sent = send(asha, "loss_record", bereaved.pk, what="pregnancy", named_person=person, **typed_in)
    assert f'value="{today.year}"' in refused(sent, "A loss is recorded already")


def test_after_one_death_the_page_says_which_and_what_else_can_be_recorded(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    assert "Recorded already" not in page_text(asha, "loss_record", nadia.pk)
    die(nadia, people, today)
    page = page_text(asha, "loss_record", nadia.pk)
    assert f"Recorded already: her baby died on {today - ONE_DAY:%-d %B %Y}." in page
    assert "If another baby of this birth died or was stillborn" in page
    assert "Another baby of this birth was stillborn" in page
    assert "She lost the pregnancy" not in page


def test_a_baby_that_was_forgotten_lives_although_another_died(nadia: Pregnancy, people: People, today: date) -> None:
    die(nadia, people, today)
    assert nadia.lost_on
    births.add(pregnancy=nadia, born=today - ONE_WEEK, name="Noa", by=CLOCK, today=today)
    nadia.refresh_from_db()
    assert nadia.lost_on is None


def test_where_nothing_can_be_called_off_there_is_only_the_way_back(
    asha: Client, bereaved: Pregnancy, today: date
) -> None:
    nothing = page_text(asha, "loss_call_off", bereaved.pk)
    assert "Nothing that was meant for a birth or a baby is booked" in nothing
    assert "Tick only" not in nothing
    assert 'method="post" novalidate id="page-form"' not in nothing
    make.a_support(bereaved, today, reference="checks", kind="check", what="see your baby")
    something = page_text(asha, "loss_call_off", bereaved.pk)
    assert "Tick only" in something
    assert "Call off what is ticked" in something
    assert "Go on" not in something


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
    lose(nadia, people, today, today)
    assert "nhsuk-button--secondary" in button()


def test_choices_speak_of_no_baby(asha: Client, nadia: Pregnancy, people: People, today: date) -> None:
    promise, request, aim = ("support_promise", "request_ask", "aim_add")
    before = [page_text(asha, name, nadia.pk) for name in (promise, request, aim)]
    assert "A check of her or the baby" in before[0]
    assert "Things for the baby or the home" in before[1]
    assert before[2].index("My baby") < before[2].index("My home")
    lose(nadia, people, today, today)
    after = [page_text(asha, name, nadia.pk) for name in (promise, request, aim)]
    assert "A check of her health" in after[0]
    assert "or the baby" not in after[0]
    assert "Things for the home" in after[1]
    assert "baby" not in after[1]
    assert "a nursery place" not in after[1]
    assert after[2].index("My baby") > after[2].index("Something else")
    sent = send(asha, aim, nadia.pk, words="To remember him", her_words="yes", about=About.BABY)
    assert sent.status_code == 302, "it can still be chosen"


def test_templates_of_care_propose_nothing_for_a_baby(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    visitors = make.a_service(nadia.team.service.trust, "Health visiting", ServiceKind.HEALTH_VISITING)
    chosen = {"service": visitors.pk}
    usual = page_text(asha, "plan_start", nadia.pk, **chosen)
    for words in ("Visit you and your baby at home", "Visit you at home before the birth", "Counted from"):
        assert words in usual
    lose(nadia, people, today, today)
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
    lose(nadia, people, today, today)
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


@pytest.mark.parametrize(
    ("state", "sentence", "reasons"),
    [
        ("expecting", "for a year after the birth, wherever her baby lives. Close it earlier", {"moved", "she_asked", "she_died"}),
        ("born", "after the birth, wherever her baby lives. For her that is until", {"moved", "she_asked", "she_died"}),
        ("lost", "for a year after her loss. For her that is until", {"moved", "she_asked", "she_died"}),
        ("lost long ago", "For her that was until", {"year_over", "pregnancy_ended", "moved", "she_asked", "she_died"}),
        ("born long ago", "For her that was until", {"year_over", "moved", "she_asked", "she_died"}),
    ],
)  # fmt: skip
def test_closing_says_what_is_true_of_her_and_offers_only_what_can_be(
    state: str, sentence: str, reasons: set[str], asha: Client, people: People, today: date
) -> None:
    long = 60 * ONE_WEEK if "long ago" in state else ONE_WEEK
    woman = make.a_pregnancy(people.nadia.team, today, booked=today - 70 * ONE_WEEK, due=today - 40 * ONE_WEEK)
    if "born" in state:
        make.a_birth(woman, today - long, today)
    if "lost" in state:
        lose(woman, people, today - long, today)
    page = page_text(asha, "pregnancy_close", woman.pk)
    assert sentence in page
    assert ("loss" in page.split("<main")[1]) == ("lost" in state)
    form = asha.get(reverse("pregnancy_close", args=[woman.pk])).context["form"]
    assert {value for value, _ in form.fields["reason"].choices} == reasons


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
