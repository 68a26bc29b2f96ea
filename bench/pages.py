"""How long each page takes at the server, and how many queries it asks, with so many women in the database.

Teams of 500 women each; one reader leads a team, the other works in a service that is involved with every woman.
`python -m bench.pages fill 1000` makes the tables and fills them; `python -m bench.pages measure 1000` prints figures as
JSON. The database is the one that DATABASE_URL names.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from statistics import median
from typing import Any, NamedTuple
from unittest.mock import patch

import django
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from .clock import timed
from .women import SERVICES, TODAY

WOMEN_IN_A_TEAM = 500
HANDED_OVER = PASSED_ON = 20  # one in so many
RUNS = 7
FIRST_READER = 100  # the caseload's own workers have their keys given, which PostgreSQL does not count
LEAD, WORKER = "lead@example.test", "worker@example.test"
FAMILY = SERVICES.index("Family support") + 1
OF_HERS = ("pregnancy_show", "pregnancy_week", "review_show", "plan_build", "meetings_hers", "printouts_hers")
"""One woman's pages: not lists, but they must not grow with the women either."""
LISTS = ("today", "contacts_unrecorded", "my_week", "handover_list", "requests_owed", "service_list")
OPEN_TO_ALL = ("pregnancy_show", "pregnancy_week", "plan_build", "printouts_hers")
OF_A_TEAM = ("team_show", "print_runs")
FILTERS = ("", "?stage=later", "?stage=closed", "?stage=all", "?weeks_from=6&weeks_to=26", "?whose=mine", "?whose=team",
           f"?service={FAMILY}", "?lead=1", "?flag=any", "?flag=none", "?flag=support_missed", "?flag=soon",
           "?flag=escalated&stage=later&whose=team")  # fmt: skip


class Page(NamedTuple):
    """A page as one reader asks for it."""

    what: str
    reader: str
    path: str


def fill(number: int) -> None:
    """So many women in teams, judged, with readers, involvements, handovers and tallies."""
    from django.core.management import call_command

    from pathway.actions import flags, tallies

    from . import caseload

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    caseload.fill(number)
    caseload.settle()
    open_teams(number)
    involve()
    employ_readers()
    hand_over()
    flags.sweep(today=TODAY)
    pass_on()
    tallies.count_due(today=TODAY)
    caseload.settle()


def open_teams(number: int) -> None:
    """Every team has its 500 women."""
    from pathway.models import Pregnancy, Team

    for team in range(2, max(1, number // WOMEN_IN_A_TEAM) + 1):
        Team.objects.create(pk=team, service_id=1, name=f"Liaison midwives {team}")
        first = (team - 1) * WOMEN_IN_A_TEAM
        Pregnancy.objects.filter(pk__gt=first, pk__lte=first + WOMEN_IN_A_TEAM).update(team=team)


def involve() -> None:
    """Every service that has promised something is involved."""
    from pathway.models import Involvement, Support

    rows = Support.objects.order_by().values_list("pregnancy", "service", "pregnancy__booked").distinct()
    Involvement.objects.bulk_create(
        (Involvement(pregnancy_id=pregnancy, service_id=service, start=booked) for pregnancy, service, booked in rows),
        batch_size=2000,
    )


def employ_readers() -> None:
    """Who leads a team, and who works in the family support service."""
    from pathway.models import Role, User, Worker

    for email, role, service, team in (
        (LEAD, Role.LIAISON_MIDWIFE, 1, 1), (WORKER, Role.FAMILY_SUPPORT_WORKER, FAMILY, None)
    ):  # fmt: skip
        user = User.objects.create_user(email, None, name="Asha Example")
        Worker.objects.create(
            pk=FIRST_READER + (team or 0), user=user, name=user.name, role=role, service_id=service, team_id=team, leads_team=bool(team),
            started="2020-01-01",
        )  # fmt: skip


def hand_over() -> None:
    """One promise of talking in twenty is offered to family support."""
    from pathway.models import Handover, Support

    rows = Support.objects.filter(reference="talking").order_by("pk").values_list("pk", flat=True)[::HANDED_OVER]
    Handover.objects.bulk_create(
        (Handover(support_id=pk, to_service_id=FAMILY, offered=TODAY) for pk in rows), batch_size=2000
    )


def pass_on() -> None:
    """One flag in twenty was passed to a team lead."""
    from pathway.models import Flag

    late = list(Flag.objects.open().order_by("pk").values_list("pk", flat=True)[::PASSED_ON])
    Flag.objects.filter(pk__in=late).update(escalated_on=TODAY)


def pages(clients: dict[str, Client]) -> list[Page]:
    """Every list page for both readers; those of one reader alone."""
    found = []
    for reader, client in clients.items():
        found += [Page(name, reader, reverse(name)) for name in LISTS]
        found += [Page(f"caseload {filters}".strip(), reader, reverse("caseload") + filters) for filters in FILTERS]
        found.append(Page("search by name", reader, client.post(reverse("caseload_search"), {"text": "nadia 7"}).url))
        found.append(Page("service_show", reader, reverse("service_show", args=[FAMILY])))
        found.append(Page("contacts_unrecorded ?service", reader, f"{reverse('contacts_unrecorded')}?service={FAMILY}"))
        found += [
            Page(name, reader, reverse(name, args=[7])) for name in OF_HERS if reader == LEAD or name in OPEN_TO_ALL
        ]
    return found + [Page(name, LEAD, reverse(name, args=[1])) for name in OF_A_TEAM]


def measure(number: int) -> dict[str, Any]:
    """Each page's queries, ms of work at the server (median, 95th percentile of several runs) and ms on the wall."""
    from pathway.models import User

    with ExitStack() as stack:
        stack.enter_context(patch.object(timezone, "localdate", lambda *_: TODAY))
        stack.enter_context(
            override_settings(
                ALLOWED_HOSTS=["testserver"],
                STORAGES={"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
            )
        )
        clients = {email: Client() for email in (LEAD, WORKER)}
        for email, client in clients.items():
            client.force_login(User.objects.get(email=email))
        return {"women": number, "pages": [one_page(page, clients[page.reader]) for page in pages(clients)]}


def one_page(page: Page, client: Client) -> dict[str, Any]:
    """What one page costs."""
    queries = count_queries(lambda: client.get(page.path).status_code, expected=200)
    runs = [timed(lambda: client.get(page.path))[0] for _ in range(RUNS)]
    work, wall = (sorted(run[name] * 1000 for run in runs) for name in ("work", "wall"))
    p95 = work[min(len(work) - 1, round(0.95 * (len(work) - 1)))]
    reader = page.reader.split("@")[0]
    return {
        "page": page.what,
        "reader": reader,
        "queries": queries,
        "median": median(work),
        "p95": p95,
        "wall": median(wall),
    }


def count_queries(ask: Callable[[], int], expected: int) -> int:
    """How many queries it takes; fails if the page is not what it should be."""
    asked = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        status = ask()
    if status != expected:
        raise SystemExit(f"A page answered {status}.")
    return asked


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pathway.settings")
    django.setup()
    _, what, women = sys.argv
    if what == "fill":
        fill(int(women))
    else:
        print(json.dumps(measure(int(women))))
