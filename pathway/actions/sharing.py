"""Which services are involved with her, from when to when."""

from datetime import date

from django.db import transaction

from ..models import Involvement, Pregnancy, Service, User
from ..permissions import require
from .base import Problem, in_order, long_date, plausible, record_event


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
        changes = {"start": [involvement.start, start]}
        involvement.start = start
        involvement.save(update_fields=["start"])
        record_event("sharing.involve", involvement, pregnancy, by, changes=changes)
    return involvement


@transaction.atomic
def end_involvement(*, involvement: Involvement, until: date, by: User | None, today: date) -> Involvement:
    """After this day the service is no longer involved with her, and its workers no longer see her record."""
    require(by, involvement.pregnancy, today)
    plausible(until, "until")
    in_order(involvement.start, until, "until", "This involvement")
    involvement.refresh_from_db(fields=["until"])
    if involvement.until and involvement.until < today:
        raise Problem(f"It has ended already, on {long_date(involvement.until)}.", "until")
    changes = {"until": [involvement.until, until]}
    involvement.until = until
    involvement.save(update_fields=["until"])
    record_event("sharing.end_involvement", involvement, involvement.pregnancy, by, changes=changes)
    return involvement
