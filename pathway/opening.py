"""Opening a trust from a file: its services, their teams, and the people who work there. What is there already stays."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from . import packs
from .actions import services
from .actions.base import Problem
from .models import Role, Service, ServiceKind, Team, Trust, User, Worker
from .permissions import CLOCK

Row = dict[str, Any]
OF_TRUST = {"name", "pack"}
OF_SERVICE = {"name", "kind", "plain_name", "does", "phone", "teams"}
OF_WORKER = {"name", "email", "service", "team", "role", "leads_team", "phone", "started", "left"}
NEEDED = {"name", "service", "role", "started"}


def read(file: Path) -> Row:
    """The file as it stands; a Problem says where it cannot be read."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        raise Problem(f"{file} cannot be read: {fault.strerror}.") from fault
    except ValueError as fault:  # neither TOML nor UTF-8
        raise Problem(f"{file} is not TOML in UTF-8: {fault}") from fault


@transaction.atomic
def open_from(told: Row) -> list[str]:
    """Open what is not there yet, all of it or nothing; what was done, in sentences."""
    only({"trust", "services", "workers"}, told, "The file")
    trust, opened = the_trust(told.get("trust", {}))
    done = [f"Opened {trust}."] if opened else [f"{trust} is there already."]
    for row in told.get("services", []):
        done += the_service(trust, row)
    for row in told.get("workers", []):
        done += the_worker(trust, row)
    if not Worker.objects.in_trust(trust).filter(role=Role.ADMINISTRATOR, user__isnull=False).exists():
        raise Problem(
            f"{trust} needs somebody who looks after it: a worker with role = “administrator” and an e-mail address."
        )
    return done


def the_trust(row: Row) -> tuple[Trust, bool]:
    """The trust, and whether it was opened now."""
    only(OF_TRUST, row, "[trust]")
    name, pack = row.get("name", ""), row.get("pack", "england")
    if not name:
        raise Problem("[trust] needs a name.")
    if pack not in packs.names():
        raise Problem(f"There is no rule pack {pack}. There are: {', '.join(packs.names())}.")
    known = Trust.objects.filter(name=name).first()
    return known or services.open_trust(name=name, pack=pack, by=CLOCK), known is None


def the_service(trust: Trust, row: Row) -> Iterator[str]:
    """A service and its teams."""
    about = f"The service {row.get('name', 'without a name')}"
    only(OF_SERVICE, row, about)
    if row.get("kind") not in ServiceKind.values or not row.get("name"):
        raise Problem(f"{about} needs a name and a kind, one of: {', '.join(ServiceKind.values)}.")
    service = trust.services.filter(name=row["name"]).first()
    if service is None:
        words = {name: value for name, value in row.items() if name != "teams"}
        service = services.open_service(trust=trust, **words, by=CLOCK)
        yield f"Opened the service {service}."
    for name in row.get("teams", []):
        if not service.teams.filter(name=name).exists():
            services.open_team(service=service, name=name, by=CLOCK)
            yield f"Opened the team {name} in {service}."


def the_worker(trust: Trust, row: Row) -> Iterator[str]:
    """A person's job, and an account without a password where there is an e-mail address that has none yet."""
    about = f"The worker {row.get('name', 'without a name')}"
    only(OF_WORKER, row, about)
    if missing := sorted(name for name in NEEDED if not row.get(name)):
        raise Problem(f"{about} needs {' and '.join(missing)}.")
    if not isinstance(row["started"], date):
        raise Problem(f"{about}: write started as a day without quotation marks, such as 2026-12-01.")
    service = one_of(trust.services.all(), row["service"], about, "service")
    team = one_of(service.teams.all(), row["team"], about, "team") if row.get("team") else None
    user, account = the_user(row.get("email", ""), row["name"])
    same = service.workers.filter(role=row["role"])
    if not (same.filter(user=user) if user else same.filter(name=row["name"])).exists():
        employ(service, team, user, row)
        yield f"{row['name']} works in {service} from {row['started']:%-d %B %Y}."
    if account:
        yield f"{row['name']} has an account without a password: manage.py changepassword {row['email']}"


def employ(service: Service, team: Team | None, user: User | None, row: Row) -> None:
    """The job that a row tells of."""
    words = {name: row[name] for name in ("name", "role", "started", "left", "phone", "leads_team") if name in row}
    services.employ(service=service, team=team, user=user, **words, by=CLOCK)


def the_user(email: str, name: str) -> tuple[User | None, bool]:
    """Who signs in with this address, and whether the account is new."""
    if not email:
        return None, False
    known = User.objects.filter(email__iexact=email).first()
    return known or User.objects.create_user(email, None, name=name), known is None


def one_of(rows: Any, name: str, about: str, what: str) -> Any:
    """The row of this name."""
    found = rows.filter(name=name).first()
    if not found:
        raise Problem(f"{about}: there is no {what} {name}. Check how it is written.")
    return found


def only(known: Iterable[str], row: Row, about: str) -> None:
    """Refuse a name that would be passed over."""
    if unknown := sorted(set(row) - set(known)):
        raise Problem(f"{about} knows no {', '.join(unknown)}. It knows: {', '.join(sorted(known))}.")
