"""Whatever goes wrong is told in one shape: problem details (RFC 9457), in words that say what to mend."""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, UnreadablePostError
from rest_framework import exceptions
from rest_framework.response import Response

from pathway.actions.base import Conflict, Problem

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
WORDS: dict[type[Exception], str] = {
    exceptions.NotAuthenticated: "Send your token in the header “Authorization: Token …”. POST /api/token/ gives one.",
    exceptions.AuthenticationFailed: (
        "This token is not known, was taken back, or belongs to an account that is switched off. "
        "POST /api/token/ gives a new one."
    ),
    exceptions.UnsupportedMediaType: "Send JSON, with the header “Content-Type: application/json”.",
    exceptions.NotAcceptable: "Answers are given as JSON. Ask with the header “Accept: application/json”.",
    Http404: "There is nothing at this address, or nothing that you may see.",
    RequestDataTooBig: "This is too much at once. Send less.",
    SuspiciousOperation: "This request cannot be read. Check how it is put together.",
    UnreadablePostError: "The request broke off before its end. Send it again.",
}
"""Where the exception's own words do not say what to mend."""
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (Conflict, HTTPStatus.CONFLICT),
    (Problem, HTTPStatus.UNPROCESSABLE_ENTITY),
    (Http404, HTTPStatus.NOT_FOUND),
    (PermissionDenied, HTTPStatus.FORBIDDEN),
    (RequestDataTooBig, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (SuspiciousOperation, HTTPStatus.BAD_REQUEST),
    (UnreadablePostError, HTTPStatus.BAD_REQUEST),
)
UNEXPECTED = "Something went wrong here, not with what you sent. It has been written down; try again later."


class Fault(NamedTuple):
    """One thing to mend: where (a field's name, "" for the whole) and what."""

    field: str
    detail: str


def answer(exc: Exception, context: dict[str, Any]) -> Response:
    """The one way out for everything that goes wrong in the API."""
    status = status_of(exc)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("The API stumbled at %s.", type(context.get("view")).__name__, exc_info=exc)
    faults = faults_of(exc, context.get("view"))
    response = Response(body(status, detail_of(exc, status, faults), faults), status, content_type=MEDIA_TYPE)
    for header, value in headers_of(exc):
        response[header] = value
    return response


def body(status: int, detail: str, faults: list[Fault]) -> dict[str, Any]:
    """Problem details; `errors` is there only where single fields can be named."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail}
    return told | ({"errors": [fault._asdict() for fault in faults]} if faults else {})


def status_of(exc: Exception) -> int:
    """The HTTP status that says whose turn it is to mend it."""
    if isinstance(exc, exceptions.APIException):
        return exc.status_code
    return next((status for kind, status in STATUS if isinstance(exc, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def detail_of(exc: Exception, status: int, faults: list[Fault]) -> str:
    """One or two sentences about the whole."""
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return UNEXPECTED
    if isinstance(exc, exceptions.ValidationError):
        return "Some of what was sent cannot be used. See “errors”, mend it and send it again."
    if isinstance(exc, exceptions.Throttled):
        return f"There were too many tries. Wait {getattr(exc, 'wait', None) or 1:.0f} seconds, then try again."
    if isinstance(exc, exceptions.MethodNotAllowed):
        return "This address does not take this method. The header “Allow” names those that it takes."
    words = WORDS.get(type(exc)) or next((told for kind, told in WORDS.items() if _is_bare(exc, kind)), "")
    return words or str(getattr(exc, "detail", exc))


def _is_bare(exc: Exception, kind: type[Exception]) -> bool:
    """Django's own exceptions say too much or too little; those of REST framework's may bring a sentence of ours."""
    return isinstance(exc, kind) and not isinstance(exc, exceptions.APIException)


def faults_of(exc: Exception, view: Any) -> list[Fault]:
    """The fields that are named, by the names under which they were sent."""
    if isinstance(exc, exceptions.ValidationError):
        return list(_flat(exc.detail))
    if isinstance(exc, Problem) and exc.field:
        sent_as: dict[str, str] = getattr(view, "sent_as", {})
        return [Fault(sent_as.get(exc.field, exc.field), exc.sentence)]
    return []


def _flat(detail: Any, field: str = "") -> Iterator[Fault]:
    """Nested errors, one after the other; a nested field is named “outer.inner”."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            within = field if name == "non_field_errors" else ".".join(filter(None, (field, str(name))))
            yield from _flat(inner, within)
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flat(inner, field)
    else:
        yield Fault(field, str(detail))


def headers_of(exc: Exception) -> Iterator[tuple[str, str]]:
    """How to sign in, and how long to wait."""
    if header := getattr(exc, "auth_header", None):
        yield "WWW-Authenticate", header
    if wait := getattr(exc, "wait", None):
        yield "Retry-After", f"{wait:.0f}"
