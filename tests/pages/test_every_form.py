"""Every form there is, sent empty, with something wrong in every field, and with dates from another age: it says what to mend."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from pathway.models import User
from tests.pages.conftest import Browser
from tests.pages.reading import Reading
from tests.pages.test_every_page import administrator, keys
from tests.pages.test_scope import records
from tests.pages.wrong import IN_ORDER, ROUNDS, Open, Sent, all_rows, every_form, faults_of, has_dates, typed
from tests.people import People

__all__ = ["administrator", "keys", "records"]


HER_NUMBER, HER_BIRTHDAY, HER_PHONE = "999 000 0018", date(1990, 5, 4), "01632 960777"
TELLS_OF_HER = re.compile(r"(?i)nadi|999 ?000 ?0018|4 May 1990|1990-0?5-0?4|0?4/0?5/1990|960777")
GIVES_AWAY = re.compile(r"Family support|social work|Drug and alcohol|Harbour|family team")
"""What helps her is nobody's business who sees a screen in passing."""


def faults(one: Open, how: str, today: date, before: dict[str, Any]) -> list[str]:
    """What is amiss when a form is sent so; everything is as it was `before` afterwards."""
    sent = typed(one.form, how, today)
    with transaction.atomic():
        answer = one.client.post(one.to, sent)
        now = before if how == IN_ORDER or answer.status_code == 302 else all_rows()
        transaction.set_rollback(True)
    written = [table for table, rows in now.items() if rows != before[table]]
    named = list(told(answer))
    return named if how == IN_ORDER else named + amiss(one, how, sent, answer, written)


def told(answer: Any) -> Iterator[str]:
    """What names her where it can be seen in passing, or stays: a window's title, an address, a notice, a file's name."""
    page = answer.content.decode() if "html" in answer.headers.get("Content-Type", "") else ""
    seen = {
        "title": Reading(page).title if page else "",
        "address": answer.headers.get("Location", ""),
        "file": answer.headers.get("Content-Disposition", ""),
        "notice": " ".join(str(message) for message in get_messages(answer.wsgi_request)),
    }
    yield from (f"her in the {where}: {words}" for where, words in seen.items() if TELLS_OF_HER.search(words))
    yield from (f"who helps in the {where}: {words}" for where, words in seen.items() if GIVES_AWAY.search(words))


def amiss(one: Open, how: str, sent: Sent, answer: Any, written: list[str]) -> list[str]:
    """What is amiss with the answer to a form that is not in order."""
    if answer.status_code == 302:
        return [] if one.may_be(how) else [f"carried out, to {answer.headers['Location']}"]
    found = [f"answers {answer.status_code}"] if answer.status_code != 200 else []
    found += [f"writes to {written}"] if written else []
    return found + list(faults_of(Reading(answer.content.decode()), one.form, sent))


def test_every_form_says_what_to_mend_keeps_what_was_typed_and_names_nobody(
    people: People, as_: Browser, asha: Client, administrator: User, keys: dict[str, int], client: Client, today: date
) -> None:
    mother = people.nadia.mother
    mother.nhs_number, mother.date_of_birth, mother.phone = HER_NUMBER.replace(" ", ""), HER_BIRTHDAY, HER_PHONE
    mother.save()
    clients = [(people.asha, asha), (administrator, as_(administrator)), (people.ben, as_(people.ben))]
    every = every_form(people.nadia, keys, today, clients, client)
    assert len(every) > 80
    before = all_rows()
    found = {
        f"{one.name} {one.page}, {how}": wrong
        for one in every
        for how in (*ROUNDS, IN_ORDER)
        if (how != "long ago" or has_dates(one.form)) and (wrong := faults(one, how, today, before))
    }
    assert not found, "\n".join(f"{which}: {wrong}" for which, wrong in found.items())


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


def test_what_names_her_is_seen(rf: RequestFactory) -> None:
    answer = HttpResponse(
        "<title>Nadi</title>", headers={"Location": "/women/?name=nadia", "Content-Type": "text/html"}
    )
    answer.wsgi_request = rf.get("/")  # type: ignore[attr-defined]
    answer.headers["Content-Disposition"] = "inline; filename=999 000 0018.pdf"
    assert [fault.split(":")[0] for fault in told(answer)] == [
        "her in the title",
        "her in the address",
        "her in the file",
    ]
