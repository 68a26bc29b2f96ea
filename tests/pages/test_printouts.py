"""Her papers on the screen: made, opened, given in a safe way; a whole team's; what is arranged for the birth."""

from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from pathway.actions import assessments, contacts, handovers, meetings, plans, printouts
from pathway.models import PlanVersion, Pregnancy, Printout, PrintRun, Support
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

from .typed import ONE_WEEK, page_text, refused, send, typed


@pytest.fixture
def version(nadia: Pregnancy, today: date) -> PlanVersion:
    """Her plan, agreed today."""
    return plans.agree(pregnancy=nadia, by=CLOCK, today=today)


def test_without_an_agreed_plan_there_is_nothing_to_keep(asha: Client, nadia: Pregnancy) -> None:
    page = asha.get(reverse("printouts_hers", args=[nadia.pk])).content.decode()
    assert "No plan has been agreed with her yet" in page
    assert "make a paper" not in page


def test_a_paper_is_made_opened_and_given_in_a_safe_way(
    asha: Client, people: People, as_: Browser, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    paper = printouts.make(version=version, variant="safe", by=people.asha, today=today)
    address = reverse("printout_open", args=[paper.pk])
    assert address in asha.get(reverse("printouts_hers", args=[nadia.pk])).content.decode()
    opened = asha.get(address)
    assert opened.content == bytes(paper.content)
    assert opened.headers["Content-Disposition"] == 'inline; filename="dates.pdf"'
    assert as_(people.carol).get(address).status_code == 404
    giving = {"how": "post", **typed("day", today)}
    refused(send(asha, "printout_give", paper.pk, **giving), "Nobody has recorded whether post is safe for her")
    said = {"pregnancy": nadia, "route": "post", "answered_on": today, "by": CLOCK, "today": today}
    assessments.record_safe_contact(safe=False, **said)
    refused(send(asha, "printout_give", paper.pk, **giving), "She has said that post is not safe for her")
    assessments.record_safe_contact(safe=True, **said)
    assert send(asha, "printout_give", paper.pk, **giving).status_code == 302
    assert version.given.get().printout == paper
    assert "Given to her" in asha.get(reverse("printouts_hers", args=[nadia.pk])).content.decode()


def test_a_team_makes_all_its_papers_and_takes_them_to_the_printer(
    asha: Client, people: People, as_: Browser, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    team, page = nadia.team, reverse("print_runs", args=[nadia.team_id])
    other = make.a_pregnancy(team, today)
    plans.agree(pregnancy=other, by=CLOCK, today=today)
    assert "2 agreed plans are on no paper yet" in asha.get(page).content.decode()
    assert asha.get(reverse("papers_download", args=[team.pk])).status_code == 404
    asha.post(reverse("print_run_start", args=[team.pk]))
    assert "0 of 2" in asha.get(page).content.decode()
    printouts.work_off(today=today)
    shown = asha.get(page).content.decode()
    assert "Every agreed plan is on paper" in shown
    assert "Nadi" in shown
    together = asha.get(reverse("papers_download", args=[team.pk]))
    assert len(pypdf.PdfReader(BytesIO(together.content)).pages) == 4
    for outsider in (people.carol, people.fern):
        assert as_(outsider).get(page).status_code == 404
        assert as_(outsider).post(reverse("print_run_start", args=[team.pk])).status_code == 404
        assert as_(outsider).get(reverse("papers_download", args=[team.pk])).status_code == 404


def test_a_team_takes_one_paper_a_woman_the_last_that_was_chosen_and_still_may_go_out(
    asha: Client, people: People, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    download = reverse("papers_download", args=[nadia.team_id])
    said = {"pregnancy": nadia, "route": "by_hand", "answered_on": today, "by": CLOCK, "today": today}
    assessments.record_safe_contact(safe=True, **said)
    for variant in ("safe", "full", "fridge"):
        paper = printouts.make(version=version, variant=variant, by=people.asha, today=today)
    together = pypdf.PdfReader(BytesIO(asha.get(download).content))
    assert len(together.pages) == 2  # one page and its empty back
    assert "My week" in together.pages[0].extract_text()
    assessments.record_safe_contact(safe=False, **said)
    page = asha.get(reverse("print_runs", args=[nadia.team_id])).content.decode()
    assert "Made, and not to be given any more" in page
    assert asha.get(download).status_code == 404
    assessments.record_safe_contact(safe=True, **said)
    plans.give(version=version, printout=paper, day=today, how="by_hand", by=people.asha, today=today)
    assert asha.get(download).status_code == 404


def test_a_paper_whose_days_have_changed_says_which_and_leads_to_a_fresh_one(
    asha: Client, people: People, as_: Browser, nadia: Pregnancy, version: PlanVersion, today: date
) -> None:
    paper = printouts.make(version=version, variant="safe", by=people.asha, today=today)
    hers = reverse("printouts_hers", args=[nadia.pk])
    assert "Her days have changed" not in asha.get(hers).content.decode()
    booked = make.a_contact(nadia.supports.get(every=7), today + ONE_WEEK, today, outcome=None)
    for who in (people.asha, people.ben):
        page = as_(who).get(hers).content.decode()
        assert "Her days have changed since this was made." in page
        assert f"Not on it: {booked.day:%A %-d %B}" in page
        assert f"{reverse('plan_check', args=[nadia.pk])}?variant=safe&amp;language=en" in page
    assert as_(people.carol).get(hers).status_code == 404
    assert "make it afresh first" in asha.get(reverse("printout_give", args=[paper.pk])).content.decode()
    runs = reverse("print_runs", args=[nadia.team_id])
    assert "1 paper shows days that have changed since" in asha.get(runs).content.decode()
    printouts.make(version=version, variant="safe", by=people.asha, today=today)
    page = asha.get(hers).content.decode()
    assert "There is a newer one." in page
    assert "Her days have changed" not in page


def test_a_run_is_stopped(asha: Client, people: People, as_: Browser, version: PlanVersion, today: date) -> None:
    run = printouts.start(team=version.pregnancy.team, by=people.asha, today=today)
    assert run
    stop = reverse("print_run_stop", args=[run.pk])
    assert as_(people.carol).post(stop).status_code == 404
    assert "What is made stays" in asha.post(stop, follow=True).content.decode()
    assert "ended already" in asha.post(stop, follow=True).content.decode()
    assert not PrintRun.objects.running().exists()


def test_a_paper_that_could_not_be_made_is_shown(asha: Client, version: PlanVersion) -> None:
    try:
        raise ValueError("hers")
    except ValueError as error:
        printouts.note_fault(version=version, error=error)
    page = asha.get(reverse("print_runs", args=[version.pregnancy.team_id])).content.decode()
    assert "Could not be made" in page
    assert "ValueError in test_printouts.py" in page
    assert "hers)" not in page


def test_what_is_arranged_for_the_birth_is_kept_question_by_question(
    asha: Client, people: People, as_: Browser, nadia: Pregnancy, today: date
) -> None:
    page = "birth_arrangements"
    assert (
        send(asha, page, nadia.pk, who_visits="Jo, on day two", **typed("tell_by", today + ONE_WEEK)).status_code == 302
    )
    rows = {row.question: row for row in nadia.birth_arrangements.all()}
    assert len(rows) == 6
    assert (rows["who_visits"].arranged, rows["who_visits"].tell_by) == ("Jo, on day two", None)
    assert (rows["where_baby"].arranged, rows["where_baby"].tell_by) == ("", today + ONE_WEEK)
    assert "Jo, on day two" in asha.get(reverse(page, args=[nadia.pk])).content.decode()
    refused(send(asha, page, nadia.pk, where_baby="x" * 301), "shorten this to 300 characters; it has 301.")
    assert as_(people.fern).get(reverse(page, args=[nadia.pk])).status_code == 200


def test_a_letter_is_refused_for_a_way_not_known_to_be_safe_then_made_and_given(
    asha: Client, people: People, as_: Browser, nadia: Pregnancy, today: date
) -> None:
    contact = make.a_contact(nadia.supports.get(every=7), today + ONE_WEEK, today, outcome=None)
    letter = {"how": "post", "envelope": "discreet", "language": "en"}
    asked = asha.get(reverse("contact_letter", args=[contact.pk])).content.decode()
    assert '<input type="hidden" name="language" value="en"' in asked
    refused(send(asha, "contact_letter", contact.pk, **letter), "Nobody has recorded whether post is safe for her")
    said = {"pregnancy": nadia, "route": "post", "answered_on": today, "by": CLOCK, "today": today}
    assessments.record_safe_contact(safe=True, **said)
    assert send(asha, "contact_letter", contact.pk, **letter).status_code == 302
    paper = Printout.objects.get()
    assert paper.subject == f"contact {contact.pk}, edit {contact.version}, discreet envelope"
    assert send(asha, "contact_letter", contact.pk, **letter).headers["Location"].endswith(f"/papers/{paper.pk}.pdf")
    assert Printout.objects.count() == 1
    assert send(asha, "printout_give", paper.pk, how="post", **typed("day", today)).status_code == 302
    assert paper.sent.get().how == "post"


def test_a_letter_about_a_visit_that_was_called_off_says_so_wherever_it_is_shown(
    asha: Client, nadia: Pregnancy, visits: Support, today: date
) -> None:
    contact = make.a_contact(visits, today + ONE_WEEK, today, outcome=None)
    letter = printouts.write_letter(about=contact, how="by_hand", by=CLOCK, today=today)
    assert "no longer holds" not in page_text(asha, "printouts_hers", nadia.pk)
    contacts.record(
        support=visits, contact=contact, on=contact.day, outcome="cancelled_by_service", by=CLOCK, today=today
    )
    assert "The appointment was called off since." in page_text(asha, "printouts_hers", nadia.pk)
    assert "The appointment was called off since." in page_text(asha, "printout_give", letter.pk)
    refused(send(asha, "printout_give", letter.pk, **typed("day", today), how="by_hand"), "Tell her what is so now")


@pytest.mark.parametrize("page", ["contact_letter", "handover_letter", "meeting_letter"])
def test_every_letter_is_refused_where_her_last_answer_is_not_that_this_way_is_safe(
    asha: Client, people: People, nadia: Pregnancy, today: date, page: str
) -> None:
    about = {"by": CLOCK, "today": today}
    support = nadia.supports.get(every=7)
    rows = {
        "contact_letter": lambda: make.a_contact(support, today + ONE_WEEK, today, outcome=None),
        "handover_letter": lambda: handovers.offer(support=support, to_service=nadia.team.service, **about),
        "meeting_letter": lambda: meetings.book(pregnancy=nadia, kind="core group", day=today + ONE_WEEK, **about),
    }
    row, letter = rows[page](), {"how": "email", "envelope": "none", "language": "en"}
    said = {"pregnancy": nadia, "route": "email", "answered_on": today, **about}
    refused(send(asha, page, row.pk, **letter), "Nobody has recorded whether email is safe for her")
    refused(send(asha, page, row.pk, **letter | {"how": "phone"}))
    assessments.record_safe_contact(safe=True, **said)
    assert send(asha, page, row.pk, **letter).status_code == 302
    paper = Printout.objects.get()
    assessments.record_safe_contact(safe=False, **said)
    refused(send(asha, page, row.pk, **letter), "She has said that email is not safe for her")
    giving = {"how": "email", **typed("day", today)}
    refused(send(asha, "printout_give", paper.pk, **giving), "She has said that email is not safe for her")
    assert not paper.sent.exists()


def test_a_letter_about_a_meeting_is_not_there_for_family_support(
    people: People, as_: Browser, nadia: Pregnancy, today: date
) -> None:
    meeting = meetings.book(pregnancy=nadia, kind="core group", day=today + ONE_WEEK, by=CLOCK, today=today)
    asked = reverse("meeting_letter", args=[meeting.pk])
    assert as_(people.sol).get(asked).status_code == 200
    assert as_(people.fern).get(asked).status_code == 404
