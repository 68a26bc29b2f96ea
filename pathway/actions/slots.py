"""What must be true of a contact's day, time and worker, whoever books, moves or records it."""

from datetime import date, time, timedelta

from ..models import Support, Worker
from .base import Problem, long_date, plausible

A_DAY = 24 * 60
FURTHEST_AHEAD = timedelta(days=2 * 365)
"""Her plan lasts a year after the birth: nothing is booked further ahead than two years."""
LONGEST_AGO = timedelta(days=365)
"""Before she was booked; an earlier year cannot be meant."""


def check_day(support: Support, day: date, today: date, field: str) -> None:
    """Refuse a day so far off that its year must be a slip."""
    plausible(day, field)
    if day > today + FURTHEST_AHEAD:
        raise Problem(f"{long_date(day)} is more than two years ahead. Check the year.", field)
    if day < support.pregnancy.booked - LONGEST_AGO:
        raise Problem(f"{long_date(day)} is more than a year before she was booked. Check the year.", field)


def check_time(support: Support, day: date, at: time | None, minutes: int | None) -> None:
    """Refuse a length or time that cannot be, and the same appointment a second time."""
    if minutes is not None and not 1 <= minutes <= A_DAY:
        raise Problem("Give its length in minutes, between 1 and 1440, or leave it out.", "minutes")
    if at and minutes and at.hour * 60 + at.minute + minutes > A_DAY:
        raise Problem("It would go on past midnight. Check the time and the length.", "at")
    if at and support.contacts.standing().filter(day=day, at=at, outcome__isnull=True).exists():
        raise Problem(f"{support.service} is booked with her on {long_date(day)} at {at:%H:%M} already.", "at")


def check_worker(support: Support, worker: Worker | None, day: date) -> None:
    """Refuse somebody who does not work in the support's service, or no longer does on that day."""
    if worker and worker.service_id != support.service_id:
        raise Problem(
            f"{worker.name} does not work at {support.service}. Choose somebody who does, or leave it open.", "worker"
        )
    if worker and still_there(worker, day) is None:
        raise Problem(
            f"{worker.name} leaves {support.service} on {long_date(worker.left or day)}. Choose somebody else, "
            "or leave it open.",
            "worker",
        )


def still_there(worker: Worker | None, day: date) -> Worker | None:
    """The worker, if they are still in post on that day."""
    return worker if worker and (worker.left is None or worker.left >= day) else None
