"""Two people editing one record at once: what each did stands, and only where both changed the same is one asked."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from pages.fields import DateBoxes
from pathway.actions import plans, pregnancies
from pathway.models import Pregnancy, Support
from pathway.permissions import CLOCK
from tests.pages.typed import ONE_WEEK


def opened(client: Client, page: str, pk: int) -> dict[str, str]:
    """The form as it stands in the browser."""
    fields: dict[str, str] = {}
    for bound in client.get(reverse(page, args=[pk])).context["form"]:
        value = bound.value()
        if isinstance(bound.field.widget, DateBoxes):
            fields |= {f"{bound.html_name}-{part}": typed for part, typed in DateBoxes.parts(value).items()}
        elif value not in (None, False):
            fields[bound.html_name] = "on" if value is True else str(value)
    return fields


def typed_in(response: Any) -> dict[str, str]:
    """What stands in the form of an answer."""
    return dict(response.context["form"].data.dict())


def send(client: Client, page: str, pk: int, fields: dict[str, str]) -> Any:
    return client.post(reverse(page, args=[pk]), fields)


def test_each_changes_another_part_and_both_stay(asha: Client, visits: Support, today: date) -> None:
    form = opened(asha, "support_change", visits.pk)
    plans.change(support=visits, version=None, until=today + ONE_WEEK, times=2, by=CLOCK, today=today)
    response = send(asha, "support_change", visits.pk, form | {"what": "bring the cot"})
    assert response.status_code == 409
    assert "They also changed what you had left as it was" in response.content.decode()
    assert response.context["theirs"].differs == []
    again = send(asha, "support_change", visits.pk, typed_in(response))
    assert again.status_code == 302
    visits.refresh_from_db()
    assert (visits.what, visits.times, visits.until) == ("bring the cot", 2, today + ONE_WEEK)


def test_both_change_the_same_part_and_only_that_is_shown_twice(asha: Client, visits: Support, today: date) -> None:
    form = opened(asha, "support_change", visits.pk)
    plans.change(support=visits, version=None, what="walk with you", by=CLOCK, today=today)
    response = send(asha, "support_change", visits.pk, form | {"what": "bring the cot"})
    label = "What they will do, in words she would use"
    assert response.context["theirs"] == ([(label, "walk with you", "bring the cot")], [])
    send(asha, "support_change", visits.pk, typed_in(response))
    visits.refresh_from_db()
    assert visits.what == "bring the cot"


def test_a_third_change_is_shown_too(asha: Client, visits: Support, today: date) -> None:
    form = opened(asha, "support_change", visits.pk) | {"what": "bring the cot"}
    plans.change(support=visits, version=None, times=2, by=CLOCK, today=today)
    second = typed_in(send(asha, "support_change", visits.pk, form))
    plans.change(support=visits, version=None, every=14, by=CLOCK, today=today)
    third = send(asha, "support_change", visits.pk, second)
    assert third.status_code == 409
    assert [label for label, _ in third.context["theirs"].taken] == ["How often"]
    send(asha, "support_change", visits.pk, typed_in(third))
    visits.refresh_from_db()
    assert (visits.what, visits.times, visits.every) == ("bring the cot", 2, 14)


def test_a_date_that_they_took_away_is_taken_away_in_the_form_too(asha: Client, visits: Support, today: date) -> None:
    plans.change(support=visits, version=None, until=today + ONE_WEEK, by=CLOCK, today=today)
    form = opened(asha, "support_change", visits.pk)
    visits.refresh_from_db()
    plans.change(support=visits, version=None, until=None, by=CLOCK, today=today)
    response = send(asha, "support_change", visits.pk, form | {"what": "bring the cot"})
    assert send(asha, "support_change", visits.pk, typed_in(response)).status_code == 302
    visits.refresh_from_db()
    assert visits.until is None


def test_her_own_details_are_kept_by_both(asha: Client, nadia: Pregnancy, today: date) -> None:
    form = opened(asha, "pregnancy_change", nadia.pk)
    pregnancies.change_details(pregnancy=nadia, version=None, phone="01632 960111", by=CLOCK, today=today)
    response = send(asha, "pregnancy_change", nadia.pk, form | {"preferred_name": "Nad"})
    assert response.status_code == 409
    assert send(asha, "pregnancy_change", nadia.pk, typed_in(response)).status_code == 302
    nadia.mother.refresh_from_db()
    assert (nadia.mother.phone, nadia.mother.preferred_name) == ("01632 960111", "Nad")


def test_a_form_from_before_this_was_remembered_shows_what_differs(asha: Client, visits: Support, today: date) -> None:
    form = opened(asha, "support_change", visits.pk)
    del form["opened"]
    plans.change(support=visits, version=None, times=2, by=CLOCK, today=today)
    response = send(asha, "support_change", visits.pk, form | {"opened": "not JSON"})
    assert [label for label, *_ in response.context["theirs"].differs] == ["How many contacts each time round"]
