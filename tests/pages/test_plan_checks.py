"""Before a paper is made: what stands in the way, which ways are safe, two ticks; and words kept for a reason."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import aims, asks, assessments, plans
from pathway.models import KeptWord, PlanVersion, Pregnancy, Printout
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

from .typed import refused

TICKED = {"read": "on", "safe": "on"}


@pytest.fixture
def version(nadia: Pregnancy, today: date) -> PlanVersion:
    """Her plan, agreed today; her midwives have a number."""
    midwives = nadia.team.service
    midwives.phone = "01632 960010"
    midwives.save()
    return plans.agree(pregnancy=nadia, by=CLOCK, today=today)


def safe(nadia: Pregnancy, today: date, answer: bool = True, route: str = "by_hand") -> None:
    assessments.record_safe_contact(pregnancy=nadia, route=route, safe=answer, answered_on=today, by=CLOCK, today=today)


def page(browser: Client, nadia: Pregnancy, **typed: str) -> str:
    address = reverse("plan_check", args=[nadia.pk])
    return (browser.post(address, typed, follow=True) if typed else browser.get(address)).content.decode()


def test_no_paper_goes_out_before_the_plan_is_agreed(asha: Client, nadia: Pregnancy, today: date) -> None:
    safe(nadia, today)
    assert "What it cannot go out without" in page(asha, nadia)
    shown = page(asha, nadia, how="by_hand", **TICKED)
    assert shown.count("No plan has been agreed") == 1
    assert reverse("plan_agree", args=[nadia.pk]) in shown
    assert not Printout.objects.exists()


def test_no_paper_goes_out_without_a_number_to_call(
    asha: Client, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    nadia.team.service.phone = ""
    nadia.team.service.save()
    shown = page(asha, nadia)
    assert "There is no number that she can call" in shown
    assert "telephone number on record" not in shown


def test_no_paper_goes_out_with_letters_that_cannot_be_printed(
    asha: Client, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    safe(nadia, today)
    aims.add(pregnancy=nadia, words="ஒரு வீடு", by=CLOCK, today=today)
    plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    shown = page(asha, nadia, how="by_hand", **TICKED)
    assert "hold letters that the paper cannot print: “ஒரு வீடு” (Tamil)" in shown
    assert not Printout.objects.exists()


@pytest.mark.parametrize(("said", "sentence"), [(None, "Nobody has recorded"), (False, "not safe for her")])
def test_a_way_that_is_not_known_to_be_safe_is_refused(
    said: bool | None, sentence: str, asha: Client, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    safe(nadia, today)
    if said is not None:
        safe(nadia, today, said, "post")
    shown = page(asha, nadia, how="post", **TICKED)
    assert sentence in shown.split("Please look at this again")[1]
    assert not Printout.objects.exists()


@pytest.mark.parametrize("missing", ["read", "safe", "how"])
def test_two_ticks_and_a_way_then_the_paper(
    missing: str, asha: Client, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    safe(nadia, today)
    given = {"how": "by_hand", **TICKED}
    page(asha, nadia, **{name: value for name, value in given.items() if name != missing})
    assert not Printout.objects.exists()
    assert "is made and kept" in page(asha, nadia, **given)
    assert Printout.objects.get().version == version


def test_words_that_hurt_stop_it_until_somebody_says_why_they_stay(
    asha: Client, nadia: Pregnancy, today: date, version: PlanVersion
) -> None:
    safe(nadia, today)
    other = make.a_service(nadia.team.service.trust, "Housing", does="For anybody who is non-compliant", phone="1")
    make.a_support(nadia, today, other, reference="housing")
    plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    shown = page(asha, nadia)
    assert "Words that hurt" in shown
    assert "non-compliant" in shown
    page(asha, nadia, how="by_hand", **TICKED)
    assert not Printout.objects.exists()
    keep = reverse("word_keep", args=[nadia.pk])
    for because, told in (("", "Say why the word stays."), ("x" * 301, "shorten this to 300 characters; it has 301.")):
        answer = asha.post(keep, {"term": "non-compliant", "found": "non-compliant", "because": because})
        assert 'href="#keep-1-because"' in refused(answer, told)
        assert f">{because}</textarea>" in answer.content.decode()
    assert not KeptWord.objects.exists()
    asha.post(keep, {"term": "non-compliant", "found": "non-compliant", "because": "It is their own leaflet."})
    assert "Words that hurt" not in page(asha, nadia)
    page(asha, nadia, how="by_hand", **TICKED)
    assert Printout.objects.count() == 1


@pytest.mark.parametrize(("what", "information"), [
    ("asked", "child_protection"), ("said", "pathway"), ("wanted", "needs"),
])  # fmt: skip
def test_the_reason_is_as_private_as_the_text_in_which_the_word_stands(
    what: str, information: str, asha: Client, nadia: Pregnancy, today: date, version: PlanVersion
) -> None:
    hurts, mine = "Nobody may call her non-compliant", {"pregnancy": nadia, "by": CLOCK, "today": today}
    if what == "asked":
        asks.add(
            **mine, what=hurts, binding="required", required_by="court", authority="An order", enough="Once",
            ends_when="Then", review=today, until=today,
        )  # fmt: skip
    elif what == "said":
        asks.add(**mine, what=hurts)
    else:
        aims.add(**mine, words=hurts, her_words=False)
    plans.agree(**mine)
    typed = {"term": "non-compliant", "found": "non-compliant", "because": "A title"}
    keep = reverse("word_keep", args=[nadia.pk])
    assert "no longer stands there" in asha.post(keep, typed | {"found": "addict"}, follow=True).content.decode()
    asha.post(keep, typed)
    assert KeptWord.objects.get().information == information


def test_it_tells_how_each_section_reads(asha: Client, nadia: Pregnancy, version: PlanVersion) -> None:
    shown = page(asha, nadia)
    assert "How it reads" in shown
    assert "What you have been promised" in shown


def test_another_trust_cannot_look(people: People, as_: Browser, nadia: Pregnancy, version: PlanVersion) -> None:
    for name in ("plan_check", "word_keep"):
        assert as_(people.carol).post(reverse(name, args=[nadia.pk])).status_code == 404


def test_an_unknown_paper_or_language_is_her_whole_plan(asha: Client, nadia: Pregnancy, version: PlanVersion) -> None:
    address = reverse("plan_check", args=[nadia.pk])
    assert asha.get(address, {"variant": "wibble", "language": "pl"}).status_code == 200
    assert asha.get(reverse("plan_print", args=[nadia.pk]), {"language": "pl"}).status_code == 200
