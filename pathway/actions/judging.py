"""Judging many women in one go, writing only what changed: the one call behind every write and every tick of the clock."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from traceback import extract_tb
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .. import facts
from ..local_packs import named, packs_of
from ..models import Event, Flag, FlagStep, Information, Pregnancy, Service, StepKind, Stumble
from ..rules import judge
from ..rules.facts import Pathway
from ..rules.pack import Pack
from ..rules.verdicts import Finding, Judgement
from ..rules.words import Level
from ..working_days import working_days_after
from .base import CLOCK, defer_judging
from .findings import TOLD, Subject, subject, subject_of, told_by

log = logging.getLogger(__name__)

TRY_AGAIN_AFTER = timedelta(hours=1)
WORKING_DAYS_TO_ACKNOWLEDGE = {Level.NOW: 1, Level.SOON: 5}
"""Working days to acknowledge a flag: "now" by the next working day, "soon" within five; "watch" waits for the next review."""
TIME_PASSED = "nothing new was recorded; the days that it was about have passed"


class Reason(NamedTuple):
    """The record that closes a flag, in words, and whose eyes those words are for."""

    words: str
    information: str

    def for_flag(self, flag: Flag) -> str:
        """The words, or neutral ones on a flag that others read too."""
        return self.words[:300] if self.information in {flag.information, Information.PATHWAY} else "a new record"


Verdicts = dict[int, Judgement]  # by pregnancy
Packs = dict[int, Pack]  # by trust


@dataclass
class Changes:
    """What a reassessment did: flags opened and closed, women judged, women who could not be judged."""

    opened: list[Flag] = field(default_factory=list)
    closed: list[Flag] = field(default_factory=list)
    altered: list[Flag] = field(default_factory=list)
    repacked: dict[str, list[int]] = field(default_factory=dict)  # flags that stand, by the pack that judges them now
    judged: int = 0
    stumbled: int = 0

    def add(self, other: "Changes") -> None:
        """Count another reassessment in."""
        self.opened += other.opened
        self.closed += other.closed
        self.altered += other.altered
        self.judged += other.judged
        self.stumbled += other.stumbled


def reassess(
    pregnancies: Iterable[Pregnancy | int],
    *,
    today: date,
    because: str = "",
    information: str = Information.PATHWAY,
) -> Changes:
    """Judge these women anew; open, update and close flags; set the day of the next look.

    `because` names the new record, of this class of `information`, for the flags that close.
    A fixed number of queries for any number of women.
    """
    ids = {item if isinstance(item, int) else item.pk for item in pregnancies}
    return Changes() if defer_judging(ids) else _reassess(ids, today, Reason(because or TIME_PASSED, information))


@transaction.atomic
def _reassess(ids: set[int], today: date, because: Reason) -> Changes:
    locked = Pregnancy.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    women = list(locked.select_related("team__service__trust").order_by("pk"))
    packs = packs_of({woman.team.service.trust for woman in women})
    verdicts, stumbled = _judge(women, packs, today)
    changes = _compare([woman for woman in women if woman.pk in verdicts], packs, verdicts, today, because)
    changes.judged, changes.stumbled = len(verdicts), stumbled
    _write(changes)
    _set_next_look(women, packs, verdicts, today)
    return changes


def day_of(woman: Pregnancy, today: date) -> date:
    """The day on which she is judged: today, but a woman's time never runs backwards."""
    return max(today, woman.judged_on or today)


def _judge(women: list[Pregnancy], packs: Packs, today: date) -> tuple[Verdicts, int]:
    """Each woman's judgement; one who cannot be judged is written down, and holds up nobody else."""
    known = _facts([woman.pk for woman in women])
    verdicts: Verdicts = {}
    for woman in women:
        try:
            pack = packs[woman.team.service.trust_id]
            verdicts[woman.pk] = judge(
                known.get(woman.pk) or facts.load([woman.pk])[woman.pk], day_of(woman, today), pack
            )
        except Exception as error:
            _stumble(woman, error)
    if recovered := Stumble.objects.filter(pregnancy__in=verdicts.keys()):
        recovered.delete()
    return verdicts, len(women) - len(verdicts)


def _facts(ids: list[int]) -> dict[int, Pathway]:
    """All facts at once; none if one record spoils the batch, so that each is then read alone."""
    try:
        with transaction.atomic():  # a fault of the database must not spoil what comes after it
            return facts.load(ids)
    except Exception:
        log.error("The facts of %d pregnancies could not be read together; each is read alone.", len(ids))
        return {}


def _stumble(woman: Pregnancy, error: Exception) -> None:
    """Remember, without a word about her, that she could not be judged, and when to try again."""
    log.error("Pregnancy %d could not be judged: %s", woman.pk, type(error).__name__)
    now = timezone.now()
    row, new = Stumble.objects.get_or_create(
        pregnancy=woman, defaults={"error": _words(error), "try_again_at": now + TRY_AGAIN_AFTER}
    )
    if not new:
        Stumble.objects.filter(pk=row.pk).update(
            tries=F("tries") + 1, error=_words(error), try_again_at=now + TRY_AGAIN_AFTER
        )


def _words(error: Exception) -> str:
    """What kind of error and where in the code; its own message might hold something of hers."""
    place = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


def _compare(women: list[Pregnancy], packs: Packs, verdicts: Verdicts, today: date, because: Reason) -> Changes:
    """Findings beside open flags: what is new, what differs, what is gone."""
    changes = Changes()
    services = _services(women)
    open_flags: dict[int, dict[Subject, Flag]] = {woman.pk: {} for woman in women}
    for flag in Flag.objects.open().filter(pregnancy__in=open_flags):
        open_flags[flag.pregnancy_id][subject_of(flag)] = flag
    for woman in women:
        flags, day = open_flags[woman.pk], day_of(woman, today)
        trust, pack = woman.team.service.trust, named(packs[woman.team.service.trust_id])
        for finding in verdicts[woman.pk].findings:
            service = services.get((trust.pk, finding.service))
            told = told_by(finding, service)
            key = subject(finding.rule, finding.about, service)
            flag = None if began_anew(finding, woman) else flags.pop(key, None)  # what stood before then closes
            if flag is None:
                changes.opened.append(_opened(woman, finding, pack, told, day))
                continue
            if flag.pack != pack:
                changes.repacked.setdefault(pack, []).append(flag.pk)
            if _differs(flag, told):
                changes.altered.append(flag)
        changes.closed += [_closed(flag, day, because) for flag in flags.values()]
    return changes


def began_anew(finding: Finding, woman: Pregnancy) -> bool:
    """Whether it began after she was last judged: an open flag of the same then ended in between, unseen."""
    return woman.judged_on is not None and finding.since > woman.judged_on


def _services(women: list[Pregnancy]) -> dict[tuple[int, str | None], int]:
    """Services by trust and name."""
    trusts = {woman.team.service.trust_id for woman in women}
    rows = Service.objects.filter(trust__in=trusts).values_list("trust", "name", "pk")
    return {(trust, name): pk for trust, name, pk in rows}


def _opened(woman: Pregnancy, finding: Finding, pack: str, told: dict[str, Any], day: date) -> Flag:
    return Flag(
        pregnancy=woman,
        rule=finding.rule,
        began=finding.since,
        opened=day,
        pack=pack,
        acknowledge_by=acknowledge_by(finding.level, day, woman.team.service.trust.pack),
        **told,
    )


def acknowledge_by(level: int, day: date, nation: str) -> date | None:
    """The day by which somebody acknowledges a flag that came up on `day`."""
    count = WORKING_DAYS_TO_ACKNOWLEDGE.get(Level(level))
    return working_days_after(day, count, nation) if count else None


def _differs(flag: Flag, told: dict[str, Any]) -> bool:
    """Take over what the finding says now; the day it began stays. Whether anything changed."""
    different = [name for name, value in told.items() if getattr(flag, name) != value]
    for name in different:
        setattr(flag, name, told[name])
    return bool(different)


def _closed(flag: Flag, day: date, because: Reason) -> Flag:
    flag.closed, flag.closed_with = day, because.for_flag(flag)
    return flag


def _write(changes: Changes) -> None:
    """All flags, steps and events of a reassessment, each kind in one go."""
    Flag.objects.bulk_update(changes.closed, ["closed", "closed_with"], batch_size=200)
    Flag.objects.bulk_update(changes.altered, [name.removesuffix("_id") for name in TOLD], batch_size=200)
    for pack, ids in changes.repacked.items():
        Flag.objects.filter(pk__in=ids).update(pack=pack)
    _link_to_last(changes.opened)
    Flag.objects.bulk_create(changes.opened)
    steps: list[tuple[Flag, StepKind, date, str]] = [
        (flag, StepKind.OPENED, flag.opened, "") for flag in changes.opened
    ]
    steps += [(flag, StepKind.CLOSED, flag.closed or flag.opened, flag.closed_with) for flag in changes.closed]
    FlagStep.objects.bulk_create(
        FlagStep(flag=flag, kind=kind, day=day, by=CLOCK, note=note) for flag, kind, day, note in steps
    )
    Event.objects.bulk_create(_event(flag, kind) for flag, kind, _, _ in steps)


def _event(flag: Flag, kind: str) -> Event:
    return Event(
        verb=f"flags.{kind}",
        by=CLOCK,
        pregnancy_id=flag.pregnancy_id,
        information=flag.information,
        record=f"flag {flag.pk}",
        changes={"rule": [None, flag.rule], "about": [None, flag.about]},
    )


def _link_to_last(opened: list[Flag]) -> None:
    """A flag that comes up again knows the last one."""
    women = {flag.pregnancy_id for flag in opened}
    past = Flag.objects.filter(pregnancy__in=women, closed__isnull=False).order_by("pk")
    last = {(flag.pregnancy_id, subject_of(flag)): flag for flag in past} if opened else {}
    for flag in opened:
        flag.last = last.get((flag.pregnancy_id, subject_of(flag)))


def _set_next_look(women: list[Pregnancy], packs: Packs, verdicts: Verdicts, today: date) -> None:
    """Write when each verdict could next differ, only where it changes anything; who could not be judged stays due."""
    moved = []
    for woman in women:
        new: tuple[date | None, date | None, str] = (
            min(woman.reassess_on or today, today),
            woman.judged_on,
            woman.judged_by_pack,
        )
        if woman.pk in verdicts:
            pack = named(packs[woman.team.service.trust_id])
            new = (verdicts[woman.pk].changes_on, day_of(woman, today), pack)
        if new != (woman.reassess_on, woman.judged_on, woman.judged_by_pack):
            woman.reassess_on, woman.judged_on, woman.judged_by_pack = new
            moved.append(woman)
    # The rows are locked and stand complete: written back as a whole they cost a tenth of what bulk_update does.
    Pregnancy.objects.bulk_create(
        moved,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["reassess_on", "judged_on", "judged_by_pack"],
    )
