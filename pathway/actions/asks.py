"""What is asked of her, and the help that makes it possible. No rule sees these, so nothing is reassessed."""

from datetime import date
from typing import Any

from django.db import transaction

from ..models import Ask, Binding, Information, Pregnancy, RequiredBy, Service, Support, User
from ..models.asks import class_of
from ..permissions import CLOCK, may_act, require
from .base import Problem, edit, in_order, long_date, not_in_future, plausible, record_event
from .sharing import involve

REQUIRED_SAYS = {
    "required_by": "A requirement says whose it is. Who may read it follows from that.",
    "authority": "A requirement says who requires it, and on what authority.",
    "enough": "A requirement says what enough looks like, so that she knows when she has done it.",
    "review": "A requirement says when it is looked at again with her.",
    "ends_when": "A requirement says how it ends.",
    "until": "A requirement has a last day. It can be agreed anew at the review.",
}
NOT_COVERED = (
    "What children’s social care or a court requires is written down by somebody whose role covers child protection, "
    "such as her midwife or social worker. Ask them to add it."
)
WORDS = ("what", "required_by", "why", "authority", "enough", "ends_when", "if_not", "help_words")


@transaction.atomic
def add(*, pregnancy: Pregnancy, by: User | None, today: date, **fields: Any) -> Ask:
    """Something asked of her: what, binding, why, required_by, authority, enough, review, ends_when, until, if_not; its help."""
    require(by, pregnancy, today)
    ask = Ask(pregnancy=pregnancy, set_on=today, **_trimmed(fields))
    _check(ask, today)
    _classify(ask, by, today)
    ask.save()
    _involve_helper(ask, by, today)
    record_event("asks.add", ask, pregnancy, by, information=ask.information)
    return ask


@transaction.atomic
def change(*, ask: Ask, version: int | None, by: User | None, today: date, **fields: Any) -> Ask:
    """Change any of what `add` takes."""
    require(by, ask.pregnancy, today, ask.information)
    fields = _trimmed(fields)
    before = ask.information
    wanted = Ask(**{field.attname: field.value_from_object(ask) for field in Ask._meta.concrete_fields})
    for name, value in fields.items():
        setattr(wanted, name, value)
    _check(wanted, min(today, ask.set_on))
    _classify(wanted, by, today)
    changes = edit(ask, version, "this ask", **fields, information=wanted.information)
    _involve_helper(ask, by, today)
    classes = {before, ask.information}
    most_private = Information.CHILD_PROTECTION if Information.CHILD_PROTECTION in classes else Information.PATHWAY
    record_event("asks.change", ask, ask.pregnancy, by, information=most_private, changes=changes)
    return ask


@transaction.atomic
def end(*, ask: Ask, on: date, because: str, by: User | None, today: date) -> Ask:
    """It is no longer asked of her."""
    require(by, ask.pregnancy, today, ask.information)
    if not because.strip():
        raise Problem("Say why it ends, such as “She came to all four”.", "because")
    not_in_future(on, today, "on", "This day")
    in_order(ask.set_on, on, "on", "This ask")
    if ask.ended:
        raise Problem(f"It has ended already, on {long_date(ask.ended)}.", "on")
    changes = edit(ask, None, "this ask", ended=on, ended_because=because.strip())
    record_event("asks.end", ask, ask.pregnancy, by, information=ask.information, changes=changes)
    return ask


def _trimmed(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if name in WORDS else value for name, value in fields.items()}


def _classify(ask: Ask, by: User | None, today: date) -> None:
    """Put it into its class of information, which whoever writes it must see."""
    ask.information = class_of(ask.binding, ask.required_by)  # type: ignore[misc]  # a field here
    if by is not CLOCK and not may_act(by, ask.pregnancy, ask.information, today):
        raise Problem(NOT_COVERED, "required_by")


def _check(ask: Ask, from_day: date) -> None:
    if not ask.what:
        raise Problem("Write what is asked of her.", "what")
    if ask.binding == Binding.REQUIRED:
        for name, sentence in REQUIRED_SAYS.items():
            if not getattr(ask, name):
                raise Problem(sentence, name)
    if ask.required_by and ask.required_by not in RequiredBy.values:
        raise Problem("Choose whose requirement it is.", "required_by")
    for name in ("review", "until"):
        plausible(getattr(ask, name), name)
        in_order(from_day, getattr(ask, name), name, "This ask")
    if ask.review and ask.until and ask.review > ask.until:
        raise Problem("Look at it with her before it ends: give a review on or before its last day.", "review")
    _check_help(ask, ask.support, ask.help_service)


def _check_help(ask: Ask, support: Support | None, service: Service | None) -> None:
    if support and support.pregnancy_id != ask.pregnancy_id:
        raise Problem("Choose one of the promises made to her.", "support")
    if bool(ask.help_words) != bool(service):
        missing = "help_service" if ask.help_words else "help_words"
        raise Problem("Say both what the help is and which service gives it.", missing)


def _involve_helper(ask: Ask, by: User | None, today: date) -> None:
    if ask.help_service:
        involve(pregnancy=ask.pregnancy, service=ask.help_service, start=today, by=by, today=today)
