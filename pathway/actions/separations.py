"""A baby goes to live apart from her: a named person for her own sake, what was explored before, and on what ground."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from ..models import Baby, Explored, Information, LegalRoute, Option, OptionBefore, Separation, User, Worker
from ..models.separations import Route
from ..permissions import require
from .base import Problem, edit, long_date, not_before, not_in_future, record_event
from .named_person import check_another_person, check_named_person
from .pregnancies import move_baby

Options = Mapping[str, tuple[str, str]]
"""For each option how far it went, and the reason where it was not explored."""


@transaction.atomic
def separate(
    *,
    baby: Baby,
    start: date,
    named_person: Worker,
    first_contact_by: date,
    by: User | None,
    today: date,
    where: str = "",
    with_whom: str = "",
    options: Options | None = None,
    route: str = "",
) -> Separation:
    """From this day the baby lives apart from her, and this person is there for her, first by a day.

    `options` and `route` belong to child protection; those who do not see that leave them to others.
    """
    if since := baby.apart_since():
        raise Problem(f"The baby lives apart from her already, since {long_date(since)}. Record a move instead.")
    move_baby(baby=baby, start=start, with_her=False, where=where, with_whom=with_whom, by=by, today=today)
    return begin(
        baby=baby, named_person=named_person, first_contact_by=first_contact_by, options=options, route=route, by=by,
        today=today,
    )  # fmt: skip


@transaction.atomic
def begin(
    *,
    baby: Baby,
    named_person: Worker,
    first_contact_by: date,
    by: User | None,
    today: date,
    options: Options | None = None,
    route: str = "",
) -> Separation:
    """Who is there for her, where it is recorded already that the baby lives apart from her."""
    pregnancy = baby.pregnancy
    require(by, pregnancy, today)
    since = baby.apart_since()
    if since is None:
        raise Problem("It is not recorded that the baby lives apart from her. Record the move first.")
    if baby.separations.filter(residence__start__gte=since).exists():
        raise Problem("A person is named already. You can name another on her page.", "named_person")
    check_named_person(pregnancy, named_person, since, first_contact_by, today)
    home = baby.residences.filter(start=since, with_her=False).order_by("pk").reverse()[0]
    separation = Separation.objects.create(
        baby=baby, residence=home, named_person=named_person, first_contact_by=first_contact_by
    )
    record_event("separations.begin", separation, pregnancy, by)
    if options is not None:
        explore(separation=separation, options=options, by=by, today=today)
    if route:
        set_route(separation=separation, route=route, since=since, by=by, today=today)
    return separation


@transaction.atomic
def name_another(
    *,
    separation: Separation,
    named_person: Worker,
    first_contact_by: date,
    by: User | None,
    today: date,
    version: int | None = None,
) -> Separation:
    """Another person is there for her from now on."""
    pregnancy = separation.baby.pregnancy
    require(by, pregnancy, today)
    check_another_person(separation, pregnancy, named_person, separation.residence.start, first_contact_by, today)
    changes = edit(separation, version, "this", named_person=named_person, first_contact_by=first_contact_by)
    record_event("separations.name_another", separation, pregnancy, by, changes=changes)
    return separation


@transaction.atomic
def explore(*, separation: Separation, options: Options, by: User | None, today: date) -> list[OptionBefore]:
    """How far each option went before the separation; one that was not explored needs its reason."""
    pregnancy = separation.baby.pregnancy
    require(by, pregnancy, today, Information.CHILD_PROTECTION)
    for option in Option:
        explored, reason = options.get(option, ("", ""))
        if explored not in Explored.values:
            raise Problem(f"{option.label}: say how far this went.", option)
        if explored == Explored.NOT_EXPLORED and not reason.strip():
            raise Problem(f"{option.label}: say why it was not explored.", f"{option}_reason")
    return [_option(separation, option, *options[option], by=by) for option in Option]


def _option(separation: Separation, option: Option, explored: str, reason: str, *, by: User | None) -> OptionBefore:
    row, new = OptionBefore.objects.get_or_create(
        separation=separation, option=option, defaults={"explored": explored, "reason": reason.strip()}
    )
    changes = None if new else edit(row, None, "this option", explored=explored, reason=reason.strip())
    if new or changes:
        record_event(
            "separations.explore", row, separation.baby.pregnancy, by, information=Information.CHILD_PROTECTION,
            changes=changes,
        )  # fmt: skip
    return row


@transaction.atomic
def set_route(*, separation: Separation, route: str, since: date, by: User | None, today: date) -> LegalRoute:
    """On what legal ground the baby lives apart from her, from this day on; what stood before stays."""
    pregnancy = separation.baby.pregnancy
    require(by, pregnancy, today, Information.CHILD_PROTECTION)
    not_in_future(since, today, "since", "This")
    not_before(separation.residence.start, since, "since", "A legal ground")
    if route not in Route.values:
        raise Problem("Choose one of the legal grounds listed.", "route")
    row = LegalRoute.objects.create(separation=separation, route=route, since=since, recorded_on=today)
    record_event("separations.set_route", row, pregnancy, by, information=Information.CHILD_PROTECTION)
    return row


@transaction.atomic
def set_ground(
    *,
    separation: Separation,
    options: Options,
    route: str,
    since: date,
    by: User | None,
    today: date,
    version: int | None = None,
) -> Separation:
    """What was explored, and the legal ground where it differs from what stands."""
    edit(separation, version, "what was explored and the legal ground")
    explore(separation=separation, options=options, by=by, today=today)
    last = separation.routes.last()
    if last is None or (last.route, last.since) != (route, since):
        set_route(separation=separation, route=route, since=since, by=by, today=today)
    return separation
