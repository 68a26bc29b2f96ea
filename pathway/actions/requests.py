"""Practical help: asked for, asked again, answered, and when it reached her."""

from datetime import date
from typing import Any

from django.db import transaction

from ..models import HelpKind, HelpResult, Information, PracticalRequest, Pregnancy, RequestChase, Service, User
from ..permissions import require
from .base import Problem, edit, long_date, not_before, not_in_future, record_event, saved, with_reference
from .flags import reassess
from .sharing import involve


@transaction.atomic
def ask(
    *,
    pregnancy: Pregnancy,
    what: str,
    service: Service,
    asked: date,
    by: User | None,
    today: date,
    kind: str = HelpKind.OTHER,
    reference: str = "",
) -> PracticalRequest:
    """Practical help that she asks a service for; the service becomes involved."""
    require(by, pregnancy, today, Information.NEEDS)
    if not what.strip():
        raise Problem("Say what she asked for.", "what")
    not_in_future(asked, today, "asked", "A request")
    row = PracticalRequest(pregnancy=pregnancy, kind=kind, what=what.strip(), service=service, asked=asked)
    request = with_reference(pregnancy.requests.all(), reference, what, lambda name: saved(row, reference=name))
    involve(pregnancy=pregnancy, service=service, start=asked, by=by, today=today)
    record_event("requests.ask", request, pregnancy, by, information=Information.NEEDS)
    _judge(request, today, f"what she asked for on {long_date(asked)}")
    return request


@transaction.atomic
def answer(
    *,
    request: PracticalRequest,
    answered: date,
    by: User | None,
    today: date,
    result: str = "",
    answer: str = "",
    version: int | None = None,
) -> PracticalRequest:
    """The service's first answer to her request; one that stands is put right, never written over."""
    require(by, request.pregnancy, today, Information.NEEDS)
    if request.answered:
        raise Problem("An answer is recorded already. Put it right, if it has changed.")
    _check_answer(request, answered, result, answer, today)
    fields = {"answered": answered, "result": result, "answer": answer.strip()}
    _edit("requests.answer", request, version, by, **fields)
    _judge(request, today, f"the answer to her request on {long_date(answered)}")
    return request


@transaction.atomic
def correct_answer(
    *,
    request: PracticalRequest,
    answered: date,
    by: User | None,
    today: date,
    result: str = "",
    answer: str = "",
    version: int | None = None,
) -> PracticalRequest:
    """Another answer in place of the one that stands, which stays in the events."""
    require(by, request.pregnancy, today, Information.NEEDS)
    if not request.answered:
        raise Problem("Nothing is answered yet. Record the answer first.")
    _check_answer(request, answered, result, answer, today)
    if request.reached_her and result == HelpResult.NOT_GRANTED:
        raise Problem("It has reached her already, so the answer cannot be no.", "result")
    fields = {"answered": answered, "result": result, "answer": answer.strip()}
    _edit("requests.correct_answer", request, version, by, **fields)
    _judge(request, today, f"the answer to her request on {long_date(answered)}")
    return request


def _check_answer(request: PracticalRequest, answered: date, result: str, words: str, today: date) -> None:
    not_in_future(answered, today, "answered", "An answer")
    if answered < request.asked:
        asked = long_date(request.asked)
        raise Problem(f"She asked on {asked}, so the answer cannot be older. Give {asked} or a later day.", "answered")
    if result in (HelpResult.NOT_GRANTED, HelpResult.SOMETHING_ELSE) and not words.strip():
        said = "why" if result == HelpResult.NOT_GRANTED else "what"
        raise Problem(f"Write down {said}: she has a right to know.", "answer")


@transaction.atomic
def arrive(
    *, request: PracticalRequest, on: date, by: User | None, today: date, version: int | None = None
) -> PracticalRequest:
    """What was promised has reached her."""
    require(by, request.pregnancy, today, Information.NEEDS)
    if not request.answered or request.result == HelpResult.NOT_GRANTED:
        raise Problem("Record first that the service said yes.")
    not_in_future(on, today, "on", "The day on which she had it")
    not_before(request.asked, on, "on", "The day on which she had it")
    _edit("requests.arrive", request, version, by, reached_her=on)
    return request


@transaction.atomic
def chase(*, request: PracticalRequest, day: date, by: User | None, today: date, note: str = "") -> RequestChase:
    """Somebody asked the service again on her behalf."""
    require(by, request.pregnancy, today, Information.NEEDS)
    if request.result == HelpResult.NOT_GRANTED or request.reached_her:
        raise Problem("This is settled. Write down a new request if she asks again.")
    not_in_future(day, today, "day", "The day on which you asked again")
    not_before(request.asked, day, "day", "The day on which you asked again")
    row = RequestChase.objects.create(request=request, day=day, by=by, note=note.strip())
    record_event("requests.chase", row, request.pregnancy, by, information=Information.NEEDS)
    return row


def _edit(verb: str, request: PracticalRequest, version: int | None, by: User | None, **fields: Any) -> None:
    changes = edit(request, version, "this request", **fields)
    record_event(verb, request, request.pregnancy, by, information=Information.NEEDS, changes=changes)


def _judge(request: PracticalRequest, today: date, because: str) -> None:
    reassess([request.pregnancy], today=today, because=because, information=Information.NEEDS)
