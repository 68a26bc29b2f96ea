"""Every form there is, sent empty, with something wrong in every field, and with dates from another age: it says what to mend."""

from datetime import date

from django.db import transaction
from django.test import Client

from pathway.models import User
from tests.pages.conftest import Browser
from tests.pages.reading import Reading
from tests.pages.test_every_page import administrator, keys
from tests.pages.test_scope import records
from tests.pages.wrong import ROUNDS, Open, all_rows, every_form, faults_of, has_dates, typed
from tests.people import People

__all__ = ["administrator", "keys", "records"]


def faults(one: Open, how: str, today: date) -> list[str]:
    """What is amiss when a form is sent so; everything is as it was afterwards."""
    sent = typed(one.form, how, today)
    with transaction.atomic():
        before = all_rows()
        answer = one.client.post(one.to, sent)
        written = [table for table, rows in all_rows().items() if rows != before[table]]
        transaction.set_rollback(True)
    if answer.status_code == 302:
        return [] if one.may_be(how) else [f"carried out, to {answer.headers['Location']}"]
    found = [f"answers {answer.status_code}"] if answer.status_code != 200 else []
    found += [f"writes to {written}"] if written else []
    return found + list(faults_of(Reading(answer.content.decode()), one.form, sent))


def test_every_form_says_what_to_mend_and_keeps_what_was_typed(
    people: People, as_: Browser, asha: Client, administrator: User, keys: dict[str, int], client: Client, today: date
) -> None:
    clients = [(people.asha, asha), (administrator, as_(administrator)), (people.ben, as_(people.ben))]
    every = every_form(people.nadia, keys, today, clients, client)
    assert len(every) > 80
    found = {
        f"{one.name} {one.page}, {how}": amiss
        for one in every
        for how in ROUNDS
        if (how != "long ago" or has_dates(one.form)) and (amiss := faults(one, how, today))
    }
    assert not found, "\n".join(f"{which}: {amiss}" for which, amiss in found.items())


def test_what_is_looked_for_can_be_amiss() -> None:
    page = Reading(
        "<title>A form</title><div class='nhsuk-error-summary'><ul class='nhsuk-error-summary__list'>"
        "<li><a href='#a'>This field is required.</a></li><li><a href='#a'>This field is required.</a></li></ul></div>"
        "<form method=post><input name=word value=''><textarea name=words>kept</textarea></form>"
    )
    (form,) = page.forms
    found = " ".join(faults_of(page, form, {"word": "gone", "words": "kept"}))
    for fault in ("title", "leads nowhere", "not ours", "said twice", "0 beside", "word holds"):
        assert fault in found
    assert "words holds" not in found
