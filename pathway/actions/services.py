"""Services, teams and the people who work in them."""

from datetime import date
from typing import Any

from django.db import transaction

from ..models import Role, Service, ServiceKind, Team, Trust, User, Worker
from ..permissions import require_administrator
from .base import CLOCK, Problem, edit, in_order, record_event


@transaction.atomic
def open_trust(*, name: str, pack: str = "england", by: User | None = CLOCK) -> Trust:
    """A trust whose pregnancies this pack judges."""
    trust = Trust.objects.create(name=name, pack=pack)
    record_event("services.open_trust", trust, None, by)
    return trust


@transaction.atomic
def open_service(
    *,
    trust: Trust,
    name: str,
    kind: str = ServiceKind.OTHER,
    plain_name: str = "",
    does: str = "",
    phone: str = "",
    by: User | None = CLOCK,
) -> Service:
    """A service that can promise support in this trust's area."""
    if trust.services.filter(name=name).exists():
        raise Problem(f"{trust} has a service named {name} already. Give it another name.", "name")
    service = Service.objects.create(trust=trust, name=name, kind=kind, plain_name=plain_name, does=does, phone=phone)
    record_event("services.open_service", service, None, by)
    return service


@transaction.atomic
def change_service(*, service: Service, version: int | None, by: User | None, today: date, **fields: Any) -> Service:
    """Change what the directory and her paper say of a service: its names, what it can and cannot do, where, when."""
    require_administrator(by, service.trust, today)
    changes = edit(service, version, "this service", **fields)
    record_event("services.change_service", service, None, by, changes=changes)
    return service


@transaction.atomic
def open_team(*, service: Service, name: str, by: User | None = CLOCK) -> Team:
    """A team within a service."""
    team = Team.objects.create(service=service, name=name)
    record_event("services.open_team", team, None, by)
    return team


@transaction.atomic
def employ(
    *,
    service: Service,
    name: str,
    role: str,
    started: date,
    left: date | None = None,
    user: User | None = None,
    team: Team | None = None,
    leads_team: bool = False,
    phone: str = "",
    by: User | None = CLOCK,
) -> Worker:
    """A person starts to work in a service."""
    if role not in Role.values:
        raise Problem(f"There is no role {role}. Choose one of: {', '.join(Role.values)}.", "role")
    if team and team.service_id != service.pk:
        raise Problem(f"{team} is not a team of {service}. Choose one of its teams.", "team")
    in_order(started, left, "left", "This job")
    worker = Worker.objects.create(
        service=service, name=name, role=role, started=started, left=left, user=user, team=team,
        leads_team=leads_team, phone=phone,
    )  # fmt: skip
    record_event("services.employ", worker, None, by)
    return worker
