"""Who may act. Who may see is QuerySet.visible_to (models/sharing.py); to act, one must see."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from .models import SEES, Information, Involvement, Pregnancy, Role, Team, Trust, User, Worker

CLOCK = None
"""Stands in `by=` where nobody acted: the clock, or a load of stories."""


def may_act(user: User, pregnancy: Pregnancy, information: str, today: date) -> bool:
    """This user may write records of this class about this woman today."""
    return Pregnancy.objects.visible_to(user, today, information).filter(pk=pregnancy.pk).exists()


def classes_open_to(user: User | None, pregnancy: Pregnancy, today: date) -> frozenset[str]:
    """The classes of information that this user may see of her; the clock sees all."""
    return frozenset(item for item in Information if user is CLOCK or may_act(user, pregnancy, item, today))


def require(by: User | None, pregnancy: Pregnancy, today: date, information: str = Information.PATHWAY) -> None:
    """Refuse a write by somebody who may not make it. The clock may."""
    if by is not CLOCK and not may_act(by, pregnancy, information, today):
        raise PermissionDenied("You are not involved with this woman, or your role does not cover this.")


def liaison_teams(user: User, today: date) -> list[Team]:
    """The teams for which this user may book a woman: those in which they work today."""
    return list(Team.objects.filter(workers__in=user.jobs(today)).distinct())


def require_team(by: User | None, team: Team, today: date) -> None:
    """Refuse a booking by somebody who does not work in that team."""
    if by is not CLOCK and team not in liaison_teams(by, today):
        raise PermissionDenied("You can book a woman only with a team in which you work.")


def may_end(user: User, involvements: Iterable[Involvement], today: date) -> set[int]:
    """Those that this user may end, by key: as one of her liaison team, or of the very service whose involvement it is."""
    jobs = user.jobs(today)
    theirs = Q(pregnancy__team__in=jobs.values("team")) | Q(service__in=jobs.values("service"))
    seen = Involvement.objects.visible_to(user, today).filter(theirs, pk__in=[row.pk for row in involvements])
    return set(seen.values_list("pk", flat=True))


def require_to_end(by: User | None, involvement: Involvement, today: date) -> None:
    """Refuse the end of another service's involvement by somebody outside her liaison team."""
    if by is not CLOCK and not may_end(by, [involvement], today):
        raise PermissionDenied("Her liaison team, or the service itself, ends its involvement. Ask one of them.")


def trusts(user: User, today: date) -> list[Trust]:
    """The trusts for which this user works today."""
    return list(Trust.objects.filter(services__workers__in=user.jobs(today)).distinct())


def administered(user: User, today: date) -> list[Trust]:
    """The trusts whose system this user administers today."""
    jobs = user.jobs(today).filter(role=Role.ADMINISTRATOR)
    return list(Trust.objects.filter(services__workers__in=jobs).distinct())


def require_administrator(by: User | None, trust: Trust, today: date) -> None:
    """Refuse what only a trust's administrators may do."""
    if by is not CLOCK and trust not in administered(by, today):
        raise PermissionDenied("Only an administrator of this trust can do this.")


SEE_THE_PATHWAY = [role for role, classes in SEES.items() if Information.PATHWAY in classes]


def may_say_who_leaves(user: User, workers: Iterable[Worker], today: date) -> set[int]:
    """Those of these workers whose leaving date this user may record, by key; in two queries for any number of them.

    It moves other people's work, so it is for whoever leads the worker's team, and for the worker. Most partner services
    have no team with a lead here: there, and wherever nobody leads it today, any colleague in the same service may whose
    role sees women's pathways. An administrator sees none, so could not see what it moves.
    """
    rows = list(workers)
    jobs = list(user.jobs(today).filter(role__in=SEE_THE_PATHWAY))
    mine, services = {job.pk for job in jobs}, {job.service_id for job in jobs}
    i_lead = {job.team_id for job in jobs if job.leads_team and job.team_id}
    teams = {row.team_id for row in rows if row.team_id}
    led = set(Worker.objects.leading(today).filter(team__in=teams).values_list("team", flat=True))
    return {
        row.pk
        for row in rows
        if row.pk in mine or row.team_id in i_lead or (row.service_id in services and row.team_id not in led)
    }


def require_leaving(by: User | None, worker: Worker, today: date) -> None:
    """Refuse a leaving date from somebody who may not record it."""
    if by is not CLOCK and not may_say_who_leaves(by, [worker], today):
        raise PermissionDenied(
            "Only their team's lead, they themselves, or a colleague where nobody leads, can do this."
        )
