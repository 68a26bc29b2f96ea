"""Quite different women, made through the actions, for tests of what is printed."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from pathway.actions import assessments, confidences, contacts, handovers, meetings, plans, pregnancies
from pathway.models import Asked, Contact, Pregnancy, Role, Service, ServiceKind, Support, Trust, Worker
from pathway.permissions import CLOCK
from pathway.rules.words import Kind, MeetingKind, Mode
from tests import factories as make

TODAY = date(2026, 11, 23)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
ACT: dict[str, Any] = {"by": CLOCK, "today": TODAY}


@dataclass
class Place:
    """A trust with its services and one worker in each."""

    trust: Trust
    midwives: Service
    family: Service
    drugs: Service
    jo: Worker
    kim: Worker
    lee: Worker


def a_place(pack: str = "england") -> Place:
    """Midwives, family support, and a drug and alcohol service without a plain name."""
    trust = make.a_trust(pack=pack)
    midwives = make.a_team(trust).service
    midwives.plain_name, midwives.phone, midwives.does = "the midwives", "01632 960010", "Care for you"
    midwives.save()
    family = make.a_service(trust, "Family Support", phone="0151 496 0123", does="Help at home and with money")
    drugs = make.a_service(
        trust, "Drug and alcohol service", ServiceKind.DRUG_AND_ALCOHOL, phone="0151 496 0155",
        does="Key work for drug and alcohol use",
    )  # fmt: skip
    jo = make.a_worker(midwives, "Jo", Role.LIAISON_MIDWIFE, phone="07700 900111")
    lee = make.a_worker(drugs, "Lee", Role.DRUG_AND_ALCOHOL_WORKER)
    return Place(trust, midwives, family, drugs, jo, make.a_worker(family, "Kim"), lee)


def a_woman(place: Place, **fields: Any) -> Pregnancy:
    """A woman 24 weeks pregnant whose midwife leads."""
    details = {"name": "Asha Example", "preferred_name": "Asha"} | fields
    woman = make.a_pregnancy(make.a_team(place.trust), TODAY, **details)
    pregnancies.appoint_lead(pregnancy=woman, worker=place.jo, start=TODAY - 6 * WEEK, **ACT)
    return woman


def a_mother(place: Place, *, born: date, with_her: bool, **fields: Any) -> Pregnancy:
    """A woman whose baby was born on this day and lives with her, or with a carer since two weeks after."""
    woman = make.a_birth(a_woman(place, booked=born - 20 * WEEK, due=born, **fields), born, TODAY)
    if not with_her:
        pregnancies.move_baby(baby=woman.babies.get(), start=born + 2 * WEEK, with_her=False, **ACT)
    return woman


def a_promise(woman: Pregnancy, place: Place, **fields: Any) -> Support:
    """Kim visits every week, since four weeks ago, unless said otherwise."""
    terms = {"service": place.family, "worker": place.kim, "start": TODAY - 4 * WEEK, "planned": TODAY - 4 * WEEK}
    every = None if "once_by" in fields else 7
    return plans.promise(pregnancy=woman, **{**ACT, **terms, "every": every, **fields})


def a_visit(support: Support, day: date, **fields: Any) -> Contact:
    """A visit booked today."""
    return contacts.book(support=support, day=day, known=TODAY, **{**ACT, **fields})


def says(woman: Pregnancy, topic: str, words: str = "", needs_help: bool | None = None) -> None:
    """She was asked, and this is what she said."""
    assessments.answer_need(
        pregnancy=woman, topic=topic, asked=Asked.ASKED, needs_help=needs_help, her_words=words, **ACT
    )


def a_meeting(woman: Pregnancy, kind: str = MeetingKind.CORE_GROUP, **fields: Any) -> None:
    """A meeting in a week, of which she knows."""
    day = fields.pop("day", TODAY + WEEK)
    meeting = meetings.book(pregnancy=woman, kind=kind, day=day, **{**ACT, **fields})
    meetings.tell_her(meeting=meeting, on=TODAY, **ACT)


def one_with_much_to_hide(place: Place) -> Pregnancy:
    """A woman with substances, safety details, test words, and a drug service whose texts say what it is."""
    woman = a_woman(place)
    confidences.record_substance(pregnancy=woman, substance="Heroin", her_words="I smoke heroin", **ACT)
    confidences.record_safety(
        pregnancy=woman, asked=Asked.ASKED, asked_alone=True, her_words="He hits me",
        what_keeps_her_safer="The panic alarm", **ACT,
    )  # fmt: skip
    says(woman, "matters", "To stay off heroin and to get away from him")
    says(woman, "going_well", "My garden")
    says(woman, "past", "They tested my urine in the refuge")
    support = a_promise(
        woman, place, service=place.drugs, worker=place.lee, what="Key work and methadone", kind=Kind.BOTH,
        mode=Mode.CLINIC, treatment=True,
    )  # fmt: skip
    a_visit(support, TODAY + DAY, at=time(14), mode=Mode.CLINIC)
    a_meeting(woman, place="Drug clinic, High Street")
    return woman


def one_with_fourteen_promises(place: Place) -> Pregnancy:
    """More services than anybody should have to remember, in every mode."""
    woman = a_woman(place)
    says(woman, "matters", "Somewhere warm to live. My mum there at the birth.")
    for number in range(14):
        service = make.a_service(place.trust, f"Team {number}", phone=f"01632 9600{number:02}", does="Help with forms")
        worker = make.a_worker(service, f"Worker{number}")
        support = a_promise(woman, place, service=service, worker=worker, mode=list(Mode)[number % 4])
        a_visit(support, TODAY + (number + 1) * DAY, at=time(9 + number % 8), minutes=45)
    return woman


def one_with_long_words(place: Place) -> Pregnancy:
    """A long name in several alphabets' letters, and words longer than a line."""
    woman = a_woman(place, preferred_name="", name="Wilhelmina-Alexandrina Featherstonehaugh Adébáyọ̀-Şahin Łukaszewska")
    says(woman, "matters", "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6)
    service = make.a_service(place.trust, "Donaudampfschifffahrtsgesellschaft" * 3, does="Wort" * 60)
    a_promise(woman, place, service=service, worker=make.a_worker(service, "Bartholomew-Christopher" * 4))
    return woman


def an_accepted_handover(support: Support, to: Service) -> None:
    """The other service has said yes."""
    handovers.accept(handover=handovers.offer(support=support, to_service=to, **ACT), on=TODAY, **ACT)
