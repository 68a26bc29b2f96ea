"""Letters to her about one appointment, one handover or one meeting, in the same voice, with an envelope that suits her."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from ..models import Contact, Handover, Information, Meeting, Pregnancy, User, Variant
from .coming_up import visit
from .dates import Number, number, with_whom
from .document import Document, Section, language_tag
from .document import first_name as her_first_name
from .meetings import line as meeting_line
from .people import front_door, in_post, phone_of, service_name
from .records import Records
from .text import text_of
from .variants import SAFE, Sheet, Wording
from .words import clock_time, full_day, week_day

LETTER = Sheet(Variant.APPOINTMENT, gettext_lazy("A letter for you"), "letter.pdf", (), ("full",))
PLAIN, DISCREET, NONE = "plain", "discreet", "none"
ENVELOPES = {
    NONE: "No envelope page",
    PLAIN: "A plain envelope: her name, and the midwives as the sender",
    DISCREET: "Discreet: her name alone on the envelope, and nothing in the letter that tells what it is about",
}
Subject = Contact | Handover | Meeting
VARIANTS: dict[type[Subject], Variant] = {
    Contact: Variant.APPOINTMENT,
    Handover: Variant.HANDOVER,
    Meeting: Variant.MEETING,
}


@dataclass(frozen=True)
class Letter:
    """What stands in it."""

    heading: str
    lines: tuple[str, ...]
    call: Number | None
    rights: bool = False
    envelope: str = NONE
    to: str = ""
    sender: str = ""
    written: str = ""


def subject_of(row: Subject, envelope: str) -> str:
    """What a kept letter is about, as the record stood when it was made."""
    return f"{row._meta.model_name} {row.pk}, edit {row.version}, {envelope} envelope"


def pregnancy_of(row: Subject) -> Pregnancy:
    """Whose letter it is."""
    return row.pregnancy if isinstance(row, Meeting) else row.support.pregnancy


def letter_document(
    row: Subject, *, today: date, by: User | None = None, language: str = "en", envelope: str = NONE
) -> Document:
    """The letter, ready to be drawn. A discreet one says only when, whom she sees, and a number that tells nothing."""
    records = Records(pregnancy_of(row), today, by)
    discreet = envelope == DISCREET
    sheet = replace(SAFE if discreet else LETTER, variant=VARIANTS[type(row)], layouts=("full",))
    with override(language):
        letter = discreet_letter(row, records) if discreet else plain_letter(row, records)
        letter = replace(letter, envelope=envelope, **addressed(records, sheet, envelope))
        html = mark_safe(render_to_string("printing/letter.html", {"it": letter}))  # noqa: S308 – from our template
        return Document(
            sheet=sheet, language=language_tag(language), rtl=bool(get_language_info(language)["bidi"]),
            name=letter.to, intro="", sections=(Section("letter", html, letter.heading, text_of(html)),),
            version="",
            information=Information.CHILD_PROTECTION if isinstance(row, Meeting) else Information.NEEDS,
        )  # fmt: skip


def addressed(records: Records, sheet: Sheet, envelope: str) -> dict[str, Any]:
    """To whom, who writes and when, and on a plain envelope from whom; a discreet one says only to whom and when."""
    day = full_day(records.today)
    if sheet.wording is Wording.NEUTRAL:
        return {"to": her_first_name(records), "written": _("Written on %(day)s.") % {"day": day}}
    name = service_name(records.pregnancy.team.service, records)
    written = _("Written by %(name)s on %(day)s.") % {"name": name, "day": day}
    sender = name[:1].upper() + name[1:] if envelope == PLAIN else ""
    return {"to": records.pregnancy.mother.called, "written": written, "sender": sender}


def plain_letter(row: Subject, records: Records) -> Letter:
    """The letter in plain words."""
    if isinstance(row, Contact):
        return appointment(row, records)
    return handover(row, records) if isinstance(row, Handover) else meeting(row, records)


def appointment(contact: Contact, records: Records) -> Letter:
    """A visit, call or appointment that is booked."""
    coming = visit(contact, records)
    lines = (
        on_day(contact.day, contact.at),
        " ".join([coming.what, *coming.more]),
        _("If the day or the time does not suit you, call us and we will find another."),
    )
    support = contact.support
    who = in_post(contact.worker or support.worker, records)
    phone = phone_of(who, support.service, records)
    name = who.name if who else service_name(support.service, records)
    return Letter(_("When we will see you"), lines, Number(name, phone) if phone else door(records))


def handover(row: Handover, records: Records) -> Letter:
    """Who goes on with a support, and from when."""
    from_, to = (service_name(service, records) for service in (row.support.service, row.to_service))
    names = {"from": from_, "to": to}
    said_yes = row.accepted is not None and row.accepted <= records.today
    lines = [
        _("%(from)s have helped you. We have asked %(to)s to go on with this help.") % names,
        _("%(to)s have said yes.") % names
        if said_yes
        else _("%(to)s have not said yes yet. We will tell you.") % names,
        _("Until they have seen you, %(from)s are still there for you.") % names,
    ]
    name, phone = (to, row.to_service.phone) if said_yes else (from_, row.support.service.phone)
    capital = tuple(line[:1].upper() + line[1:] for line in lines)
    return Letter(_("Who helps you next"), capital, Number(name, phone) if phone else door(records))


def meeting(row: Meeting, records: Records) -> Letter:
    """A meeting about her or her baby, and her rights at it."""
    line = meeting_line(row, records, set())
    lines = (
        on_day(row.day, row.at),
        " ".join([line.what, *line.more]),
        _("We want to hear what you think. Tell us if the day, the time or the place does not suit you."),
    )
    return Letter(_("A meeting that is about you"), lines, door(records), True)


def door(records: Records) -> Number | None:
    """Her main worker, or her midwives; None if nobody has a number."""
    name, phone = front_door(records)
    return Number(name, phone) if phone else None


def on_day(day: date, at: time | None) -> str:
    """When it is, or that she will be told the time."""
    if at is None:
        return _("On %(day)s. We will tell you the time.") % {"day": week_day(day)}
    return _("On %(day)s, at %(time)s.") % {"day": week_day(day), "time": clock_time(at)}


def discreet_letter(row: Subject, records: Records) -> Letter:
    """Only the day, the time, a first name and a number that tells nothing."""
    if isinstance(row, Handover):
        lines: tuple[str, ...] = (_("There is news for you. Call when you can."),)
    else:
        at = (
            _("%(day)s, %(time)s") % {"day": week_day(row.day), "time": clock_time(row.at)}
            if row.at
            else week_day(row.day)
        )
        who = with_whom(row, records) if isinstance(row, Contact) else ""
        lines = (f"{at} – {who}" if who else at,)
    return Letter(_("Coming up"), lines, number(records, SAFE))
