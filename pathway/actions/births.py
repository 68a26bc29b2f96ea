"""Recording a birth with all that depends on it, a baby that was forgotten, and putting right what was entered wrongly."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from ..models import Baby, Flag, Pregnancy, Residence, User
from ..moving_dates import Move, moves
from ..permissions import require
from . import plans
from .base import Problem, edit, long_date, not_in_future, record_event
from .flags import reassess
from .pregnancies import record_birth


class Newborn(NamedTuple):
    """A baby as it is recorded at the birth; the name may be empty."""

    born: date
    name: str = ""


class Put(NamedTuple):
    """A baby put right: its day and name as they should stand, or that it was entered by mistake."""

    baby: Baby
    born: date
    name: str
    mistaken: bool = False


class Foreseen(NamedTuple):
    """What recording a birth would do: dates that move, and flags that open and close."""

    moves: list[Move]
    opens: list[Flag]
    closes: list[Flag]


def foresee(*, pregnancy: Pregnancy, babies: Sequence[Newborn], by: User, today: date) -> Foreseen:
    """What recording this birth would do, found by doing it and taking it all back. Raises as `record` would."""
    with transaction.atomic():
        hers = Pregnancy.objects.get(pk=pregnancy.pk)
        supports = list(hers.supports.select_related("service"))
        before = _open_flags(hers, by, today)
        record(pregnancy=hers, babies=babies, by=by, today=today)
        after = _open_flags(hers, by, today)
        found = Foreseen(
            moves(supports, due=hers.due, born=hers.born),
            [flag for pk, flag in after.items() if pk not in before],
            [flag for pk, flag in before.items() if pk not in after],
        )
        transaction.set_rollback(True)
    return found


def _open_flags(pregnancy: Pregnancy, by: User, today: date) -> dict[int, Flag]:
    rows = Flag.objects.open().visible_to(by, today).filter(pregnancy=pregnancy)
    return {flag.pk: flag for flag in rows.most_urgent_first()}


@transaction.atomic
def record(
    *,
    pregnancy: Pregnancy,
    babies: Sequence[Newborn],
    by: User | None,
    today: date,
    move_dates: bool = True,
    version: int | None = None,
) -> list[Baby]:
    """The birth of one or more babies, each on its own day; promises counted from the birth move with it.

    The first of the days is the day of the birth; her record stays open for a year after the last.
    """
    if not babies:
        raise Problem("Record at least one baby; the name may be left empty.", "babies")
    if version is not None and version != pregnancy.version:
        raise Problem("Her record has changed meanwhile. Look again at what will move.", None)
    born = min(baby.born for baby in babies)
    found = record_birth(
        pregnancy=pregnancy, born=born, babies=[b.name for b in babies if b.born == born], by=by, today=today
    )
    later = [baby for baby in babies if baby.born > born]
    found += [add(pregnancy=pregnancy, born=baby.born, name=baby.name, by=by, today=today) for baby in later]
    if move_dates:
        plans.move_to_birth(pregnancy=pregnancy, by=by, today=today)
    return found


@transaction.atomic
def add(*, pregnancy: Pregnancy, born: date, by: User | None, today: date, name: str = "") -> Baby:
    """Another baby of the same birth, on the same day or a later one; it lives with her until a move is recorded."""
    require(by, pregnancy, today)
    not_in_future(born, today, "born", "The birth")
    if pregnancy.born is None:
        raise Problem("Record the birth first.", "born")
    if born < pregnancy.born:
        raise Problem(
            f"The birth is recorded on {long_date(pregnancy.born)}. If this baby came first, correct that day.", "born"
        )
    baby = Baby.objects.create(pregnancy=pregnancy, name=name.strip(), born=born)
    Residence.objects.create(baby=baby, start=born, with_her=True)
    record_event("births.add", baby, pregnancy, by)
    if pregnancy.lost_on:  # one of hers lives
        changes = edit(pregnancy, None, "her record", lost_on=None)
        record_event("births.add", pregnancy, pregnancy, by, changes=changes)
    reassess([pregnancy], today=today, because=f"the birth on {long_date(born)}")
    return baby


@transaction.atomic
def correct(
    *,
    pregnancy: Pregnancy,
    babies: Sequence[Put],
    because: str,
    by: User | None,
    today: date,
    version: int | None = None,
    move_dates: bool = True,
) -> Pregnancy:
    """Put a birth right that was entered wrongly, and why; what stood before stays in the events.

    If each baby was entered by mistake, no birth stands any more.
    """
    require(by, pregnancy, today)
    if not because.strip():
        raise Problem("Say in a few words why it is corrected.", "because")
    for put in babies:
        _put_right(put, because.strip(), by, today)
    standing = [baby.born for baby in pregnancy.babies.standing()]
    born = min(standing, default=None)
    changes: dict[str, list[Any]] = {"because": [None, because.strip()]}
    changes |= edit(pregnancy, version, "her record", born=born, lost_on=pregnancy.since_when_none_lives())
    record_event("births.correct", pregnancy, pregnancy, by, changes=changes)
    if move_dates:
        plans.move_to_birth(pregnancy=pregnancy, by=by, today=today)
    reassess([pregnancy], today=today, because="a correction of the birth")
    return pregnancy


def _put_right(put: Put, because: str, by: User | None, today: date) -> None:
    baby, pregnancy = put.baby, put.baby.pregnancy
    not_in_future(put.born, today, f"born_{baby.pk}", "The birth")
    if put.born < pregnancy.booked:
        raise Problem(f"The birth cannot be before the booking on {long_date(pregnancy.booked)}.", f"born_{baby.pk}")
    moves = baby.residences.filter(start__gt=baby.born)
    first = moves.order_by("start").values_list("start", flat=True).first()
    if put.mistaken and (first or baby.died or baby.separations.exists()):
        raise Problem("A move or a death is recorded for this baby, so the baby cannot be a mistake.", None)
    if latest := min((day for day in (first, baby.died) if day and day < put.born), default=None):
        raise Problem(f"Something is recorded for this baby on {long_date(latest)}, before that.", f"born_{baby.pk}")
    for home in baby.residences.filter(start=baby.born):
        changes = {"start": [home.start, put.born]}
        home.start = put.born
        home.save(update_fields=["start"])
        if home.start != changes["start"][0]:
            record_event("births.correct", home, pregnancy, by, changes=changes)
    mistake = because[:200] if put.mistaken else ""
    changes = edit(baby, None, "this baby", born=put.born, name=put.name.strip(), entered_in_error=mistake)
    if changes:
        record_event("births.correct", baby, pregnancy, by, changes=changes)
