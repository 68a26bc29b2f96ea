"""What she needs, says and asks for."""

from datetime import date

from django.db import transaction

from ..models import Answer, Asked, HerPerson, Information, Need, Pregnancy, SafeContact, User
from ..models.assessments import class_of
from ..permissions import require
from ..rules.words import GettingSupport, Help
from .base import Problem, edit, long_date, not_in_future, record_event
from .flags import reassess

HELPS = {help_.value for help_ in Help}
WHERE_ASKED = "An answer is written here, so choose “Asked”, or clear the answer."


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
    information = class_of(topic)
    require(by, pregnancy, today, information)
    if asked != Asked.ASKED and (needs_help is not None or her_words.strip()):
        raise Problem(WHERE_ASKED, "asked")
    need, new = Need.objects.get_or_create(pregnancy=pregnancy, topic=topic, defaults={"information": information})
    if version is None and not new and need.version > 1:
        version = 0 if by else None  # somebody else answered this topic while the form was open
    words = her_words.strip()
    said_on = need.said_on if words == need.her_words else today if words else None
    changes = edit(need, version, "this answer", asked=asked, needs_help=needs_help, her_words=words, said_on=said_on)
    record_event("assessments.answer_need", need, pregnancy, by, information=information, changes=changes or None)
    if topic in HELPS:  # the rules see no other topic
        reassess([pregnancy], today=today, because="what she said she needs", information=information)
    return need


@transaction.atomic
def add_person(
    *,
    pregnancy: Pregnancy,
    name: str,
    by: User | None,
    today: date,
    relation: str = "",
    helps_with: str = "",
    may_talk: bool | None = None,
) -> HerPerson:
    """Somebody who helps her, because she says so."""
    require(by, pregnancy, today, Information.NEEDS)
    if not name.strip():
        raise Problem("Write the name, or what she calls them.", "name")
    person = HerPerson.objects.create(
        pregnancy=pregnancy, name=name.strip(), relation=relation.strip(), helps_with=helps_with.strip(),
        may_talk=may_talk,
    )  # fmt: skip
    record_event("assessments.add_person", person, pregnancy, by, information=Information.NEEDS)
    return person


@transaction.atomic
def change_person(
    *,
    person: HerPerson,
    name: str,
    by: User | None,
    today: date,
    relation: str = "",
    helps_with: str = "",
    may_talk: bool | None = None,
    version: int | None = None,
) -> HerPerson:
    """What she now says of somebody who helps her."""
    require(by, person.pregnancy, today, Information.NEEDS)
    if not name.strip():
        raise Problem("Write the name, or what she calls them.", "name")
    changes = edit(
        person, version, "this person", name=name.strip(), relation=relation.strip(), helps_with=helps_with.strip(),
        may_talk=may_talk,
    )  # fmt: skip
    record_event(
        "assessments.change_person", person, person.pregnancy, by, information=Information.NEEDS, changes=changes
    )
    return person


@transaction.atomic
def remove_person(*, person: HerPerson, by: User | None, today: date, version: int | None = None) -> HerPerson:
    """She takes somebody off her list; no page and no paper names them from now on."""
    require(by, person.pregnancy, today, Information.NEEDS)
    if person.removed:
        raise Problem("She has taken this person off her list already.")
    changes = edit(person, version, "this person", removed=today)
    record_event(
        "assessments.remove_person", person, person.pregnancy, by, information=Information.NEEDS, changes=changes
    )
    return person


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
