"""The summary of a service as a page and on paper: for those who may see her, named after nobody, in few queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pathway.models import Involvement, Support
from tests import factories as make
from tests.people import People

from .conftest import Browser

ONE_DAY = timedelta(days=1)


@pytest.fixture
def family(people: People, visits: Support) -> Involvement:
    """The family team's involvement."""
    found: Involvement = people.nadia.involvements.get(service=visits.service)
    return found


@pytest.mark.parametrize(
    ("name", "status"), [("asha", 200), ("ben", 200), ("fern", 200), ("sol", 200), ("carol", 404), ("dara", 404)]
)
@pytest.mark.parametrize("address", ["involvement_summary", "involvement_summary_print"])
def test_it_is_for_those_who_may_see_her_pathway(
    address: str, name: str, status: int, people: People, as_: Browser, family: Involvement
) -> None:
    assert as_(getattr(people, name)).get(reverse(address, args=[family.pk])).status_code == status


def test_it_is_found_from_who_is_involved_and_its_file_names_nobody(
    people: People, as_: Browser, family: Involvement
) -> None:
    asha = as_(people.asha)
    assert (
        reverse("services_involved", args=[people.nadia.pk])
        in asha.get(reverse("pregnancy_show", args=[people.nadia.pk])).content.decode()
    )
    page = asha.get(reverse("services_involved", args=[people.nadia.pk])).content.decode()
    assert reverse("involvement_summary", args=[family.pk]) in page
    paper = asha.get(reverse("involvement_summary_print", args=[family.pk]))
    assert paper.headers["Content-Disposition"] == 'inline; filename="summary.pdf"'
    assert paper.headers["Cache-Control"] == "no-store"
    assert paper.content.startswith(b"%PDF-")


def test_it_takes_as_many_queries_for_much_as_for_little(
    people: People, as_: Browser, family: Involvement, visits: Support, today: date
) -> None:
    asha, counts = as_(people.asha), []
    for number in (1, 4):
        for day in range(number):
            make.a_contact(visits, today - (10 * number + day) * ONE_DAY, today, "cancelled_by_service")
            make.a_contact(visits, today + (5 * number + day) * ONE_DAY, today, None)
            make.a_support(people.nadia, today, visits.service, reference=f"more-{number}-{day}")
        with CaptureQueriesContext(connection) as queries:
            assert asha.get(reverse("involvement_summary", args=[family.pk])).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["Nadi", "நாதி"])
def test_it_says_which_words_the_paper_cannot_print(
    name: str, people: People, as_: Browser, family: Involvement
) -> None:
    people.nadia.mother.preferred_name = name
    people.nadia.mother.save()
    page = as_(people.asha).get(reverse("involvement_summary", args=[family.pk])).content.decode()
    assert ("hold letters that the paper cannot print: “நாதி” (Tamil)" in page) == (name != "Nadi")
