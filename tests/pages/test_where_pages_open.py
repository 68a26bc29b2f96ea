"""Pages about a birth, a loss or a closing open only where they make sense, and lead back from elsewhere with a sentence."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from pages.templatetags.words import whole
from pathway.models import Pregnancy
from tests import factories as make
from tests.pages.typed import ONE_DAY, ONE_WEEK, page_text, refused, send, typed
from tests.people import People

GENTLE = "What would help her now, for herself?"


@pytest.fixture
def bereaved(nadia: Pregnancy, people: People, today: date) -> Pregnancy:
    """Nadia, who lost her pregnancy a week ago."""
    return make.a_loss(nadia, people.fern.workers.get(), today - ONE_WEEK, today)


def led_back(client: Client, name: str, pk: int) -> str:
    """The page to which one is led, and the sentence that stands there."""
    response = client.get(reverse(name, args=[pk]), follow=True)
    (step,) = response.redirect_chain
    (message,) = [str(message) for message in response.context["messages"]]
    assert whole(message) in unescape(response.content.decode())
    return f"{step[0]} {message}"


def test_pages_about_a_birth_lead_back_after_a_loss(asha: Client, bereaved: Pregnancy) -> None:
    hers = reverse("pregnancy_show", args=[bereaved.pk])
    for name, sentence in (
        ("birth_arrangements", "After her loss nothing is asked about a birth."),
        ("birth_record", "After her loss there is nothing to record about a birth."),
        ("birth_correct", "After her loss there is nothing to record about a birth."),
        ("baby_add", "After her loss there is nothing to record about a birth."),
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
    assert ">Tay</textarea>" in refused(sent, "The birth is recorded already")


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
    before = page_text(asha, "loss_record", nadia.pk)
    assert "Recorded already" not in before
    assert "agreed anew by this day" in before
    make.a_death(nadia, people.fern.workers.get(), today)
    nadia.refresh_from_db()
    page = page_text(asha, "loss_record", nadia.pk)
    assert nadia.born
    until = nadia.born + timedelta(days=364)
    assert f"{until:%-d %B %Y}</strong><br>Until this day Alongside checks" in page
    assert "agreed anew by this day" not in page, "no rule counts that from a death"
    assert f"Recorded already: her baby died on {today - ONE_DAY:%-d %B %Y}." in page
    assert "What happened to another baby from this birth is recorded here too." in page
    assert "One who was born alive and died later is first" in page
    assert reverse("baby_add", args=[nadia.pk]) in page
    assert "Another baby from this birth was stillborn" in page
    assert "checked" in page.split('value="stillborn"')[1][:60], "where one choice is left, it is chosen"
    assert "She lost the pregnancy" not in page


def test_a_baby_that_was_forgotten_lives_although_another_died(
    asha: Client, nadia: Pregnancy, people: People, today: date
) -> None:
    make.a_death(nadia, people.fern.workers.get(), today)
    assert nadia.lost_on
    assert "This is for a baby who was born alive" in page_text(asha, "baby_add", nadia.pk)
    assert send(asha, "baby_add", nadia.pk, name="Noa", **typed("born", today - ONE_WEEK)).status_code == 302
    assert "If the baby has died, record that next." in page_text(asha, "pregnancy_show", nadia.pk)
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
        make.a_loss(woman, people.fern.workers.get(), today - long, today)
    page = page_text(asha, "pregnancy_close", woman.pk)
    assert sentence in page
    assert ("loss" in page.split("<main")[1]) == ("lost" in state)
    form = asha.get(reverse("pregnancy_close", args=[woman.pk])).context["form"]
    assert {value for value, _ in form.fields["reason"].choices} == reasons
