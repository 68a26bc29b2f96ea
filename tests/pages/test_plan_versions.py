"""Plan versions: agreed as they were read, kept, and any two laid side by side."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import asks, assessments, plans
from pathway.models import SEES, Information, PlanVersion, Pregnancy, Role, Support
from pathway.permissions import CLOCK
from tests.pages.typed import page_text, refused, send, typed
from tests.people import People


def test_the_plan_is_agreed_as_it_was_read(asha: Client, nadia: Pregnancy, visits: Support, today: date) -> None:
    page = asha.get(reverse("plan_agree", args=[nadia.pk]))
    seen = page.context["seen"]
    plans.change(support=visits, version=None, times=3, by=CLOCK, today=today)
    said = {"her_view": "rather_not_say", **typed("agreed", today)}
    refused(send(asha, "plan_agree", nadia.pk, seen=seen, **said), "Somebody changed or agreed the plan meanwhile")
    assert not PlanVersion.objects.exists()
    seen = asha.get(reverse("plan_agree", args=[nadia.pk])).context["seen"]
    assert send(asha, "plan_agree", nadia.pk, seen=seen, **said).status_code == 302
    assert PlanVersion.objects.get().number == 1


def test_any_two_versions_stand_side_by_side(asha: Client, nadia: Pregnancy, visits: Support, today: date) -> None:
    plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    plans.change(support=visits, version=None, every=14, by=CLOCK, today=today)
    asks.add(pregnancy=nadia, what="Come on Monday", by=CLOCK, today=today)
    plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    page = page_text(asha, "plan_compare", nadia.pk, **{"from": "2", "to": "1"})
    for words in ("every week, from", "every 2 weeks, from", "Changed", "Added", "Come on Monday", "≠", "+"):
        assert words in page
    now = page_text(asha, "plan_compare", nadia.pk)
    assert "Changed" not in now


def test_an_old_version_without_its_content_can_still_be_read_and_compared(
    asha: Client, nadia: Pregnancy, today: date
) -> None:
    old = PlanVersion.objects.create(
        pregnancy=nadia, number=1, agreed=today,
        promises=[{
            "reference": "family-support", "service": "Family support", "worker": "", "what": "visit you", "kind": "support",
            "mode": "home", "treatment": False, "every": 7, "times": 1, "once_by": None, "start": None, "until": None,
            "stopped": None,
        }],
    )  # fmt: skip
    assert "agreed before the rest of the plan was kept" in page_text(asha, "plan_version", old.pk)
    assert "An older version kept its promises alone" in page_text(asha, "plan_compare", nadia.pk)


def test_her_words_of_the_needs_are_on_a_version_for_those_who_may_see_needs_alone(
    asha: Client, people: People, nadia: Pregnancy, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessments.answer_need(
        pregnancy=nadia, topic="matters", asked="asked", her_words="That we stay together", by=CLOCK, today=today
    )
    version = plans.agree(pregnancy=nadia, by=CLOCK, today=today)
    assert "That we stay together" in page_text(asha, "plan_version", version.pk)
    monkeypatch.setitem(SEES, Role.LIAISON_MIDWIFE, frozenset({Information.PATHWAY}))
    assert "That we stay together" not in page_text(asha, "plan_version", version.pk)
