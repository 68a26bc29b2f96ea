"""Where a loaded pathway happens: a trust, its liaison team, and the services and workers that the pathway names."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .actions import services
from .models import Role, Service, ServiceKind, Team, Trust, Worker

TRUST = "Demonstration NHS Trust"
TEAM = "Liaison midwives"
LONG_AGO = date(2000, 1, 1)

KIND_BY_NAME = {
    "midwi": ServiceKind.MIDWIFERY,
    "maternity": ServiceKind.MIDWIFERY,
    "health visit": ServiceKind.HEALTH_VISITING,
    "healthvisit": ServiceKind.HEALTH_VISITING,
    "drug": ServiceKind.DRUG_AND_ALCOHOL,
    "alcohol": ServiceKind.DRUG_AND_ALCOHOL,
    "family": ServiceKind.FAMILY_SUPPORT,
    "gp": ServiceKind.GENERAL_PRACTICE,
    "mental health": ServiceKind.MENTAL_HEALTH,
    "social": ServiceKind.SOCIAL_WORK,
}
ROLE_IN = {
    ServiceKind.MIDWIFERY: Role.MIDWIFE,
    ServiceKind.HEALTH_VISITING: Role.HEALTH_VISITOR,
    ServiceKind.DRUG_AND_ALCOHOL: Role.DRUG_AND_ALCOHOL_WORKER,
    ServiceKind.FAMILY_SUPPORT: Role.FAMILY_SUPPORT_WORKER,
    ServiceKind.GENERAL_PRACTICE: Role.GP,
    ServiceKind.MENTAL_HEALTH: Role.MENTAL_HEALTH_WORKER,
    ServiceKind.SOCIAL_WORK: Role.PERINATAL_SOCIAL_WORKER,
    ServiceKind.OTHER: Role.FAMILY_SUPPORT_WORKER,
}


def kind_by_name(name: str) -> ServiceKind:
    """What kind of service, or whose worker, a name speaks of."""
    return next((kind for part, kind in KIND_BY_NAME.items() if part in name.lower()), ServiceKind.OTHER)


@dataclass
class Place:
    """A trust and its liaison team; services and workers open as they are named, `called` gives a worker another name."""

    trust: Trust
    team: Team
    called: dict[str, str] = field(default_factory=dict)
    _services: dict[str, Service] = field(default_factory=dict)
    _workers: dict[tuple[str, str], Worker] = field(default_factory=dict)

    @classmethod
    def of(cls, trust: str, pack: str) -> "Place":
        """The place in this trust whose pregnancies this pack judges; a trust under another pack has the pack's name added."""
        known = Trust.objects.filter(name=trust).first()
        return cls.named(trust if known is None or known.pack == pack else f"{trust} ({pack.capitalize()})", pack)

    @classmethod
    def named(cls, name: str = TRUST, pack: str = "england", **midwives: Any) -> "Place":
        """The trust of this name with its liaison team, opened if need be; `midwives` tells more of their service."""
        trust = Trust.objects.filter(name=name).first() or services.open_trust(name=name, pack=pack)
        service = trust.services.filter(name=TEAM).first() or services.open_service(
            trust=trust, name=TEAM, kind=ServiceKind.MIDWIFERY, **midwives
        )
        team = service.teams.filter(name=TEAM).first() or services.open_team(service=service, name=TEAM)
        return cls(trust, team)

    def service(self, name: str) -> Service:
        """The service of this name."""
        if name not in self._services:
            known = self.trust.services.filter(name=name).first()
            self._services[name] = known or services.open_service(trust=self.trust, name=name, kind=kind_by_name(name))
        return self._services[name]

    def worker(self, service: str, name: str) -> Worker:
        """The worker of this name in this service."""
        name = self.called.get(name, name)
        if (service, name) not in self._workers:
            where = self.service(service)
            known = where.workers.filter(name=name).first()
            self._workers[service, name] = known or services.employ(
                service=where, name=name, role=ROLE_IN[ServiceKind(where.kind)], started=LONG_AGO
            )
        return self._workers[service, name]

    def lead(self, name: str) -> Worker:
        """The worker of this name in any service; a new one joins the service that the name speaks of, or the team's."""
        known = Worker.objects.in_trust(self.trust).filter(name=self.called.get(name, name)).order_by("pk").first()
        kind = kind_by_name(name)
        service = self.trust.services.filter(kind=kind).order_by("pk").first() if kind != ServiceKind.OTHER else None
        return known or self.worker((service or self.team.service).name, name)
