"""Birth, separation and the support that follows; and a handover that is refused, then accepted and seen."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from pathway.actions import flags, pregnancies
from pathway.models import Option, Pregnancy, Support
from tests import factories as make
from tests.people import People

from .conftest import AND_WITHOUT_SCRIPT, Begin
from .walk import PHONE

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
    after = make.a_support(
        woman,
        today,
        reference="after",
        what="see how you are",
        start=woman.due + 10 * ONE_DAY,
        planned=today - ONE_WEEK,
    )
    Support.objects.filter(pk=after.pk).update(counted_from="birth", start_days=10)
    return woman


@AND_WITHOUT_SCRIPT
def test_birth_separation_and_the_support_that_follows(
    begin: Begin, house: People, nearly_due: Pregnancy, today: date
) -> None:
    walk = begin(house.asha)
    born, apart = today - 9 * ONE_DAY, today - 6 * ONE_DAY

    # When the birth is recorded, what will move is shown before anything is saved
    walk.go(f"/women/{nearly_due.pk}/")
    walk.follow("Record the birth")
    walk.look("birth", "Record the birth")
    walk.give_day("Day of the birth", born)
    walk.write("Baby’s name", "Tay")
    walk.press("Go on: see which dates change")
    walk.reads("Not saved yet", "see how you are: begins", "Her plan should be agreed anew by this day.")
    walk.look("birth-foreseen", "What will now move")
    walk.press("Record the birth")
    walk.reads("The birth is recorded", "lives with her")
    walk.look("her-page-born", "Mina")
    expect(walk.page.locator(".app-strip thead .app-birth")).to_have_count(1)
    assert nearly_due.supports.get(reference="after").start == born + 10 * ONE_DAY

    # and when Tay goes to live apart from her, somebody is named who is there for her
    walk.click(walk.page.get_by_role("link", name="Record a move of Tay"))
    walk.look("move", "Where Tay lives")
    walk.choose("Does Tay live with her?", "No, apart from her")
    walk.write("With whom", "foster carers")
    walk.give_day("Lives there since", apart)
    walk.press("Go on")
    walk.reads("Dates that now apply", "Somebody should reach her by this day")
    walk.look("apart", "Tay lives apart from her")
    walk.press("Save")
    assert "Choose who will be there for her." in walk.problems()
    walk.look("apart-wrong", "Tay lives apart from her")
    walk.field("Who will be there for her?").select_option(label="Fern Example, Family support")
    for option in Option:
        walk.choose(option.label, "Offered to her")
    walk.choose(Option.TOGETHER.label, "Not explored")
    walk.page.get_by_label("Why not?").first.fill("No place near her")
    walk.choose("On what legal ground does the baby live apart from her?", "Not known yet")
    walk.press("Save")

    # then her page says where Tay lives, who is there for her, and that nobody has been with her since
    walk.reads(
        "lives apart from her, with foster carers",
        "For her, while Tay lives apart from her",
        "First contact by",
    )
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

    # Fern finds her on Today; once Fern has been there, nothing is asked of her
    fern = begin(house.fern, size=PHONE)
    fern.go("/")
    fern.reads("you are there for her")
    fern.look("today-come-for-her", "Today")
    make.a_contact(nearly_due.supports.get(reference="family-support"), today, today)
    flags.reassess([nearly_due], today=today)
    fern.go("/")
    expect(fern.page.get_by_text("you are there for her")).to_have_count(0)
    walk.go(f"/women/{nearly_due.pk}/")
    walk.reads("Support for her first reached her on")

    # Inside the year nobody can say that it is over; and Tay may come home
    walk.follow("Close her record")
    walk.reads("Her own plan stays open for a year", "For her that is until")
    expect(walk.page.get_by_label("A year has passed")).to_have_count(0)
    walk.go(f"/babies/{nearly_due.babies.get().pk}/move/")
    walk.choose("Does Tay live with her?", "Yes, with her")
    walk.press("Go on")
    walk.reads("Her own support goes on.")
    walk.look("her-page-home-again", "Mina")


@AND_WITHOUT_SCRIPT
def test_a_handover_is_refused_then_accepted_and_seen(begin: Begin, house: People, today: date) -> None:
    asha, sol, fern = begin(house.asha), begin(house.sol), begin(house.fern, size=PHONE)
    visits = house.nadia.supports.get(reference="family-support")

    # When the visits are offered to social work
    asha.go(f"/supports/{visits.pk}/hand-over/")
    asha.look("offer", "Hand over a promise")
    asha.field("To which service").select_option(label="Children's social work")
    asha.press("Ask them")
    asha.reads("Still with Family support.", "no answer yet")

    # who say no, and why
    sol.go("/handovers/")
    sol.look("handovers-ours", "Handovers")
    sol.follow("Say no for Nadi")
    sol.write("Why they say no", "Nobody is free before March")
    sol.press("Save")
    sol.reads("Nobody is free before March")

    # then it stays with the family team, and social work asks for it later
    fern.go("/handovers/")
    fern.reads("No handover is under way")
    sol.go(f"/supports/{visits.pk}/ask-handover/")
    sol.write("Why would that help her?", "We can come each week now")
    sol.press("Ask for it")
    sol.reads("They see on their handovers page that this is asked.")
    fern.go("/handovers/")
    fern.look("handovers-asked", "Handovers")
    fern.follow("Offer it for Nadi")
    fern.press("Ask them")
    fern.reads("They are asked.")

    # They say yes, and it is still the sender's until they have seen her
    sol.go("/handovers/")
    sol.follow("Say yes for Nadi")
    sol.press("Save")
    sol.reads("Noted. It stays where it is until they have seen her.")
    for who in (sol, fern):
        who.go("/handovers/")
        who.reads("Said yes, and has not seen her yet (1)", "Still with Family support.")
    fern.look("handovers-not-seen", "Handovers")
    make.a_contact(house.nadia.supports.get(every=28), today, today)
    fern.go("/handovers/")
    fern.reads("No handover is under way")
    asha.go(f"/women/{house.nadia.pk}/")
    asha.reads("Handed over to Children's social work.")
    asha.look("her-page-handed-over", "Nadi")

    # Who is involved, and who can see what
    asha.follow("Who is involved, and who can see what")
    asha.look("involved", "Who is involved, and who can see what")
    asha.follow("Show this in words for her, to print")
    asha.look("who-sees-what", "Who can see what about you")
