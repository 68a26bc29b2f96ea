"""Which services are involved with her, from when to when."""

from datetime import date

from django.db import transaction

from ..models import Involvement, Pregnancy, Service, User
from ..permissions import require, require_to_end
from ..sharing import gives_nothing
from .base import Problem, edit, in_order, long_date, plausible, record_event


@transaction.atomic
def involve(*, pregnancy: Pregnancy, service: Service, start: date, by: User | None, today: date) -> Involvement:
    """From this day the service is involved with her; an involvement that stands is kept, from the earlier day."""
    require(by, pregnancy, today)
    involvement, new = Involvement.objects.get_or_create(
        pregnancy=pregnancy, service=service, until=None, defaults={"start": start}
    )
    if new:
        record_event("sharing.involve", involvement, pregnancy, by)
    elif start < involvement.start:
        changes = edit(involvement, None, "this involvement", start=start)
        record_event("sharing.involve", involvement, pregnancy, by, changes=changes)
    return involvement


@transaction.atomic
def end_involvement(
    *,
    involvement: Involvement,
    until: date,
    by: User | None,
    today: date,
    because: str = "",
    version: int | None = None,
) -> Involvement:
    """After this day the service is no longer involved with her, and its workers no longer see her record.

    `because` is needed while something of theirs still stands: a promise, an offer, a request of hers, somebody who leads.
    """
    require_to_end(by, involvement, today)
    plausible(until, "until")
    in_order(involvement.start, until, "until", "This involvement")
    if not because.strip() and not gives_nothing(involvement.pregnancy, involvement.service, today):
        raise Problem(f"Something of {involvement.service} still stands. End that first, or say why not.", "because")
    return close(involvement=involvement, until=until, by=by, today=today, because=because.strip(), version=version)


@transaction.atomic
def close(
    *,
    involvement: Involvement,
    until: date,
    by: User | None,
    today: date,
    because: str = "",
    version: int | None = None,
) -> Involvement:
    """Write the last day of an involvement that has not ended before; whoever calls this has seen to who may."""
    if involvement.until and involvement.until < today:
        raise Problem(f"It has ended already, on {long_date(involvement.until)}.", "until")
    changes = edit(involvement, version, "this involvement", until=until, ended_because=because)
    record_event("sharing.end_involvement", involvement, involvement.pregnancy, by, changes=changes)
    return involvement
