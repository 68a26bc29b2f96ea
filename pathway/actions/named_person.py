"""Who is there for her, after a separation or a loss, and by when."""

from datetime import date

from ..births import first_contact_limit
from ..local_packs import pack_of
from ..models import Loss, Pregnancy, Separation, Worker
from .base import Problem, long_date, not_before


def check_named_person(pregnancy: Pregnancy, person: Worker, since: date, by_day: date, today: date) -> None:
    """Refuse somebody who is not in post, and a first contact later than the trust's own limit."""
    if person.left and person.left < today:
        raise Problem(
            f"{person.name} left on {long_date(person.left)}. Choose somebody who is in post.", "named_person"
        )
    not_before(since, by_day, "first_contact_by", "The first contact")
    limit = first_contact_limit(pack_of(pregnancy.team.service.trust), since, today)
    if by_day > limit:
        raise Problem(
            f"The first contact for her should come by {long_date(limit)}. Choose that day or an earlier one.",
            "first_contact_by",
        )


def check_another_person(
    named: Loss | Separation, pregnancy: Pregnancy, person: Worker, since: date, by_day: date, today: date
) -> None:
    """The same of somebody who is there for her from now on: their first contact lies ahead, whenever it all began."""
    if person.pk != named.named_person_id:
        check_named_person(pregnancy, person, today, by_day, today)
    elif by_day != named.first_contact_by:
        check_named_person(pregnancy, person, since, by_day, today)
