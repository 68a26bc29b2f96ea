"""Every record that a flag rests on can be reached from it, on the same page; who came, and which pack judged, is said."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from pathway import loading, stories
from pathway.actions import flags
from pathway.models import Pregnancy

from .. import factories as make

FLAGGED = {
    "a_plan_without_her": "2025-07-01",
    "baby_with_foster_carers": "2025-09-03",
    "conference_after_the_birth": "2025-05-19",
    "key_worker_leaves": "2025-09-15",
    "many_faces": "2025-07-01",
    "never_recorded": "2025-12-01",
    "nursery_place_unanswered": "2025-11-18",
    "she_says_she_gets_less": "2025-11-13",
    "three_visits_become_one": "2026-02-01",
}
pytestmark = pytest.mark.django_db


def her_page(root: Path, stem: str, client: Client) -> tuple[Pregnancy, str]:
    """A woman of a story on a day on which something of hers is flagged, and her page as her liaison midwife sees it."""
    story = stories.read(root / "stories" / f"{stem}.yaml")
    assert isinstance(story, stories.Story)
    pregnancy = loading.load(loading.life_of(story))
    flags.sweep(today=date.fromisoformat(FLAGGED[stem]))
    client.force_login(make.a_liaison_midwife(pregnancy.team, "Asha Midwife"))
    return pregnancy, client.get(reverse("pregnancy_show", args=[pregnancy.pk])).content.decode()


@pytest.mark.parametrize("stem", FLAGGED)
def test_each_record_that_a_flag_rests_on_is_one_click_away(stem: str, root: Path, client: Client) -> None:
    pregnancy, page = her_page(root, stem, client)
    for flag in pregnancy.flags.open():
        (shown,) = re.findall(rf'(?s)<article[^>]* id="flag-{flag.pk}".*?</article>', page)
        listed = re.findall(r'<li><a href="#([\w-]+)">', shown)
        assert flag.evidence
        assert len(listed) == len(flag.evidence), flag
        assert all(f'id="{anchor}"' in page for anchor in listed), flag
        assert f"Judged by {flag.pack}" in shown


def test_contacts_that_it_rests_on_say_who_came(root: Path, client: Client) -> None:
    _, page = her_page(root, "many_faces", client)
    for name in ("Kim", "Lou", "Pat", "Ola"):
        assert f'<span class="app-quiet">({name})</span>' in page
