"""Words that hurt are shown with better ones before anything is saved; they stay where somebody says why."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import wording
from pathway.actions.base import Problem
from pathway.models import Flag, Information, KeptWord
from pathway.permissions import CLOCK

from ..people import People

HURTS = "She is non-compliant and manipulative, and the flat was clean."


def act(asha: Client, flag: Flag, **typed: str) -> bytes:
    return asha.post(reverse("flag_act", args=[flag.pk]), typed, follow=True).content


def test_words_that_hurt_are_remarked_on_and_nothing_is_saved(asha: Client, missed: Flag) -> None:
    page = act(asha, missed, note=HURTS).decode()
    assert "“non-compliant”" in page
    assert "“manipulative”" in page
    assert "“clean”" not in page
    assert "Or keep these words, because" in page
    assert HURTS in page
    assert not missed.steps.filter(kind="acted").exists()
    assert KeptWord.objects.count() == 0


def test_they_stay_where_somebody_says_why(asha: Client, missed: Flag, people: People) -> None:
    page = act(asha, missed, note=HURTS, keep_because="It is the title of the leaflet.").decode()
    assert "Or keep these words" not in page
    kept = KeptWord.objects.get(term="non-compliant")
    assert KeptWord.objects.filter(term="manipulative").exists()
    assert (kept.pregnancy, kept.term, kept.found) == (people.nadia, "non-compliant", "non-compliant")
    assert kept.because == "It is the title of the leaflet."
    assert kept.by == people.asha


def test_other_words_are_saved_at_once(asha: Client, missed: Flag) -> None:
    page = act(asha, missed, note="We phoned her and agreed on Tuesday.").decode()
    assert "Or keep these words" not in page
    assert missed.steps.filter(kind="acted").count() == 1


def test_her_own_words_are_hers(asha: Client, people: People, today: date) -> None:
    typed = {"day-day": today.day, "day-month": today.month, "day-year": today.year, "getting": "some"}
    asha.post(reverse("answer_record", args=[people.nadia.pk]), typed | {"her_words": "I am no addict"})
    assert people.nadia.answers.get().her_words == "I am no addict"


def test_a_line_of_free_text_is_looked_at_too_unless_she_said_it(asha: Client, people: People) -> None:
    there = reverse("aim_add", args=[people.nadia.pk])
    typed = {"words": "To be no junkie", "about": "me"}
    page = asha.post(there, typed | {"her_words": "no"}).content.decode()
    assert "“junkie”" in page
    assert "Or keep these words, because" in page
    assert not people.nadia.aims.exists()
    assert asha.post(there, typed | {"her_words": "yes"}).status_code == 302
    assert people.nadia.aims.get().words == "To be no junkie"


def test_a_word_is_kept_only_for_a_reason_and_in_its_own_class(people: People, today: date) -> None:
    given = {"pregnancy": people.nadia, "term": "clean", "found": "clean", "today": today}
    with pytest.raises(Problem):
        wording.keep(because=" ", by=CLOCK, **given)
    wording.keep(because="A name", by=CLOCK, information=Information.SAFETY, **given)
    assert KeptWord.objects.visible_to(people.asha, today).count() == 1
    assert KeptWord.objects.visible_to(people.fern, today).count() == 0
