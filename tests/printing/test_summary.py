"""The summary of a service: what it promised and kept, what is open with it, and nothing of other services or classes."""

import re
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pypdf
import pytest

from pathway.actions import aims, contacts, flags, handovers, pregnancies, requests, reviews
from pathway.models import Information, Involvement, Service, Support
from pathway.permissions import CLOCK
from pathway.printing import summary_pdf
from pathway.printing.accounts import of_her
from pathway.printing.giveaways import giveaway_in
from pathway.printing.language import check
from pathway.printing.summary import Summary, summary
from tests import factories as make
from tests.people import People

from .test_pdf import tags_in, whole

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def visits(people: People) -> Support:
    """The weekly promise of the family team."""
    found: Support = people.nadia.supports.get(every=7)
    return found


@pytest.fixture
def family(people: People, visits: Support) -> Involvement:
    """The family team's involvement."""
    found: Involvement = people.nadia.involvements.get(service=visits.service)
    return found


def of(involvement: Involvement, people: People, today: date, name: str = "asha") -> Summary:
    return summary(involvement, today=today, by=getattr(people, name))


def fill(people: People, visits: Support, today: date) -> None:
    """Something in every section."""
    make.a_contact(visits, today - 7 * ONE_WEEK, today)
    fallen = make.a_contact(visits, today - ONE_WEEK, today, None)
    contacts.record(support=visits, contact=fallen, on=fallen.day, outcome="cancelled_by_service", reason="staff_ill",
                    today=today, by=CLOCK)  # fmt: skip
    make.a_contact(visits, today + ONE_DAY, today, None)
    given = {"pregnancy": people.nadia, "by": CLOCK, "today": today}
    pregnancies.appoint_lead(worker=people.asha.workers.get(), start=today, **given)
    handovers.offer(support=visits, to_service=people.sol.workers.get().service, by=CLOCK, today=today)
    reviews.decide(what="Name the days", by_when=today, service=visits.service, **given)
    reviews.decide(what="Of the social workers", by_when=today, service=people.sol.workers.get().service, **given)
    aims.add_action(what="Bring the forms", due=today, service=visits.service, **given)
    requests.ask(what="A cot", service=visits.service, asked=today, **given)
    flags.reassess([people.nadia], today=today)


def test_each_time_that_was_not_kept_has_its_days_and_the_reason_given(
    people: People, visits: Support, family: Involvement, today: date
) -> None:
    fill(people, visits, today)
    [promise] = of(family, people, today).promises
    assert promise.line.tally == (8, 1)
    assert promise.line.missed[-1].endswith(": cancelled by the family team (staff were ill)")
    assert promise.more == "Nobody is named yet."


def test_a_reason_of_hers_stays_off_it(people: People, visits: Support, family: Involvement, today: date) -> None:
    fallen = make.a_contact(visits, today - ONE_WEEK, today, None)
    contacts.record(support=visits, contact=fallen, on=fallen.day, outcome="missed", reason="not_safe",
                    today=today, by=CLOCK)  # fmt: skip
    [promise] = of(family, people, today).promises
    assert promise.line.missed[-1].endswith(": Nadi could not come")


def test_it_says_what_comes_what_is_open_and_who_leads(
    people: People, visits: Support, family: Involvement, today: date
) -> None:
    fill(people, visits, today)
    people.asha.workers.update(phone="01632 960111")
    found = of(family, people, today)
    assert [line.endswith(": at home, nobody is named yet.") for line in found.coming] == [True]
    assert {flag.next_step != "" for flag in found.flags} == {True}
    assert found.leads[0].startswith("Asha Midwife, Midwifery.")
    assert found.leads[0].endswith("Call 01632\N{NO-BREAK SPACE}960111.")
    assert found.handovers[0].startswith("From the family team to Children's social work. Offered on ")
    assert [job.what for job in found.jobs] == ["Bring the forms", "Name the days"]
    assert [job.what for job in found.requests] == ["A cot"]


def test_another_services_flags_and_promises_are_not_on_it(people: People, visits: Support, today: date) -> None:
    fill(people, visits, today)
    social: Service = people.sol.workers.get().service
    found = of(people.nadia.involvements.get(service=social), people, today)
    assert [promise.line.what for promise in found.promises] == ["Visit her at home, every four weeks"]
    assert people.nadia.flags.open().filter(service=visits.service).exists()
    assert len(found.flags) == people.nadia.flags.open().filter(service=social).count()
    assert [job.what for job in found.jobs] == ["Of the social workers"]
    assert found.requests == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Visit you at your home", "Visit her at her home"),
        ("Talk with you about how you feel", "“Talk with you about how you feel”"),
        ("Visit you after you come home", "“Visit you after you come home”"),
    ],
)
def test_what_is_said_to_her_is_told_of_her_or_quoted(said: str, told: str) -> None:
    assert of_her(said) == told


def test_who_prints_sees_no_class_that_is_not_theirs(
    people: People, visits: Support, family: Involvement, today: date
) -> None:
    fill(people, visits, today)
    people.nadia.flags.update(information=Information.CHILD_PROTECTION)
    assert of(family, people, today, "sol").flags
    seen_by_fern = of(family, people, today, "fern")
    assert seen_by_fern.flags == ()
    assert [job.what for job in seen_by_fern.jobs] == ["Bring the forms"]
    seen_by_carol = of(family, people, today, "carol")
    assert not any((seen_by_carol.promises, seen_by_carol.coming, seen_by_carol.handovers, seen_by_carol.requests))


@pytest.mark.parametrize("information", [Information.ALCOHOL_AND_DRUGS, Information.SAFETY])
def test_what_is_told_in_confidence_is_on_no_paper_whoever_prints(
    information: Information, people: People, visits: Support, family: Involvement, today: date
) -> None:
    fill(people, visits, today)
    assert of(family, people, today).flags != ()
    people.nadia.flags.update(information=information)
    assert of(family, people, today).flags == ()


def test_a_service_without_a_plain_name_is_not_named(people: People, today: date) -> None:
    harbour = people.dara.workers.get().service
    Service.objects.filter(pk=harbour.pk).update(plain_name="")
    harbour.refresh_from_db()
    support = make.a_support(people.nadia, today, harbour, reference="harbour", what="see her about methadone")
    aims.add_action(pregnancy=people.nadia, what="Write about drinking", due=today, service=harbour,
                    by=CLOCK, today=today)  # fmt: skip
    flags.reassess([people.nadia], today=today)
    found = of(people.nadia.involvements.get(service=support.service), people, today)
    assert found.service == "her support service"
    assert giveaway_in(str(vars(found) | {"left_out": ()})) == ""
    assert found.left_out


def test_the_paper_is_tagged_neutral_and_at_most_two_pages(
    people: People, visits: Support, family: Involvement, today: date
) -> None:
    fill(people, visits, today)
    paper = summary_pdf(family, today=today, by=people.asha)
    with pikepdf.open(BytesIO(paper)) as opened:
        assert (str(opened.Root.Lang), str(opened.docinfo.Title)) == ("en-GB", "Summary")
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    tags = tags_in(paper)
    headings = [tag for tag in tags if re.fullmatch(r"H\d", tag)]
    assert headings == ["H1", "H2", "H2", "H3", "H2", "H2", "H2", "H2", "H2"]
    assert whole(tags)
    pages = pypdf.PdfReader(BytesIO(paper)).pages
    assert len(pages) <= 2
    words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert "Kept 1 of 8. Nobody is named yet. Not kept (the last of 7):" in words
    assert check(words) == []
    assert giveaway_in(words) == ""
