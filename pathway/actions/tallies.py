"""Counting promises kept, team by team, once a day: the clock's work, found by a query like all of it."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q

from .. import facts
from ..models import Counted, Pregnancy, Service, Tally, Team, User
from ..rules.facts import Pathway
from ..tallies import counted, first_month

CHUNK = 200


def count_due(*, today: date) -> int:
    """Count for every team that has not been counted today; how many were."""
    due = list(Team.objects.exclude(counted__on__gte=today).order_by("pk"))
    for team in due:
        count(team=team, by=None, today=today)
    return len(due)


@transaction.atomic
def count(*, team: Team, by: User | None, today: date) -> None:
    """Count anew what was promised to this team's women and what came, over the months that its page shows."""
    services = dict(Service.objects.filter(trust=team.service.trust_id).values_list("name", "pk"))
    found = counted(_pathways(team, today), today)
    Tally.objects.filter(team=team).delete()
    Tally.objects.bulk_create(
        Tally(team=team, service_id=services[place.service], month=place.month, after_birth=place.after_birth, **row._asdict())
        for place, row in found.items()
        if place.service in services
    )  # fmt: skip
    Counted.objects.update_or_create(team=team, defaults={"on": today})


def _pathways(team: Team, today: date) -> Iterator[Pathway]:
    """The team's pathways that were open in these months, in chunks: a fixed number of queries each."""
    lately = Q(closed__isnull=True) | Q(closed__gte=first_month(today))
    ids = list(Pregnancy.objects.filter(lately, team=team).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield from facts.load(ids[start : start + CHUNK]).values()
