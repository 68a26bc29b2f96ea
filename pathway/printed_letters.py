"""What has become, since a letter was made, of the appointment or the meeting that it is about."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Max

from .models import Contact, Event, Meeting, Printout, Variant
from .models.contacts import CANCELLED

CALLED = {Variant.APPOINTMENT: "The appointment", Variant.MEETING: "The meeting"}
MOVING = ("moves.move", "meetings.change")
MOVED, CALLED_OFF, CROSSED_OUT = "has moved", "was called off", "was crossed out"


def too_late_for_a_letter(about: Any, today: date) -> str:
    """A sentence where no letter can tell her of an appointment, a handover or a meeting any more; empty where one can."""
    if isinstance(about, Contact) and not about.is_coming(today):
        return "This appointment is not to come any more, so no letter can tell her of it."
    if isinstance(about, Meeting) and about.cancelled:
        return "This meeting was cancelled, so no letter can tell her of it."
    return ""


def fallen(letters: Collection[Printout], day: date) -> dict[int, str]:
    """Of each letter that no longer holds on this day, by its number, a sentence on why: the same few queries for any number."""
    about = {letter.pk: letter.subject.partition(",")[0] for letter in letters if letter.variant in CALLED}
    if not about:
        return {}
    written = written_at(about)
    gone = called_off(about.values(), day) | crossed_out(about.values(), day)
    moves = list(Event.objects.filter(record__in=about.values(), verb__in=MOVING, at__date__lte=day))
    found = {}
    for letter in letters:
        what = about.get(letter.pk)
        moved = any(
            event.record == what and event.pk > written.get(letter.pk, 0) and moves_it(event) for event in moves
        )
        if what and (became := MOVED if moved else gone.get(what)):
            found[letter.pk] = f"{CALLED[Variant(letter.variant)]} {became} since."
    return found


def written_at(letters: Iterable[int]) -> dict[int, int]:
    """The event with which each letter was written."""
    names = {f"printout {letter}": letter for letter in letters}
    rows = Event.objects.filter(verb="printouts.write_letter", record__in=names).order_by()
    return {names[record]: first for record, first in rows.values_list("record").annotate(first=Max("pk"))}


def moves_it(event: Event) -> bool:
    """Another day or time."""
    return bool({"day", "at"} & event.changes.keys())


def keys_of(kind: str, about: Iterable[str]) -> list[int]:
    """The numbers of the records of one kind, out of “contact 12”."""
    return [int(key) for name, key in (what.split() for what in about) if name == kind]


def called_off(about: Iterable[str], day: date) -> dict[str, str]:
    """Those that were called off ahead, or cancelled, by this day."""
    rows: Any = Contact.objects.filter(pk__in=keys_of("contact", about), outcome__in=CANCELLED)
    off = {
        f"contact {row.pk}": CALLED_OFF
        for row in rows.prefetch_related("records")
        if row.told and row.told.recorded_on <= day and row.told.recorded_on < row.day
    }
    gone = Meeting.objects.filter(pk__in=keys_of("meeting", about), cancelled__lte=day)
    return off | {f"meeting {key}": CALLED_OFF for key in gone.values_list("pk", flat=True)}


def crossed_out(about: Iterable[str], day: date) -> dict[str, str]:
    """Those that were found to be booked by mistake by this day."""
    rows = Event.objects.filter(record__in=about, verb="contacts.mark_entered_in_error", at__date__lte=day)
    return dict.fromkeys(rows.values_list("record", flat=True), CROSSED_OUT)
