"""Papers made once and kept: on the spot, or for whole teams by the clock. The work is found by a query."""

import hashlib
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import sample
from traceback import extract_tb
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..models import LetterGiven, PlanVersion, Pregnancy, PrintFault, Printout, PrintRun, Team, User, Variant
from ..permissions import CLOCK, require, require_team
from ..printed_days import changes, kept, standing, still_true
from ..printed_letters import fallen, too_late_for_a_letter
from ..safe_ways import can_be_given_safely, why_not
from .base import Problem, not_before, not_in_future, record_event
from .drawing import CannotPrint, drawn

if TYPE_CHECKING:
    from ..printing.document import Document
    from ..printing.letters import Subject
    from ..printing.pdf import Pages

CHUNK = 20
TRY_AGAIN_AFTER = timedelta(hours=1)


def make(
    *, version: PlanVersion, by: User | None, today: date, variant: str = Variant.FULL, language: str = "en"
) -> Printout:
    """The version on paper: as it was made before, or made now if it was not, or if the days on it have changed since.

    A kept paper is never altered: other days are another edition beside it. It is drawn outside any transaction, so that
    nobody waits for it; two who make it at once keep one.
    """
    from ..printing import plan_document

    require(by, version.pregnancy, today)
    if variant not in Variant.values:
        raise Problem("Choose one of the ways of printing it.", "variant")
    document = plan_document(version.pregnancy, today=today, by=by, variant=variant, language=language, version=version)
    known = _found(version, document, language)
    if known and still_true(known, document.days, today):
        return known
    return _keep(version, document, language, by, today, edition=known.edition + 1 if known else 1)


def _found(version: PlanVersion, document: "Document", language: str) -> Printout | None:
    """The same paper as it was made last."""
    rows = version.printouts.filter(
        variant=document.sheet.variant, language=language, subject="", information=document.information
    )
    return rows.order_by("edition").last()


def _keep(
    version: PlanVersion, document: "Document", language: str, by: User | None, today: date, edition: int
) -> Printout:
    """Draw it and write it down."""
    made = drawn(document)
    row = Printout(
        version=version, pregnancy=version.pregnancy, variant=document.sheet.variant, language=language,
        information=document.information, edition=edition, days=kept(document.days), made_on=today, made_by=by,
    )  # fmt: skip
    try:
        return _write(row=row, made=made, by=by)
    except IntegrityError:
        if made_meanwhile := _found(version, document, language):
            return made_meanwhile
        raise


@transaction.atomic
def _write(*, row: Printout, made: "Pages", by: User | None) -> Printout:
    """Write a drawn paper down, with its hash, and that it was made; its faults are mended by that."""
    row.content, row.pages = made.content, made.number
    row.sha256 = hashlib.sha256(made.content).hexdigest()
    row.save()
    verb = "printouts.make" if row.version_id else "printouts.write_letter"
    changes = {
        name: [None, getattr(row, name)] for name in ("variant", "language", "subject", "edition", "sha256", "pages")
    }
    record_event(verb, row, row.pregnancy, by, information=row.information, changes=changes)
    if row.version_id:
        PrintFault.objects.filter(version=row.version_id, mended_at__isnull=True).update(mended_at=timezone.now())
    return row


def write_letter(
    *, about: "Subject", how: str, by: User | None, today: date, envelope: str = "none", language: str = "en"
) -> Printout:
    """A letter about an appointment, a handover or a meeting as it stands, made once; only for a way that is safe."""
    from ..printing.letters import ENVELOPES, letter_document, pregnancy_of, subject_of

    pregnancy = pregnancy_of(about)
    require(by, pregnancy, today, about.information)
    if envelope not in ENVELOPES:
        raise Problem("Choose one of the envelopes.", "envelope")
    if why := too_late_for_a_letter(about, today):
        raise Problem(why)
    _check_way(pregnancy, how, by, today)
    document = letter_document(about, today=today, by=by, language=language, envelope=envelope)
    row = Printout(
        pregnancy=pregnancy, variant=document.sheet.variant, language=language, subject=subject_of(about, envelope),
        information=document.information, made_on=today, made_by=by,
    )  # fmt: skip
    same = pregnancy.printouts.filter(
        variant=row.variant, language=language, subject=row.subject, information=row.information
    )
    return same.first() or _write(row=row, made=drawn(document), by=by)


@transaction.atomic
def give_letter(*, printout: Printout, day: date, how: str, by: User | None, today: date) -> LetterGiven:
    """The letter is given or sent to her, on this day, in a way that she has said is safe."""
    require(by, printout.pregnancy, today, printout.information)
    not_in_future(day, today, "day", "The day it was given")
    not_before(printout.made_on, day, "day", "The day it was given")
    if why := fallen([printout], day).get(printout.pk):
        raise Problem(f"{why} Tell her what is so now; a new letter can say it.")
    _check_way(printout.pregnancy, how, by, today)
    given = LetterGiven.objects.create(printout=printout, day=day, how=how, by=by)
    record_event("printouts.give_letter", given, printout.pregnancy, by, information=printout.information)
    return given


def _check_way(pregnancy: Pregnancy, how: str, by: User | None, today: date) -> None:
    if by is not CLOCK and (reason := why_not(pregnancy, how, today)):
        raise Problem(reason, "how")


# A whole team's papers


def left(team: Team | None = None, *, today: date) -> QuerySet[PlanVersion]:
    """The versions that want a paper: those on none yet, and those whose days have changed since theirs was made."""
    return latest(team).filter(~Exists(MADE) | Q(pk__in=outdated(latest(team), today)))


def unmade(team: Team | None = None) -> QuerySet[PlanVersion]:
    """The versions that are on no paper yet."""
    return latest(team).filter(~Exists(MADE))


MADE = Printout.objects.filter(version=OuterRef("pk"))


def latest(team: Team | None = None) -> QuerySet[PlanVersion]:
    """The latest version of each open pregnancy (of a team), unless its paper has failed just now."""
    later = PlanVersion.objects.filter(pregnancy=OuterRef("pregnancy"), number__gt=OuterRef("number"))
    failed = PrintFault.objects.filter(version=OuterRef("pk"), mended_at__isnull=True, try_again_at__gt=timezone.now())
    rows = PlanVersion.objects.filter(~Exists(later), ~Exists(failed), pregnancy__closed__isnull=True)
    return rows.filter(pregnancy__team=team) if team else rows


def outdated(versions: QuerySet[PlanVersion], today: date) -> list[int]:
    """Those whose last paper, and every other of its variant, shows days that have changed: few queries for any number."""
    papers = Printout.objects.filter(version__in=versions.values("pk")).defer("content").order_by("version", "pk")
    by_version = {pk: list(rows) for pk, rows in groupby(papers, key=lambda row: row.version_id)}
    days = standing({rows[0].pregnancy_id for rows in by_version.values()}, today)
    return [
        pk
        for pk, rows in by_version.items()
        if all(changes(row, days[row.pregnancy_id], today).found for row in rows if row.variant == rows[-1].variant)
    ]


@transaction.atomic
def start(*, team: Team, by: User | None, today: date) -> PrintRun | None:
    """Have all changed plans of a team made in the background; None if there are none."""
    require_team(by, team, today)
    if PrintRun.objects.running().filter(team=team).exists():
        raise Problem("They are being made already.")
    total = left(team, today=today).count()
    if not total:
        return None
    try:
        with transaction.atomic():
            run = PrintRun.objects.create(team=team, total=total, asked_by=by, asked_on=today)
    except IntegrityError:
        raise Problem("They are being made already.") from None
    record_event("printouts.start", run, None, by)
    return run


@transaction.atomic
def stop(*, run: PrintRun, by: User | None, today: date) -> PrintRun:
    """Stop after the papers in hand; those that are made stay."""
    require_team(by, run.team, today)
    if run.finished_at or run.stopped_at:
        raise Problem("It has ended already.")
    run.stopped_at, run.stopped_by = timezone.now(), by
    run.save(update_fields=["stopped_at", "stopped_by"])
    record_event("printouts.stop", run, None, by)
    return run


def done(run: PrintRun, *, today: date) -> int:
    """How many of its total are made or could not be made."""
    return max(0, run.total - left(run.team, today=today).count())


def work_off(*, today: date) -> int:
    """Make the papers of every running run; several workers may do so at once. How many were made."""
    made = 0
    for run in PrintRun.objects.running().select_related("team"):
        made += make_left(today=today, team=run.team, run=run)
        if not unmade(run.team).exists():
            _finish(run)
    return made


@transaction.atomic
def _finish(run: PrintRun) -> None:
    """Nothing is left, or only what failed just now."""
    PrintRun.objects.running().filter(pk=run.pk).update(finished_at=timezone.now())


def make_left(*, today: date, team: Team | None = None, run: PrintRun | None = None) -> int:
    """Make one paper after another until none is left or the run is stopped.

    Each chunk is drawn by lot, and what another worker has made meanwhile is passed over: no row is locked while a
    paper is drawn, and a worker that dies leaves nothing behind that has to be freed.
    """
    made = 0
    while chunk := list(unmade(team).order_by("?").values_list("pk", flat=True)[:CHUNK]):
        for pk in chunk:
            if _is_over(run):
                return made
            made += _make_or_note(unmade(team).filter(pk=pk), today)
    return made + (_make_afresh(run, today) if run else 0)


def _make_afresh(run: PrintRun, today: date) -> int:
    """Papers whose days have changed, for a team that asks for them; nobody's piles up overnight."""
    made, wanting = 0, outdated(latest(run.team), today)
    for pk in sample(wanting, len(wanting)):
        if _is_over(run):
            return made
        version = latest(run.team).filter(pk=pk)
        made += bool(outdated(version, today)) and _make_or_note(version, today)
    return made


def _is_over(run: PrintRun | None) -> bool:
    """Somebody has stopped it."""
    return run is not None and not PrintRun.objects.running().filter(pk=run.pk).exists()


def _make_or_note(found: QuerySet[PlanVersion], today: date) -> bool:
    """Make the paper that suits her; one that cannot be made is noted and tried again later, and holds up nobody."""
    version = found.select_related("pregnancy__mother", "pregnancy__team__service__trust").first()
    if version is None:
        return False
    try:
        variant, language = _usual(version, today)
        make(version=version, variant=variant, language=language, by=CLOCK, today=today)
    except Exception as error:
        note_fault(version=version, error=error)
        return False
    return True


def _usual(version: PlanVersion, today: date) -> tuple[str, str]:
    """As the last one was chosen, else her whole plan; one that is safe if found unless some way of giving it is safe."""
    from ..printing.catalogues import ENGLISH, offered

    last = version.printouts.defer("content").last()
    variant, language = (last.variant, last.language) if last else (Variant.FULL, ENGLISH)
    if language != ENGLISH and language not in dict(offered(version.pregnancy.team.service.trust, today)):
        language = ENGLISH
    return (variant if can_be_given_safely([version.pregnancy], today) else Variant.SAFE), language


@transaction.atomic
def note_fault(*, version: PlanVersion, error: Exception) -> PrintFault:
    """What kind of error and where in the code; its own message might hold something of hers."""
    place = extract_tb(error.__traceback__)[-1]
    words = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
    words = error.in_short if isinstance(error, CannotPrint) else words
    known = PrintFault.objects.filter(version=version).first()
    fault = known or PrintFault(version=version, tries=0)
    fault.error, fault.tries, fault.mended_at = words, fault.tries + 1, None
    fault.try_again_at = timezone.now() + TRY_AGAIN_AFTER * fault.tries
    fault.save()
    return fault
