"""Wrong input, as it really comes: every form answers with a page, never with an error of ours."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from pathway.models import Pregnancy
from tests.pages.test_scope import ABOUT_HER, address, records

__all__ = ["records"]

STRANGE = ["a\0b", "x" * 20_000, "9" * 40, "²٣"]
FAR_DAYS = [date(1, 1, 1), date(9999, 12, 31)]


def field_names(page: str) -> Iterator[str]:
    """The names of all that can be sent from a page."""
    for part in page.split(' name="')[1:]:
        name = part.split('"')[0]
        if name != "csrfmiddlewaretoken":
            yield name


def first_choices(page: str) -> dict[str, str]:
    """The first choice of every radio and list on a page, so that strange words elsewhere reach the action."""
    chosen: dict[str, str] = {}
    for part in page.split("<input ")[1:]:
        if 'type="radio"' in part.split(">")[0]:
            chosen.setdefault(part.split('name="')[1].split('"')[0], part.split('value="')[1].split('"')[0])
    for part in page.split("<select ")[1:]:
        options = [piece.split('"')[0] for piece in part.split("</select>")[0].split('<option value="')[1:]]
        chosen[part.split('name="')[1].split('"')[0]] = next((option for option in options if option), "")
    return chosen


NO_FORM = {"flag_acknowledge", "pregnancy_show", "plan_print", "printout_open", "meeting_agenda_print", "word_keep",
           "involvement_summary_print"}  # fmt: skip
GONE_AFTERWARDS = {"loss_take_back", "person_remove"}
"""A second answer to these finds nothing any more."""
FORMS = sorted(set(ABOUT_HER) - NO_FORM - GONE_AFTERWARDS)


def answered(client: Client, asked: str, typed: dict[str, str], pregnancy: int) -> None:
    """A form is answered with a page; and where it was carried out, her page and Today can still be read."""
    status = client.post(asked, typed).status_code
    assert status in (200, 302, 409)
    if status == 302:
        assert client.get(reverse("pregnancy_show", args=[pregnancy])).status_code == 200
        assert client.get(reverse("today")).status_code == 200


@pytest.mark.parametrize("name", FORMS)
def test_strange_words_and_far_days_get_an_answer(name: str, asha: Client, records: dict[str, int]) -> None:
    asked = address(name, records)
    page = asha.get(asked).content.decode()
    chosen = first_choices(page)
    for strange in STRANGE:
        answered(asha, asked, dict.fromkeys(field_names(page), strange) | chosen, records["women"])
    for day in FAR_DAYS:
        parts = {"day": str(day.day), "month": str(day.month), "year": f"{day.year:04}"}
        days = {field: parts.get(field.rpartition("-")[2], "1") for field in field_names(page)}
        answered(asha, asked, days | chosen, records["women"])


def test_more_than_anybody_types_is_refused_plainly(asha: Client, nadia: Pregnancy) -> None:
    response = asha.post(reverse("answer_record", args=[nadia.pk]), {"her_words": "x" * 2_600_000})
    assert response.status_code == 400
    assert "too long" in response.content.decode()


def test_a_page_for_every_number(asha: Client) -> None:
    for number in ("0", "9" * 19, "9" * 40):
        assert asha.get(f"/women/{number}/").status_code == 404
    assert asha.get(reverse("caseload"), {"name": "a\0b", "stage": "no such stage", "page": "-3"}).status_code == 200
