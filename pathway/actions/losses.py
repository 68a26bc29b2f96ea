"""The loss of a pregnancy or of a baby: recorded with care, and never the end of her own support."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from ..models import (
    Baby,
    Contact,
    DayToRemember,
    Information,
    Loss,
    LossDetail,
    LossKind,
    Meeting,
    Pregnancy,
    Support,
    User,
    Worker,
)
from ..permissions import require
from . import births, contacts, meetings, plans
from .base import Problem, edit, long_date, not_before, not_in_future, plausible, record_event
from .flags import reassess
from .named_person import check_another_person, check_named_person

NO_LONGER_NEEDED = "No longer needed since her loss"


@transaction.atomic
def record_loss(
    *,
    pregnancy: Pregnancy,
    day: date,
    named_person: Worker,
    first_contact_by: date,
    by: User | None,
    today: date,
    kind: str = "",
) -> Loss:
    """The pregnancy ended without a birth on this day; `kind` is for those who see matters of health."""
    require(by, pregnancy, today)
    pregnancy.refresh_from_db(fields=["born", "lost_on", "version"])
    if pregnancy.born:
        raise Problem("A birth is recorded. If her baby died, record that instead.", "day")
    if pregnancy.lost_on:
        raise Problem(f"A loss is recorded already, on {long_date(pregnancy.lost_on)}.", "day")
    _check_day(day, pregnancy, today)
    loss = _loss(pregnancy, None, day, named_person, first_contact_by, kind, by, today)
    changes = edit(pregnancy, None, "her record", lost_on=day)
    record_event("losses.record_loss", pregnancy, pregnancy, by, changes=changes)
    reassess([pregnancy], today=today, because=f"what was recorded for {long_date(day)}")
    return loss


@transaction.atomic
def record_death(
    *,
    baby: Baby,
    day: date,
    named_person: Worker,
    first_contact_by: date,
    by: User | None,
    today: date,
    kind: str = "",
) -> Loss:
    """The baby died on this day."""
    pregnancy = baby.pregnancy
    require(by, pregnancy, today)
    if baby.died:
        raise Problem(f"It is recorded already that the baby died, on {long_date(baby.died)}.", "day")
    _check_day(day, pregnancy, today)
    if day < baby.born:
        raise Problem(f"The birth is recorded on {long_date(baby.born)}. Check the date.", "day")
    loss = _loss(pregnancy, baby, day, named_person, first_contact_by, kind, by, today)
    changes = edit(baby, None, "this baby", died=day)
    record_event("losses.record_death", baby, pregnancy, by, changes=changes)
    _set_lost_on(pregnancy, by)
    reassess([pregnancy], today=today, because=f"what was recorded for {long_date(day)}")
    return loss


@transaction.atomic
def record_stillbirth(
    *,
    pregnancy: Pregnancy,
    day: date,
    named_person: Worker,
    first_contact_by: date,
    by: User | None,
    today: date,
    name: str = "",
    kind: str = "",
) -> Loss:
    """A baby was stillborn on this day; promises counted from the birth are hers, and move with it."""
    pregnancy.refresh_from_db(fields=["born", "lost_on", "version"])
    if pregnancy.born:
        baby = births.add(pregnancy=pregnancy, born=day, name=name, by=by, today=today)
    else:
        baby = births.record(pregnancy=pregnancy, babies=[births.Newborn(day, name)], by=by, today=today)[0]
    return record_death(
        baby=baby, day=day, named_person=named_person, first_contact_by=first_contact_by, kind=kind, by=by, today=today
    )


def _check_day(day: date, pregnancy: Pregnancy, today: date) -> None:
    not_in_future(day, today, "day", "This day")
    if day < pregnancy.booked:
        raise Problem(f"She was booked on {long_date(pregnancy.booked)}. Give that day or a later one.", "day")


def _loss(
    pregnancy: Pregnancy, baby: Baby | None, day: date, person: Worker, by_day: date, kind: str, by: User | None, today: date
) -> Loss:  # fmt: skip
    check_named_person(pregnancy, person, day, by_day, today)
    loss = Loss.objects.create(pregnancy=pregnancy, baby=baby, day=day, named_person=person, first_contact_by=by_day)
    record_event("losses.record", loss, pregnancy, by)
    if kind:
        _detail(loss, kind, by, today)
    return loss


def _detail(loss: Loss, kind: str, by: User | None, today: date) -> None:
    require(by, loss.pregnancy, today, Information.HEALTH)
    if kind not in LossKind.values:
        raise Problem("Choose one of those listed.", "kind")
    detail = LossDetail.objects.create(loss=loss, kind=kind, recorded_on=today)
    record_event("losses.record", detail, loss.pregnancy, by, information=Information.HEALTH)


def _set_lost_on(pregnancy: Pregnancy, by: User | None) -> None:
    changes = edit(pregnancy, None, "her record", lost_on=pregnancy.since_when_none_lives())
    if changes:
        record_event("losses.record", pregnancy, pregnancy, by, changes=changes)


@transaction.atomic
def name_another(
    *,
    loss: Loss,
    named_person: Worker,
    first_contact_by: date,
    by: User | None,
    today: date,
    version: int | None = None,
) -> Loss:
    """Another person is there for her from now on."""
    require(by, loss.pregnancy, today)
    check_another_person(loss, loss.pregnancy, named_person, loss.day, first_contact_by, today)
    changes = edit(loss, version, "this", named_person=named_person, first_contact_by=first_contact_by)
    record_event("losses.name_another", loss, loss.pregnancy, by, changes=changes)
    return loss


@transaction.atomic
def take_back(*, loss: Loss, because: str, by: User | None, today: date, version: int | None = None) -> Loss:
    """This loss was entered by mistake; it stays in the events, with the reason."""
    pregnancy = loss.pregnancy
    require(by, pregnancy, today)
    if not because.strip():
        raise Problem("Say in a few words why it is taken back.", "because")
    if loss.entered_in_error:
        raise Problem("It has been taken back already.", "because")
    changes = edit(loss, version, "this record", entered_in_error=because.strip()[:200])
    record_event("losses.take_back", loss, pregnancy, by, changes=changes)
    if loss.baby:
        died = edit(loss.baby, None, "this baby", died=None)
        record_event("losses.take_back", loss.baby, pregnancy, by, changes=died)
    _set_lost_on(pregnancy, by)
    reassess([pregnancy], today=today, because="a correction of her record")
    return loss


@transaction.atomic
def call_off(
    *,
    pregnancy: Pregnancy,
    by: User | None,
    today: date,
    supports: Iterable[Support] = (),
    appointments: Iterable[Contact] = (),
    sittings: Iterable[Meeting] = (),
) -> int:
    """What she no longer needs since her loss, as somebody has chosen it one by one; says how much was called off."""
    require(by, pregnancy, today)
    appointments, supports, sittings = list(appointments), list(supports), list(sittings)
    for contact in appointments:
        contacts.mark_entered_in_error(contact=contact, because=NO_LONGER_NEEDED, by=by, today=today)
    for support in supports:
        plans.stop(support=support, on=today, by=by, today=today)
    for meeting in sittings:
        meetings.cancel(meeting=meeting, on=today, by=by, today=today)
    return len(appointments) + len(supports) + len(sittings)


@transaction.atomic
def remember(
    *, pregnancy: Pregnancy, day: date, words: str, she_agreed_on: date, by: User | None, today: date
) -> DayToRemember:
    """Near this day of each year somebody is reminded to be in touch with her, because she wants it."""
    require(by, pregnancy, today, Information.NEEDS)
    plausible(day, "day")
    not_in_future(she_agreed_on, today, "she_agreed_on", "Her answer")
    if not words.strip():
        raise Problem("Say what she calls this day.", "words")
    row = DayToRemember.objects.create(pregnancy=pregnancy, day=day, words=words.strip(), she_agreed_on=she_agreed_on)
    record_event("losses.remember", row, pregnancy, by, information=Information.NEEDS)
    return row


@transaction.atomic
def stop_remembering(
    *, row: DayToRemember, on: date, by: User | None, today: date, version: int | None = None
) -> DayToRemember:
    """She no longer wants it from this day."""
    require(by, row.pregnancy, today, Information.NEEDS)
    not_in_future(on, today, "on", "Her answer")
    not_before(row.she_agreed_on, on, "on", "Her answer")
    if row.stopped_on:
        raise Problem(f"It has stopped already, on {long_date(row.stopped_on)}.", "on")
    changes = edit(row, version, "this day", stopped_on=on)
    record_event("losses.stop_remembering", row, row.pregnancy, by, information=Information.NEEDS, changes=changes)
    return row
