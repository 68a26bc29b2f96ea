"""She gives birth and her baby goes to foster carers: what her page and her paper say then."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from pathway.actions import pregnancies
from pathway.models import Pregnancy
from tests import factories as make
from tests.people import People

from .conftest import Begin

pytestmark = pytest.mark.journey
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
JOYFUL = ["congratulat", "happy", "joy", "bundle", "lovely news", "well done", "enjoy", "🎉", "🍼"]
BLAMING = ["removed", "taken away", "lost her baby", "failed", "unsuitable", "risk"]


@pytest.fixture
def nearly_due(house: People, today: date) -> Pregnancy:
    """A woman a week past her due date, whose weekly visits came until a fortnight ago."""
    woman = make.a_pregnancy(
        house.nadia.team, today, name="Mina Example", preferred_name="Mina", booked=today - 26 * ONE_WEEK,
        due=today - ONE_WEEK,
    )  # fmt: skip
    lead = house.asha.workers.get()
    pregnancies.appoint_lead(pregnancy=woman, worker=lead, start=woman.booked, by=None, today=today)
    visits = make.a_support(woman, today)
    for weeks in range(8, 1, -1):
        make.a_contact(visits, today - weeks * ONE_WEEK, today)
    return woman


def test_a_birth_and_a_move_are_told_plainly(begin: Begin, house: People, nearly_due: Pregnancy, today: date) -> None:
    walk = begin(house.asha)
    born, apart = today - 9 * ONE_DAY, today - 6 * ONE_DAY

    # When the birth is recorded
    walk.go(f"/women/{nearly_due.pk}/")
    walk.follow("Record the birth")
    walk.look("birth", "Record the birth")
    walk.give_day("Day of the birth", born)
    walk.write("Baby’s name", "Tay")
    walk.press("Record the birth")
    walk.reads("The birth is recorded. Her promises go on", "lives with her")
    walk.look("her-page-born", "Mina")
    expect(walk.page.locator(".app-strip thead .app-birth")).to_have_count(1)

    # and Tay goes to foster carers three days later
    walk.page.get_by_role("link", name="Record a move of Tay").click()
    walk.look("move", "Where Tay lives")
    walk.choose("Does the baby live with her?", "No, apart from her")
    walk.write("Where", "foster carer")
    walk.give_day("Since", apart)
    walk.press("Save")

    # then her page says where Tay lives, and that nobody has been with her since
    walk.reads("Where the baby lives is recorded.", "lives apart from her: foster carer")
    walk.look("her-page-apart", "Mina")
    alone = walk.page.locator(".app-flag").first
    assert "Today" in alone.inner_text()
    assert "apart" in alone.locator("h3").inner_text()
    said = walk.text().lower()
    assert not [word for word in JOYFUL + BLAMING if word in said]

    # and so does her paper, without a word that hurts
    walk.follow("Print her plan")
    plan = walk.save_pdf("Look at it as it would print today").lower()
    assert "mina" in plan
    assert not [word for word in JOYFUL + BLAMING if word in plan]

    # She comes first on Today
    walk.go("/")
    walk.look("today-apart", "Today")
    assert walk.page.locator(".app-row").first.get_by_role("link", name="Mina", exact=True).count() == 1
