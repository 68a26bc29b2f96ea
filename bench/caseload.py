"""A caseload straight into the tables: some hundred different women, and as many copies as asked, made by the database."""

from collections.abc import Iterable, Iterator
from datetime import time
from itertools import count, islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from pathway.models import (
    Answer,
    Baby,
    Contact,
    Lead,
    Meeting,
    Mother,
    Need,
    Pause,
    PlanGiven,
    PlanVersion,
    PracticalRequest,
    Pregnancy,
    Residence,
    Role,
    Service,
    Support,
    Team,
    Trust,
    Worker,
)
from pathway.rules import facts

from .women import SERVICES, women

DIFFERENT = 1000
"""Women after so many are copies of those before; each copy is judged for herself."""
TABLES: tuple[type[models.Model], ...] = (
    Mother, Pregnancy, Baby, Residence, Lead, Support, Pause, Contact, Meeting, PracticalRequest, PlanVersion,
    PlanGiven, Answer, Need,
)  # fmt: skip


@transaction.atomic
def fill(number: int) -> None:
    """So many women into empty tables, all due for their first verdict."""
    open_services()
    write(islice(women(min(number, DIFFERENT)), number))
    sizes = {table: table._base_manager.aggregate(last=models.Max("pk"))["last"] or 0 for table in TABLES}
    for copy in range(1, number // DIFFERENT):
        for table in TABLES:
            again(table, copy, sizes)
    count_on()


def count_on() -> None:
    """Let the database count on after the keys that were given to it."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [*TABLES, Trust, Service, Team, Worker]):
            cursor.execute(sql)


def open_services() -> None:
    """One trust with its services, a team of liaison midwives, and a worker in each service."""
    trust = Trust.objects.create(pk=1, name="Example Trust")
    for number, name in enumerate(SERVICES, 1):
        service = Service.objects.create(pk=number, trust=trust, name=name)
        Worker.objects.create(
            pk=number, name="Asha Example", service=service, role=Role.FAMILY_SUPPORT_WORKER, started="2020-01-01"
        )
    Team.objects.create(pk=1, service_id=1, name="Liaison midwives")


def write(pathways: Iterable[facts.Pathway]) -> None:
    """These pathways as rows, table by table."""
    rows: dict[type[models.Model], list[models.Model]] = {table: [] for table in TABLES}
    keys = {table: count(1) for table in TABLES}
    for pathway in pathways:
        for table, fields in rows_of(pathway, next(keys[Pregnancy]), keys):
            rows[table].append(table(**fields if "pk" in fields else {"pk": next(keys[table])} | fields))
    for table in TABLES:
        table._base_manager.bulk_create(rows[table], batch_size=2000)


Keys = dict[type[models.Model], "count[int]"]
Row = tuple[type[models.Model], dict[str, Any]]


def rows_of(woman: facts.Pathway, pk: int, keys: Keys) -> Iterator[Row]:
    """All rows of one woman, her pregnancy's key given."""
    yield Mother, {"pk": pk, "name": f"Nadia Example {pk}"}
    yield Pregnancy, {
        "pk": pk, "mother_id": pk, "team_id": 1, "booked": woman.booked, "due": woman.due, "born": woman.born,
        "conference_needed": woman.conference_needed,
    }  # fmt: skip
    if woman.born:
        yield Baby, {"pk": pk, "pregnancy_id": pk, "born": woman.born}
    for home in woman.homes:
        yield Residence, {"baby_id": pk, "start": home.start, "with_her": home.with_her}
    for lead in woman.leads:
        yield Lead, {"pregnancy_id": pk, "worker_id": 1, "start": lead.start, "until": lead.until}
    for need in woman.needs:
        yield Need, {"pregnancy_id": pk, "topic": need.value, "asked": "asked", "needs_help": True}
    yield from rows_of_supports(woman, pk, keys)
    yield from rows_of_process(woman, pk, keys)


def rows_of_supports(woman: facts.Pathway, pregnancy: int, keys: Keys) -> Iterator[Row]:
    """Her promises and what came of them."""
    known_by: dict[str, int] = {}
    for support in woman.supports:
        pk = known_by[support.key] = next(keys[Support])
        plain = support._asdict()
        for name in ("key", "service", "kind", "pauses", "hand_over_to", "accepted", "ref"):
            del plain[name]
        yield Support, plain | {
            "pk": pk, "pregnancy_id": pregnancy, "reference": support.key, "kind": support.kind.value,
            "service_id": SERVICES.index(support.service) + 1,
        }  # fmt: skip
        for pause in support.pauses:
            yield Pause, {"support_id": pk, "start": pause.start, "until": pause.until}
    for contact in woman.contacts:
        yield Contact, {
            "support_id": known_by[contact.support], "day": contact.day, "known": contact.known,
            "outcome": contact.outcome and contact.outcome.value, "worker_id": contact.worker and int(contact.worker),
            "at": clock(contact.at), "minutes": contact.minutes, "mode": contact.mode.value,
            "needs_her": contact.needs_her,
        }  # fmt: skip


def rows_of_process(woman: facts.Pathway, pregnancy: int, keys: Keys) -> Iterator[Row]:
    """Meetings, requests, plan versions and what she answered."""
    hers = {"pregnancy_id": pregnancy}
    for meeting in woman.meetings:
        plain = meeting._asdict()
        del plain["key"], plain["ref"]
        yield Meeting, plain | hers | {
            "reference": meeting.key, "kind": meeting.kind.value, "at": clock(meeting.at),
        }  # fmt: skip
    for request in woman.requests:
        yield PracticalRequest, hers | {
            "reference": request.key, "what": request.what, "service_id": SERVICES.index(request.service) + 1,
            "asked": request.asked, "answered": request.answered,
        }  # fmt: skip
    for number, version in enumerate(woman.versions, 1):
        pk = next(keys[PlanVersion])
        view = "given" if version.her_view else "not_asked"
        yield PlanVersion, hers | {
            "pk": pk, "number": number, "agreed": version.agreed, "her_view": view, "promises": [],
        }  # fmt: skip
        if version.given_to_her:
            yield PlanGiven, {"version_id": pk, "day": version.given_to_her}
    for answer in woman.answers:
        yield Answer, hers | {"day": answer.day, "getting": answer.getting.value}


def clock(minutes: int | None) -> time | None:
    """630 is 10:30."""
    return None if minutes is None else time(minutes // 60, minutes % 60)


def settle() -> None:
    """What PostgreSQL does by itself in time: learn how much there is of what."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def again(table: type[models.Model], copy: int, sizes: dict[type[models.Model], int]) -> None:
    """The first women's rows once more, with keys of their own; what all women share stays the same row."""
    quote = connection.ops.quote_name
    names, values = [], []
    for field in table._meta.concrete_fields:
        names.append(quote(str(field.column)))
        of = table if field.primary_key else field.related_model
        size = sizes.get(of, 0) if isinstance(of, type) else 0
        values.append(f"{names[-1]} + {copy * size}" if size else names[-1])
    into = quote(table._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} ({', '.join(names)}) SELECT {', '.join(values)} FROM {into} "  # noqa: S608 – our own names
            f"WHERE {quote(str(table._meta.pk.column))} <= {sizes[table]}"
        )
