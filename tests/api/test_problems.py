"""Whatever is wrong is told in one shape, in words that say what to mend; bad input is never a 500."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient
from werkzeug.test import Client as Server

from api import problems
from pathway.actions import plans
from pathway.actions.base import Conflict, Problem
from pathway.models import Contact, Support
from wsgi import application

from ..people import People
from .conftest import SignedIn

JSON = "application/json"
LISTS = ("pregnancies", "supports", "contacts", "flags")


def check(answer: Any, status: int) -> dict[str, Any]:
    """The problem, once its shape is right."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert told["title"] == HTTPStatus(status).phrase
    assert told["type"] == "about:blank"
    assert told["detail"].endswith((".", "/"))
    return told


@pytest.mark.parametrize(("query", "field", "words"), [
    ("page=0", "page", "at least 1"),
    ("page=one", "page", "whole number"),
    ("page=1.0", "page", "whole number"),
    ("page=%D9%A3", "page", "whole number"),
    ("page=99999999999999999999999999", "page", "whole number"),
    ("page=9999999999999999999", "page", "at most 9223372036854775807"),
    ("page=" + "9" * 5000, "page", "whole number"),
    ("page=", "page", "whole number"),
    ("page_size=201", "page_size", "at most 200"),
    ("page=1&page=2", "page", "more than once"),
    ("format=xml", "format", "There is no parameter of this name here"),
    ("pregancy=1", "pregancy", "There are: page, page_size, "),
    ("%00=1", "\x00", "no parameter of this name"),
])  # fmt: skip
@pytest.mark.parametrize("noun", LISTS)
def test_a_parameter_that_cannot_be_read(noun: str, query: str, field: str, words: str, asha: APIClient) -> None:
    told = check(asha.get(f"/api/{noun}/?{query}"), 400)
    assert [(error["field"], words in error["detail"]) for error in told["errors"]] == [(field, True)]


@pytest.mark.parametrize(("noun", "query", "words"), [
    ("flags", "since=2026-13-45", "year-month-day"),
    ("flags", "since=2026-02-30", "year-month-day"),
    ("flags", "since=2026-3-1", "year-month-day"),
    ("flags", "since=2026-W01-1", "year-month-day"),
    ("flags", "since=20260301", "year-month-day"),
    ("flags", "since=0000-01-01", "year-month-day"),
    ("flags", "since=%00", "year-month-day"),
    ("flags", "open=yes", "true or false"),
    ("flags", "open=True", "true or false"),
    ("flags", "level=urgent", "now, soon, watch"),
    ("flags", "pregnancy=Nadia", "whole number"),
    ("flags", "pregnancy=-1", "at least 1"),
    ("contacts", "outcome=DELIVERED", "delivered, cancelled_by_service, cancelled_by_her, missed"),
    ("contacts", "outcome=%FF%FE", "Choose one of"),
    ("pregnancies", "before_birth=1", "true or false"),
])  # fmt: skip
def test_a_value_that_cannot_be_meant(noun: str, query: str, words: str, asha: APIClient) -> None:
    told = check(asha.get(f"/api/{noun}/?{query}"), 400)
    assert [words in error["detail"] for error in told["errors"]] == [True]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_far_away_is_still_a_day(day: str, asha: APIClient) -> None:
    assert asha.get(f"/api/flags/?since={day}").status_code == 200


def test_a_page_past_the_last_is_not_found(asha: APIClient) -> None:
    assert "The list ends before this page" in check(asha.get("/api/flags/?page=99"), 404)["detail"]
    check(asha.get("/api/flags/?page=9223372036854775807"), 404)


@pytest.mark.parametrize("address", [
    "/api/nothing/", "/api/pregnancies", "/api/contacts/12", "/api/contacts/nobody/", "/api/contacts/-1/",
    "/api/contacts/9999999999999999999999999999/", f"/api/contacts/{'9' * 5000}/", "/api/contacts/999999999/",
    "/api/contacts/999999999/outcome/", "/api/%00/", "/api/a%0Ab", "/api/contacts/1/x/", "/api/%FF/",
])  # fmt: skip
def test_an_address_that_is_not_there(address: str, asha: APIClient, signed_in: SignedIn) -> None:
    check(asha.get(address), 405 if address.endswith("/outcome/") else 404)
    assert signed_in("nobody").get(address).status_code in (401, 404)
    for send in (asha.post, asha.put, asha.delete, asha.patch, asha.options):
        assert check(send(address), send(address).status_code)["status"] in (404, 405, 400)


BODIES: list[tuple[bytes, str, str]] = [
    (b"", "support", "This is needed."),
    (b"{}", "day", "This is needed."),
    (b"[]", "", "one JSON object"),
    (b"null", "", "one JSON object"),
    (b'"text"', "", "one JSON object"),
    (b'{"support": "1", "day": "2026-01-01"}', "support", "whole number"),
    (b'{"support": true, "day": "2026-01-01"}', "support", "whole number"),
    (b'{"support": 1.0, "day": "2026-01-01"}', "support", "whole number"),
    (b'{"support": null, "day": "2026-01-01"}', "support", "cannot be null"),
    (b'{"support": {"id": 1}, "day": "2026-01-01"}', "support", "whole number"),
    (b'{"support": 9223372036854775808, "day": "2026-01-01"}', "support", "at most"),
    (b'{"support": 0, "day": "2026-01-01"}', "support", "at least 1"),
    (b'{"support": 1, "day": "2026-13-45"}', "day", "year-month-day"),
    (b'{"support": 1, "day": "2026-01-01T10:00:00"}', "day", "year-month-day"),
    (b'{"support": 1, "day": 20260101}', "day", "year-month-day"),
    (b'{"support": 1, "day": ["2026-01-01"]}', "day", "year-month-day"),
    (b'{"support": 1, "day": "2026-01-01", "outcome": "happened"}', "outcome", "delivered, cancelled_by_service"),
    (b'{"support": 1, "day": "2026-01-01", "outcome": ["delivered"]}', "outcome", "delivered, cancelled_by_service"),
    (b'{"support": 1, "day": "2026-01-01", "outcome": null}', "outcome", "cannot be null"),
    (b'{"support": 1, "day": "2026-01-01", "at": "25:00"}', "at", "hours and minutes"),
    (b'{"support": 1, "day": "2026-01-01", "at": "10:00Z"}', "at", "hours and minutes"),
    (b'{"support": 1, "day": "2026-01-01", "minutes_duration": 0}', "minutes_duration", "at least 1"),
    (b'{"support": 1, "day": "2026-01-01", "outcome": "missed", "note": 5}', "note", "Write text"),
    (b'{"support": 1, "day": "2026-01-01", "outcome": "missed", "note": "a\\u0000b"}', "note", "Null characters"),
    (b'{"support": 1, "day": "2026-01-01", "outcome": "missed", "note": "\\ud800"}', "note", "Surrogate"),
    (b'{"support": 1, "day": "2026-01-01", "outcome": "missed", "note": "' + b"a" * 4001 + b'"}', "note", "4000"),
    (b'{"support": 1, "day": "2026-01-01", "outcom": "missed"}', "outcom", "There is no field of this name here"),
    (b'{"support": 1, "day": "2026-01-01", "version": 3}', "version", "support, day, outcome, worker, note"),
]


@pytest.mark.parametrize(("body", "field", "words"), BODIES, ids=range(len(BODIES)))
def test_a_body_with_a_field_that_cannot_be_read(body: bytes, field: str, words: str, asha: APIClient) -> None:
    told = check(asha.post("/api/contacts/", body, content_type=JSON), 400)
    found = {error["field"]: error["detail"] for error in told["errors"]}
    assert words in found[field]
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(("body", "words"), [
    (b"{", "line 1, column 2"),
    (b'{"support": 1,\n "day": }', "line 2, column 9"),
    (b"support=1", "not JSON"),
    (b'{"support": NaN}', "not JSON in UTF-8"),
    (b'{"support": ' + b"9" * 5000 + b"}", "not JSON in UTF-8"),
    (b'{"support": "\xff"}', "not JSON in UTF-8"),
    (b"\xff\xfe{\x00}\x00", "not JSON in UTF-8"),
    (b'{"support": 1, "support": 2}', "stands twice"),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"a":' * 100_000, "nested too deeply"),
])  # fmt: skip
def test_a_body_that_is_not_json(body: bytes, words: str, asha: APIClient) -> None:
    told = check(asha.post("/api/contacts/", body, content_type=JSON), 400)
    assert words in told["detail"]


def test_a_body_that_is_too_large(asha: APIClient, settings: Settings) -> None:
    body = b'{"note": "' + b"a" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + b'"}'
    for address in ("/api/contacts/", "/api/token/"):
        assert "Send less" in check(asha.post(address, body, content_type=JSON), 413)["detail"]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense", ""]
)
def test_a_body_of_another_kind(kind: str, asha: APIClient) -> None:
    answer = asha.generic("POST", "/api/contacts/", "support=1", content_type=kind)
    assert "Content-Type: application/json" in check(answer, 415)["detail"]


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "nonsense"])
def test_a_character_set_that_json_cannot_have(charset: str, asha: APIClient) -> None:
    kind = f"application/json; charset={charset}"
    check(asha.generic("POST", "/api/contacts/?%FF=1", "{}", content_type=kind), 400)
    check(asha.generic("GET", "/api/contacts/?since=%FF", "", content_type=kind), 400)


def test_a_body_in_chunks_of_unknown_length(asha: APIClient) -> None:
    answer = asha.post("/api/contacts/", {"support": 1}, format="json", HTTP_TRANSFER_ENCODING="chunked")
    assert "Content-Length" in check(answer, 411)["detail"]


@pytest.mark.parametrize("charset", ["zlib_codec", "rot13", "utf-16"])
def test_a_character_set_that_python_knows_and_the_web_does_not(charset: str, people: People) -> None:
    """Through the server's own way in, as Django breaks on these before any view is asked."""
    kind = f"application/json; charset={charset}"
    token = Token.objects.create(user=people.asha)
    server = Server(application)
    answer = server.get("/api/contacts/?since=%FF", headers={"Content-Type": kind, "Authorization": f"Token {token}"})
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense"])
def test_an_answer_of_another_kind(accept: str, asha: APIClient) -> None:
    assert "Accept: application/json" in check(asha.get("/api/flags/", HTTP_ACCEPT=accept), 406)["detail"]


@pytest.mark.parametrize("address", ["/api/flags/", "/api/flags/1/", "/api/schema/", "/api/pregnancies/"])
def test_a_method_that_is_not_taken(address: str, asha: APIClient) -> None:
    for send in (asha.put, asha.patch, asha.delete, asha.post, asha.options):
        answer = send(address)
        check(answer, 405)
        assert "GET" in answer["Allow"]


@pytest.mark.parametrize("header", ["Token", "Token ", "Token a b", "Token nonsense", "Token \xff", "Basic YTpi"])
def test_a_token_that_is_not_known(header: str, signed_in: SignedIn) -> None:
    client = signed_in("nobody")
    client.credentials(HTTP_AUTHORIZATION=header)
    answer = client.get("/api/flags/")
    assert "POST /api/token/" in check(answer, 401)["detail"]
    assert answer["WWW-Authenticate"] == "Token"


class Sent:
    """Stands for a view: which argument was sent under which name."""

    sent_as = {"on": "day"}


@pytest.mark.parametrize(("error", "status", "errors"), [
    (lambda: Problem("Give a day.", "on"), 422, [{"field": "day", "detail": "Give a day."}]),
    (lambda: Problem("Give a word."), 422, None),
    (lambda: Conflict("this contact"), 409, None),
    (lambda: PermissionDenied("Your role does not cover this."), 403, None),
    (lambda: ZeroDivisionError("a secret of the house"), 500, None),
])  # fmt: skip
def test_what_actions_raise(error: Callable[[], Exception], status: int, errors: Any) -> None:
    told = problems.answer(error(), {"view": Sent()}).data
    assert (told["status"], told.get("errors")) == (status, errors)
    assert "secret" not in told["detail"]


def test_a_second_edit_meanwhile_is_a_conflict(asha: APIClient, today: date) -> None:
    """The row has moved on since it was fetched: nothing is written over it."""
    support = Support.objects.get(reference="family-support")
    with pytest.raises(Conflict) as raised:
        plans.change(support=support, version=support.version + 1, by=None, today=today, what="ring you")
    told = problems.answer(raised.value, {"view": Sent()}).data
    assert (told["status"], "Somebody else changed" in told["detail"]) == (409, True)
