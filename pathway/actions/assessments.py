"""What she needs, says and asks for."""

from datetime import date

from django.db import transaction

from ..models import (
    Answer,
    Asked,
    Goal,
    Information,
    Need,
    PracticalRequest,
    Pregnancy,
    SafeContact,
    SafetyDetail,
    Service,
    SubstanceUse,
    User,
)
from ..permissions import require
from ..rules.words import GettingSupport
from .base import Problem, edit, in_order, long_date, not_in_future, record_event, reference_for
from .flags import reassess
from .sharing import involve


@transaction.atomic
def answer_need(
    *,
    pregnancy: Pregnancy,
    topic: str,
    asked: str,
    by: User | None,
    today: date,
    needs_help: bool | None = None,
    her_words: str = "",
    version: int | None = None,
) -> Need:
    """One topic of the booking conversation, as it stands now; `version` None where the topic is new."""
    require(by, pregnancy, today, Information.NEEDS)
    if asked != Asked.ASKED and (needs_help is not None or her_words.strip()):
        raise Problem("An answer is written here, so choose “Asked”, or clear the answer.", "asked")
    need, new = Need.objects.get_or_create(pregnancy=pregnancy, topic=topic)
    if version is None and not new and need.version > 1:
        version = 0 if by else None  # somebody else answered this topic while the form was open
    changes = edit(need, version, "this answer", asked=asked, needs_help=needs_help, her_words=her_words.strip())
    record_event("assessments.answer_need", need, pregnancy, by, information=Information.NEEDS, changes=changes or None)
    reassess([pregnancy], today=today, because="what she said she needs", information=Information.NEEDS)
    return need


@transaction.atomic
def record_substance(
    *,
    pregnancy: Pregnancy,
    substance: str,
    by: User | None,
    today: date,
    prescribed: bool | None = None,
    her_goal: str = Goal.NOT_DECIDED,
    her_words: str = "",
) -> SubstanceUse:
    """What she tells of alcohol or a drug, and her own goal. No rule sees it, so nothing is reassessed."""
    require(by, pregnancy, today, Information.ALCOHOL_AND_DRUGS)
    if not substance.strip():
        raise Problem("Name what she takes, in her words.", "substance")
    use = SubstanceUse.objects.create(
        pregnancy=pregnancy, substance=substance.strip(), prescribed=prescribed, her_goal=her_goal,
        her_words=her_words.strip(), recorded_on=today,
    )  # fmt: skip
    record_event("assessments.record_substance", use, pregnancy, by, information=Information.ALCOHOL_AND_DRUGS)
    return use


@transaction.atomic
def record_safety(
    *,
    pregnancy: Pregnancy,
    asked: str,
    by: User | None,
    today: date,
    asked_alone: bool | None = None,
    her_words: str = "",
    what_keeps_her_safer: str = "",
) -> SafetyDetail:
    """What she tells of violence or control, in its own compartment. No rule and no print sees it."""
    require(by, pregnancy, today, Information.SAFETY)
    if asked == Asked.ASKED and not asked_alone:
        raise Problem("Ask this only when she is alone. If she was not, leave it as not asked yet.", "asked_alone")
    detail = SafetyDetail.objects.create(
        pregnancy=pregnancy, asked=asked, asked_alone=asked_alone, her_words=her_words.strip(),
        what_keeps_her_safer=what_keeps_her_safer.strip(), recorded_on=today,
    )  # fmt: skip
    record_event("assessments.record_safety", detail, pregnancy, by, information=Information.SAFETY)
    return detail


@transaction.atomic
def record_safe_contact(
    *, pregnancy: Pregnancy, route: str, safe: bool, answered_on: date, by: User | None, today: date, note: str = ""
) -> SafeContact:
    """Her answer whether this way of reaching her is safe; the latest counts."""
    require(by, pregnancy, today)
    not_in_future(answered_on, today, "answered_on", "Her answer")
    contact = SafeContact.objects.create(
        pregnancy=pregnancy, route=route, safe=safe, answered_on=answered_on, note=note.strip()
    )
    record_event("assessments.record_safe_contact", contact, pregnancy, by)
    return contact


@transaction.atomic
def ask_for_help(
    *,
    pregnancy: Pregnancy,
    what: str,
    service: Service,
    asked: date,
    by: User | None,
    today: date,
    reference: str = "",
) -> PracticalRequest:
    """Practical help that she asks a service for; the service becomes involved."""
    require(by, pregnancy, today, Information.NEEDS)
    if not what.strip():
        raise Problem("Say what she asked for.", "what")
    not_in_future(asked, today, "asked", "A request")
    taken = pregnancy.requests.values_list("reference", flat=True)
    request = PracticalRequest.objects.create(
        pregnancy=pregnancy, reference=reference or reference_for(taken, what), what=what.strip(), service=service,
        asked=asked,
    )  # fmt: skip
    involve(pregnancy=pregnancy, service=service, start=asked, by=by, today=today)
    record_event("assessments.ask_for_help", request, pregnancy, by, information=Information.NEEDS)
    reassess(
        [pregnancy], today=today, because=f"what she asked for on {long_date(asked)}", information=Information.NEEDS
    )
    return request


@transaction.atomic
def answer_request(
    *, request: PracticalRequest, answered: date, by: User | None, today: date, answer: str = ""
) -> PracticalRequest:
    """The service's answer to her request."""
    require(by, request.pregnancy, today, Information.NEEDS)
    not_in_future(answered, today, "answered", "An answer")
    in_order(request.asked, answered, "answered", "This request")
    changes = edit(request, None, "this request", answered=answered, answer=answer.strip())
    record_event(
        "assessments.answer_request", request, request.pregnancy, by, information=Information.NEEDS, changes=changes
    )
    reassess(
        [request.pregnancy],
        today=today,
        because=f"the answer to her request on {long_date(answered)}",
        information=Information.NEEDS,
    )
    return request


@transaction.atomic
def record_answer(
    *, pregnancy: Pregnancy, day: date, getting: str, by: User | None, today: date, her_words: str = ""
) -> Answer:
    """Her answer to "are you getting the support you were promised?": all, some or none."""
    require(by, pregnancy, today)
    not_in_future(day, today, "day", "Her answer")
    if getting not in set(GettingSupport):
        raise Problem("Choose all, some or none.", "getting")
    answer = Answer.objects.create(pregnancy=pregnancy, day=day, getting=getting, her_words=her_words.strip())
    record_event("assessments.record_answer", answer, pregnancy, by)
    reassess([pregnancy], today=today, because=f"her answer on {long_date(day)}")
    return answer
