"""Booking, birth, where each baby lives, who leads, closing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from nhs_number.validate import is_valid as is_nhs_number  # the check digit is the NHS's own arithmetic

from ..models import Baby, Information, Lead, Mother, Pregnancy, Residence, Team, User, Worker
from ..permissions import CLOCK, require, require_team
from .base import Problem, created, edit, in_order, long_date, not_before, not_in_future, plausible, record_event
from .flags import reassess

FIRST_DAY_BEFORE_DUE = timedelta(days=280)
LAST_DAY_AFTER_DUE = timedelta(days=28)
ONE_DAY = timedelta(days=1)


class ClosingReason(models.TextChoices):
    """Why a record closes; the first two need the year after the birth, a loss or a separation to be over."""

    YEAR_OVER = "year_over", "A year has passed and she is settled with her own support"
    MOVED = "moved", "She has moved, and the new area has taken over"
    PREGNANCY_ENDED = "pregnancy_ended", "The pregnancy ended more than a year ago"
    SHE_ASKED = "she_asked", "She asked us to close it"
    SHE_DIED = "she_died", "She died"


@transaction.atomic
def book(
    *,
    name: str,
    team: Team,
    booked: date,
    due: date,
    by: User | None,
    today: date,
    preferred_name: str = "",
    nhs_number: str | None = None,
    date_of_birth: date | None = None,
    phone: str = "",
    language: str = "",
    conference_needed: bool = False,
) -> Pregnancy:
    """A woman's booking: opens the record of this pregnancy with her liaison team."""
    require_team(by, team, today)
    if not name.strip():
        raise Problem("Give her name.", "name")
    not_in_future(booked, today, "booked", "The booking")
    _check_due(booked, due)
    mother = _mother(nhs_number, by, today, name=name.strip(), preferred_name=preferred_name.strip(), date_of_birth=date_of_birth,
                     phone=phone, language=language)  # fmt: skip
    if mother.pregnancies.filter(booked=booked).exists():
        raise Problem(f"She is booked already on {long_date(booked)}. Open that record instead.", "booked")
    pregnancy = Pregnancy.objects.create(
        mother=mother, team=team, booked=booked, due=due, conference_needed=conference_needed
    )
    _keep_change("pregnancies.book", pregnancy, created(pregnancy), by)
    reassess([pregnancy], today=today, because=f"her booking on {long_date(booked)}")
    return pregnancy


def _check_due(booked: date, due: date) -> None:
    plausible(booked, "booked")
    plausible(due, "due")
    if due > booked + FIRST_DAY_BEFORE_DUE:
        raise Problem("The due date is more than 40 weeks after the booking. Check both dates.", "due")
    if due < booked - LAST_DAY_AFTER_DUE:
        raise Problem("The due date is more than 4 weeks before the booking. Check both dates.", "due")


def _mother(number: str | None, by: User | None, today: date, **fields: Any) -> Mother:
    """The woman with this NHS number whom this user may see, or a new one: nobody learns of a woman seen elsewhere."""
    number = checked_nhs_number(number)
    known = _hers(by, today).filter(nhs_number=number).first() if number else None
    if known is None:
        return Mother.objects.create(nhs_number=number, **fields)
    if known.name.casefold() != fields["name"].casefold():
        raise Problem(
            "This NHS number belongs to a woman with another name. Check the number and the name.", "nhs_number"
        )
    return known


def _hers(by: User | None, today: date) -> models.QuerySet[Mother]:
    """The women of whom this user may see a pregnancy; all of them for the clock."""
    if by is CLOCK:
        return Mother.objects.all()
    return Mother.objects.filter(pregnancies__in=Pregnancy.objects.visible_to(by, today)).distinct()


def checked_nhs_number(number: str | None) -> str | None:
    """Ten digits without spaces, or None if there is none; a Problem if it cannot be an NHS number."""
    digits = "".join((number or "").replace("-", " ").split())
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise Problem(
            "An NHS number has 10 digits, like 999 123 4567. Check it, or leave it out for now.", "nhs_number"
        )
    if not is_nhs_number(digits):
        raise Problem("This is not a valid NHS number: its last digit does not fit. Check each digit.", "nhs_number")
    return digits


MOTHERS_OWN = ("name", "preferred_name", "nhs_number", "date_of_birth", "phone", "language")


@transaction.atomic
def change_details(
    *,
    pregnancy: Pregnancy,
    version: int | None,
    by: User | None,
    today: date,
    mother_version: int | None = None,
    **fields: Any,
) -> Pregnancy:
    """Change `due`, `conference_needed`, or who she is and how she is reached: the fields of MOTHERS_OWN."""
    require(by, pregnancy, today)
    if "conference_needed" in fields:
        require(by, pregnancy, today, Information.CHILD_PROTECTION)
    if "due" in fields:
        _check_due(pregnancy.booked, fields["due"])
    hers = {name: fields.pop(name) for name in MOTHERS_OWN if name in fields}
    changes = edit(pregnancy, version, "her details", **fields)
    if hers:
        _check_hers(pregnancy.mother, hers, by, today)
        changes |= edit(pregnancy.mother, mother_version, "her details", **hers)
        pregnancy.mother.save(update_fields=["sought"])
    _keep_change("pregnancies.change_details", pregnancy, changes, by)
    reassess([pregnancy], today=today, because="a change of her details")
    return pregnancy


def _check_hers(mother: Mother, hers: dict[str, Any], by: User | None, today: date) -> None:
    """She has a name, and her NHS number is no other woman's whom this user may see."""
    if not hers.get("name", mother.name).strip():
        raise Problem("Give her name.", "name")
    if "nhs_number" in hers:
        hers["nhs_number"] = checked_nhs_number(hers["nhs_number"])
        others = _hers(by, today).exclude(pk=mother.pk)
        if hers["nhs_number"] and others.filter(nhs_number=hers["nhs_number"]).exists():
            raise Problem("This NHS number stands in another woman’s record. Check each digit.", "nhs_number")


def _keep_change(verb: str, pregnancy: Pregnancy, changes: dict[str, list[Any]], by: User | None) -> None:
    """An event; that a conference is needed stands in one of its own, which fewer may see."""
    needed = changes.pop("conference_needed", None)
    if needed:
        own = {"conference_needed": needed}
        record_event(verb, pregnancy, pregnancy, by, information=Information.CHILD_PROTECTION, changes=own)
    if changes or not needed:
        record_event(verb, pregnancy, pregnancy, by, changes=changes)


@transaction.atomic
def record_birth(
    *, pregnancy: Pregnancy, born: date, by: User | None, today: date, babies: Sequence[str] = ("",)
) -> list[Baby]:
    """The birth, with one name (it may be empty) for each baby; each lives with her until a move is recorded."""
    require(by, pregnancy, today)
    pregnancy.refresh_from_db(fields=["born", "lost_on", "version"])
    if pregnancy.born:
        raise Problem(f"The birth is recorded already, on {long_date(pregnancy.born)}.", "born")
    if pregnancy.lost_on:
        raise Problem(f"A loss is recorded on {long_date(pregnancy.lost_on)}. Correct that first.", "born")
    not_in_future(born, today, "born", "The birth")
    if born < pregnancy.booked:
        raise Problem(
            f"The birth cannot be before the booking on {long_date(pregnancy.booked)}. Check the date.", "born"
        )
    if not babies:
        raise Problem("Record at least one baby; the name may be left empty.", "babies")
    changes = edit(pregnancy, None, "her record", born=born)
    record_event("pregnancies.record_birth", pregnancy, pregnancy, by, changes=changes)
    found = [_baby(pregnancy, name, born, by) for name in babies]
    reassess([pregnancy], today=today, because=f"the birth on {long_date(born)}")
    return found


def _baby(pregnancy: Pregnancy, name: str, born: date, by: User | None) -> Baby:
    baby = Baby.objects.create(pregnancy=pregnancy, name=name.strip(), born=born)
    Residence.objects.create(baby=baby, start=born, with_her=True)
    record_event("pregnancies.record_birth", baby, pregnancy, by)
    return baby


@transaction.atomic
def move_baby(
    *,
    baby: Baby,
    start: date,
    with_her: bool,
    by: User | None,
    today: date,
    where: str = "",
    with_whom: str = "",
) -> Residence:
    """From this day the baby lives with her, or apart from her; where, and with whom."""
    require(by, baby.pregnancy, today)
    not_in_future(start, today, "start", "A move")
    if start < baby.born:
        raise Problem(f"A move cannot be before the birth on {long_date(baby.born)}. Check the date.", "start")
    if baby.died:
        raise Problem(
            f"{baby.called[:1].upper()}{baby.called[1:]} died on {long_date(baby.died)}. No move is recorded after that."
        )
    residence = Residence.objects.create(
        baby=baby, start=start, with_her=with_her, where=where.strip(), with_whom=with_whom.strip()
    )
    record_event("pregnancies.move_baby", residence, baby.pregnancy, by)
    reassess([baby.pregnancy], today=today, because=f"where the baby lives since {long_date(start)}")
    return residence


@transaction.atomic
def appoint_lead(
    *, pregnancy: Pregnancy, worker: Worker, start: date, by: User | None, today: date, until: date | None = None
) -> Lead:
    """From this day this worker leads."""
    require(by, pregnancy, today)
    plausible(start, "start")
    plausible(until, "until")
    in_order(start, until, "until", "This lead")
    if worker.left and worker.left < start:
        raise Problem(f"{worker.name} left on {long_date(worker.left)}. Choose somebody who is in post.", "worker")
    lead = Lead.objects.create(pregnancy=pregnancy, worker=worker, start=start, until=until)
    record_event("pregnancies.appoint_lead", lead, pregnancy, by)
    reassess([pregnancy], today=today, because=f"{worker.name} leads from {long_date(start)}")
    return lead


@transaction.atomic
def end_lead(*, lead: Lead, until: date, by: User | None, today: date, version: int | None = None) -> Lead:
    """This day is the last on which this worker leads; an end that has passed stays as it is."""
    require(by, lead.pregnancy, today)
    plausible(until, "until")
    in_order(lead.start, until, "until", "This lead")
    if lead.until and lead.until < today:
        raise Problem(
            f"{lead.worker.name} led until {long_date(lead.until)}. That is over; say who leads now instead.", "until"
        )
    changes = edit(lead, version, "this lead", until=until)
    record_event("pregnancies.end_lead", lead, lead.pregnancy, by, changes=changes)
    reassess([lead.pregnancy], today=today, because=f"{lead.worker.name} leads until {long_date(until)}")
    return lead


@transaction.atomic
def close(*, pregnancy: Pregnancy, on: date, reason: str, by: User | None, today: date) -> Pregnancy:
    """Close the record from this day on; before a year has passed since the birth only for a reason other than time."""
    require(by, pregnancy, today)
    not_in_future(on, today, "on", "The closing")
    not_before(pregnancy.booked, on, "on", "The closing")
    _check_year(pregnancy, on, ClosingReason(reason))
    changes = edit(pregnancy, None, "her record", closed=on, closed_because=ClosingReason(reason).label)
    record_event("pregnancies.close", pregnancy, pregnancy, by, changes=changes)
    reassess([pregnancy], today=today, because=f"the closing of her record on {long_date(on)}")
    return pregnancy


def _check_year(pregnancy: Pregnancy, on: date, reason: ClosingReason) -> None:
    if pregnancy.closed:
        raise Problem(f"The record is closed already, since {long_date(pregnancy.closed)}.", "on")
    if reason not in (ClosingReason.YEAR_OVER, ClosingReason.PREGNANCY_ENDED):
        return
    last = pregnancy.stays_open_until()
    if last is None:
        raise Problem("No birth is recorded. Record it first, or choose another reason.", "reason")
    if on <= last:
        raise Problem(
            "Her own plan stays open for a year: after the birth, after a loss, and after her baby went to live apart "
            f"from her. That is until {long_date(last + ONE_DAY)}.", "on",
        )  # fmt: skip
