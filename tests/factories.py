"""Rows for tests, made through the actions, so that no test stands on a state that the product cannot reach."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from pathway.actions import contacts, losses, plans, pregnancies, services
from pathway.models import Contact, Pregnancy, Role, Service, ServiceKind, Support, Team, Trust, User, Worker
from pathway.permissions import CLOCK
from pathway.rules.words import Outcome

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
LONG_AGO = date(2020, 1, 1)
_number = count(1)


def a_trust(name: str = "", pack: str = "england") -> Trust:
    """A trust, with a name of its own if none is given."""
    return services.open_trust(name=name or f"Example Trust {next(_number)}", pack=pack)


def a_service(
    trust: Trust, name: str = "Family support", kind: str = ServiceKind.FAMILY_SUPPORT, **fields: Any
) -> Service:
    """The trust's service of that name, opened if need be."""
    known = trust.services.filter(name=name).first()
    return known or services.open_service(trust=trust, name=name, kind=kind, **fields)


def a_team(trust: Trust, name: str = "Liaison midwives") -> Team:
    """The liaison team of that name, opened with its midwifery service if need be."""
    service = a_service(trust, "Midwifery", ServiceKind.MIDWIFERY)
    return service.teams.filter(name=name).first() or services.open_team(service=service, name=name)


def a_user(name: str, password: str | None = None) -> User:
    """A person who can sign in."""
    return User.objects.create_user(f"{name.split()[0].lower()}{next(_number)}@example.test", password, name=name)


def a_worker(
    service: Service, name: str = "Kim Example", role: str = Role.FAMILY_SUPPORT_WORKER, **fields: Any
) -> Worker:
    """Somebody in post since long ago."""
    return services.employ(service=service, name=name, role=role, **{"started": LONG_AGO} | fields)


def a_liaison_midwife(team: Team, name: str, **fields: Any) -> User:
    """A liaison midwife of this team who signs in; the user, not the job."""
    user = a_user(name)
    a_worker(team.service, name, Role.LIAISON_MIDWIFE, user=user, team=team, **fields)
    return user


def a_pregnancy(team: Team, today: date, **fields: Any) -> Pregnancy:
    """A woman booked twelve weeks ago who is 24 weeks pregnant, unless said otherwise."""
    details = {"name": f"Nadia Example {next(_number)}", "booked": today - 12 * ONE_WEEK, "due": today + 16 * ONE_WEEK}
    return pregnancies.book(team=team, today=today, by=CLOCK, **details | fields)


def a_birth(pregnancy: Pregnancy, born: date, today: date) -> Pregnancy:
    """The birth of one baby, who lives with her."""
    pregnancies.record_birth(pregnancy=pregnancy, born=born, today=today, by=CLOCK)
    pregnancy.refresh_from_db()
    return pregnancy


def a_loss(pregnancy: Pregnancy, person: Worker, on: date, today: date) -> Pregnancy:
    """The pregnancy ended without a birth, and this person is there for her."""
    losses.record_loss(pregnancy=pregnancy, day=on, named_person=person, first_contact_by=today, today=today, by=CLOCK)
    pregnancy.refresh_from_db()
    return pregnancy


def a_death(pregnancy: Pregnancy, person: Worker, today: date) -> Pregnancy:
    """Her baby, born a week ago, died yesterday, and this person is there for her."""
    baby = a_birth(pregnancy, today - ONE_WEEK, today).babies.get()
    losses.record_death(
        baby=baby, day=today - ONE_DAY, named_person=person, first_contact_by=today, today=today, by=CLOCK
    )
    pregnancy.refresh_from_db()
    return pregnancy


def a_support(pregnancy: Pregnancy, today: date, service: Service | None = None, **fields: Any) -> Support:
    """Weekly visits by family support since eight weeks ago, unless said otherwise."""
    start = today - 8 * ONE_WEEK
    terms = {"every": None if "once_by" in fields else 7, "start": start, "planned": start, "what": "visit you at home"}
    return plans.promise(
        pregnancy=pregnancy, service=service or a_service(pregnancy.team.service.trust), today=today, by=CLOCK,
        **terms | fields,
    )  # fmt: skip


def a_contact(
    support: Support, on: date, today: date, outcome: str | None = Outcome.DELIVERED, **fields: Any
) -> Contact:
    """A contact booked a week ahead, and recorded if there is an outcome."""
    contact = contacts.book(
        support=support, day=on, known=max(on - ONE_WEEK, support.planned), today=today, by=CLOCK, **fields
    )
    if outcome:
        contacts.record(support=support, contact=contact, on=on, outcome=outcome, today=today, by=CLOCK)
    return contact
