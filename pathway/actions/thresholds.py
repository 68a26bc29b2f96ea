"""A trust's own thresholds, and judging everybody anew when they change: in the background, watched, stopped."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ..local_packs import named, own_values, pack_of, with_own
from ..models import Pregnancy, Reassessment, Threshold, Trust, User
from ..models.pregnancies import PregnancyQuerySet
from ..permissions import require_administrator
from ..rules.pack import BadPack
from .base import CLOCK, Problem, record_event
from .clock import in_turn
from .judging import Changes, reassess

CHUNK = 200


@transaction.atomic
def change(
    *, trust: Trust, rule: str, name: str, value: int | None, because: str, by: User | None, today: date
) -> Threshold:
    """The trust's own value of a threshold from now on (None: the pack's again); everybody it touches is judged anew."""
    require_administrator(by, trust, today)
    if not because.strip():
        raise Problem("Say why the trust decided on this value, in a few words.", "because")
    before = pack_of(trust).values.get(rule, {}).get(name)
    row = Threshold(trust=trust, rule=rule, name=name, value=value, because=because.strip(), by=by, day=today)
    before_it = list(Threshold.objects.filter(trust=trust))
    try:
        with_own(trust.pack, own_values([*before_it, row]), len(before_it) + 1)
    except BadPack as fault:
        raise Problem(" ".join(fault.faults), "value") from fault
    row.save()
    changes = {f"{rule}.{name}": [before.value if before else None, value]}
    record_event("thresholds.change", row, None, by, changes=changes)
    start(trust=trust, by=by)
    return row


@transaction.atomic
def start(*, trust: Trust, by: User | None = CLOCK) -> Reassessment | None:
    """Have everybody judged anew by the trust's present pack; None if everybody is already."""
    Reassessment.objects.running().filter(trust=trust).update(stopped_at=timezone.now(), stopped_by=by)
    pack = named(pack_of(trust))
    total = left(trust, pack).count()
    if not total:
        return None
    reassessment = Reassessment.objects.create(trust=trust, pack=pack, total=total, asked_by=by)
    record_event("thresholds.start", reassessment, None, by)
    return reassessment


@transaction.atomic
def stop(*, reassessment: Reassessment, by: User | None, today: date) -> Reassessment:
    """Stop after the chunks in hand. Who is left keeps the older pack's verdict until her own next judging."""
    require_administrator(by, reassessment.trust, today)
    if reassessment.finished_at or reassessment.stopped_at:
        raise Problem("It has ended already.")
    reassessment.stopped_at, reassessment.stopped_by = timezone.now(), by
    reassessment.save(update_fields=["stopped_at", "stopped_by"])
    record_event("thresholds.stop", reassessment, None, by)
    return reassessment


@transaction.atomic
def resume(*, trust: Trust, by: User | None, today: date) -> Reassessment | None:
    """Go on with those who are left."""
    require_administrator(by, trust, today)
    return start(trust=trust, by=by)


def left(trust: Trust, pack: str) -> PregnancyQuerySet:
    """The trust's open pregnancies that another pack judged last."""
    return Pregnancy.objects.open().filter(team__service__trust=trust).exclude(judged_by_pack=pack)


def left_of(trust: Trust) -> int:
    """How many of the trust's open pregnancies another pack than its present one judged last."""
    return left(trust, named(pack_of(trust))).count()


def start_where_packs_changed() -> None:
    """After an upgrade that brought a newer pack: start a reassessment where none was for that pack."""
    for trust in Trust.objects.all():
        pack = named(pack_of(trust))
        if (
            not Reassessment.objects.filter(trust=trust, pack=pack).exists()
            and left(trust, pack).exclude(judged_by_pack="").exists()
        ):
            start(trust=trust)


def work_off(*, today: date) -> Changes:
    """Judge whoever is left in running reassessments, chunk by chunk, until done or stopped; several may do so at once."""
    changes = Changes()
    for reassessment in Reassessment.objects.running().select_related("trust"):
        while chunk := in_turn(_next_chunk, reassessment, today):
            changes.add(chunk)
    return changes


@transaction.atomic
def _next_chunk(reassessment: Reassessment, today: date) -> Changes | None:
    """Judge the next of those left; None when stopped, or when nobody is left that no other worker has in hand."""
    trust = Trust.objects.get(pk=reassessment.trust_id)
    still_meant = named(pack_of(trust)) == reassessment.pack  # an upgrade may have brought a newer pack meanwhile
    if not still_meant or not Reassessment.objects.running().filter(pk=reassessment.pk).exists():
        return None
    rows = left(reassessment.trust, reassessment.pack).filter(stumble__isnull=True)
    ids = list(
        rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    )
    if ids:
        return reassess(ids, today=today, because="a change of the rule pack")
    if not rows.exists():
        Reassessment.objects.running().filter(pk=reassessment.pk).update(finished_at=timezone.now())
    return None


def done(reassessment: Reassessment) -> int:
    """How many of its total are judged."""
    return max(0, reassessment.total - left(reassessment.trust, reassessment.pack).count())
