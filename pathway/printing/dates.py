"""The paper that is safe if found: days, times, first names and one neutral number. Nobody learns from it what they are for."""

from datetime import date, time
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..models import Contact, ServiceKind, Topic, Worker
from .coming_up import is_called_off, order
from .matters import her_words
from .people import NAMELESS_UNLESS_PLAIN, in_post
from .records import Records
from .variants import Sheet
from .words import clock_time, phone_number, said, strong, week_day

NEUTRAL_KINDS = frozenset(ServiceKind) - NAMELESS_UNLESS_PLAIN - {ServiceKind.SOCIAL_WORK, ServiceKind.MENTAL_HEALTH}
"""Services whose number may be answered with their name without giving her away."""


class Day(NamedTuple):
    """One line: the day, with the time if it is known, and whom she sees."""

    when: str
    who: str


def dates(records: Records, sheet: Sheet) -> tuple[Day, ...]:
    """What is booked with her, in order; no meetings, no places, no services."""
    coming = sorted((row for row in records.contacts if not is_called_off(row)), key=lambda row: order(row.day, row.at))
    return tuple(Day(when(row.day, row.at), with_whom(row, records)) for row in coming)


def when(day: date, at: time | None) -> SafeString:
    """The day, and the time if it is known."""
    shown = strong(week_day(day))
    return said(_("%(day)s, %(time)s"), day=shown, time=clock_time(at)) if at else shown


def with_whom(contact: Contact, records: Records) -> str:
    """The first name of whoever comes, if there is one that gives nothing away."""
    worker = in_post(contact.worker or contact.support.worker, records, contact.day)
    return first_name(worker, records) if worker else ""


def first_name(worker: Worker, records: Records) -> str:
    """The first word of a worker's name, if it is one word of letters that gives nothing away."""
    name: str = (worker.name.split() or [""])[0].strip(",.;:()")
    return records.screen.neutral(name, "The first name of a worker")


class Number(NamedTuple):
    """One number, and the first name of whoever answers it, if one is known."""

    name: str
    phone: str

    @property
    def call(self) -> SafeString:
        """Whom to call, and on which number."""
        phone = phone_number(self.phone)
        return (
            said(_("Call %(name)s on %(phone)s."), name=self.name, phone=phone)
            if self.name
            else said(_("Call %(phone)s."), phone=phone)
        )


def number(records: Records, sheet: Sheet) -> Number | None:
    """A number that does not announce what she is seen for: her main worker's own if they answer it with their name."""
    for lead in records.main_workers():
        worker = in_post(lead.worker, records)
        if worker and worker.service.kind in NEUTRAL_KINDS and is_a_number(worker.phone):
            return Number(first_name(worker, records), worker.phone)
    phone = records.pregnancy.team.service.phone
    return Number("", phone) if is_a_number(phone) else None


def is_a_number(phone: str) -> bool:
    """It holds digits and nothing that could be a word."""
    return any(letter.isdigit() for letter in phone) and not any(letter.isalpha() for letter in phone)


def words(records: Records, sheet: Sheet) -> str:
    """Her own words, if they tell nobody anything."""
    said = her_words(Topic.MATTERS, "What she said matters", records)
    return records.screen.neutral(said, "What she said matters") if said else ""
