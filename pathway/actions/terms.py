"""What must be true of a promise's terms, whoever writes them down."""

from datetime import date, timedelta

from ..models import Service, Support, Worker
from .base import Problem, in_order, long_date, plausible

LONGEST_WINDOW = 366
MOST_TIMES = 50
LONGEST_PAUSE = timedelta(days=183)


def check_terms(*, every: int | None, times: int, once_by: date | None, start: date | None, until: date | None) -> None:
    """Refuse terms that no service can keep or that cannot be meant."""
    if (every is None) == (once_by is None):
        raise Problem("Say either how often it happens, or the day by which it happens once.", "every")
    if every is not None and not 1 <= every <= LONGEST_WINDOW:
        raise Problem(f"“How often” must be between every day and every {LONGEST_WINDOW} days.", "every")
    if not 1 <= times <= MOST_TIMES:
        raise Problem(f"The number of contacts must be between 1 and {MOST_TIMES}.", "times")
    for name, day in (("once_by", once_by), ("start", start), ("until", until)):
        plausible(day, name)
    in_order(start, until, "until", "This support")


def check_worker(worker: Worker | None, service: Service | None) -> None:
    """Refuse a worker of another service."""
    if worker and (service is None or worker.service_id != service.pk):
        raise Problem(f"{worker} does not work for {service or 'her'}. Choose one of its workers.", "worker")


def check_pause(support: Support, start: date, until: date) -> None:
    """Refuse a pause that ends before it starts, lies outside the promise, or is so long that it is an ending."""
    plausible(start, "start")
    plausible(until, "until")
    in_order(start, until, "until", "This pause")
    if until - start >= LONGEST_PAUSE:
        raise Problem(
            "A pause of more than half a year is an ending. Stop the support, or give an earlier last day.", "until"
        )
    if support.end and start > support.end:
        raise Problem(f"This support ends on {long_date(support.end)}. Give an earlier first day.", "start")
    if until < support.planned:
        raise Problem(f"It was promised on {long_date(support.planned)}. Give that day or a later one.", "until")


def check_stop(support: Support, on: date, version: int | None) -> None:
    """Refuse a stop before the promise, and one that would silently replace an earlier one."""
    plausible(on, "on")
    if on < support.planned:
        raise Problem(f"It was promised on {long_date(support.planned)}. Give that day or a later one.", "on")
    if support.stopped and support.stopped != on and version is None:
        raise Problem(f"This support is already recorded as stopped on {long_date(support.stopped)}.", "on")


def check_ending(support: Support, on: date, version: int | None) -> None:
    """Refuse an agreed ending that would silently replace an earlier one."""
    plausible(on, "on")
    if support.agreed_ending and support.agreed_ending != on and version is None:
        raise Problem(f"Her agreement is already on record, given on {long_date(support.agreed_ending)}.", "on")
