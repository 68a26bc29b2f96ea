"""The summary of one service's part in her care, for professionals: promised and kept, coming up, open, and who leads.

It names what the person who prints may see, and nothing about substances or safety whoever prints.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ..models import Contact, Decision, Flag, Handover, Information, Involvement, Service, User
from ..models.handovers import State
from .accounts import LEFT_OFF, Job, PromiseLine, action_job, called_of, job_of, promise_lines, recent, requests
from .people import in_post, phone_of
from .records import FOUR_WEEKS, Records
from .words import clock_time, full_day, sentence, unbroken, week_day

LOOKS_BACK = timedelta(weeks=12)
MOST_COMING = 12
NEVER_ON_PAPER = (Information.ALCOHOL_AND_DRUGS, Information.SAFETY)


@dataclass(frozen=True)
class OpenFlag:
    """A flag whose next step is this service's."""

    level: str
    words: str
    next_step: str
    since: date


@dataclass(frozen=True)
class Promise:
    """A promise: until when it lasts, who gives it, and what came of it."""

    line: PromiseLine
    more: str


@dataclass(frozen=True)
class Summary:
    """All that stands on it, in its order."""

    called: str
    service: str
    phone: str
    since: date
    leads: tuple[str, ...]
    promises: tuple[Promise, ...]
    coming: tuple[str, ...]
    more_coming: int
    flags: tuple[OpenFlag, ...]
    handovers: tuple[str, ...]
    jobs: tuple[Job, ...]
    requests: tuple[Job, ...]
    left_out: tuple[str, ...]


def summary(involvement: Involvement, *, today: date, by: User | None = None) -> Summary:
    """The summary as it stands on the day; `by` is the person who prints."""
    records = Records(involvement.pregnancy, today, by, with_meetings=False)
    service, since = involvement.service, max(involvement.pregnancy.booked, today - LOOKS_BACK)
    coming = list(coming_up(service, records))
    return Summary(
        called=involvement.pregnancy.mother.called,
        service=called_of(service, records),
        phone=service.phone,
        since=since,
        leads=tuple(leads(records)),
        promises=tuple(promises(service, since, records)),
        coming=tuple(coming[:MOST_COMING]),
        more_coming=max(0, len(coming) - MOST_COMING),
        flags=tuple(open_flags(service, records)),
        handovers=tuple(handovers(service, since, records)),
        jobs=(*actions(service, since, records), *decisions(service, since, records)),
        requests=tuple(requests(records, since, service)),
        left_out=tuple(records.screen.left_out),
    )


def leads(records: Records) -> Iterator[str]:
    """Who leads now or soon, from where, and their number."""
    for row in records.leads:
        worker = row.worker
        begins = f" From {full_day(row.start)}." if row.start > records.today else ""
        ends = f" Until {full_day(row.last_day)}." if row.last_day else ""
        phone = phone_of(worker, worker.service, records)
        reached = f" Call {unbroken(phone)}." if phone else " No number is known."
        yield f"{worker.name}, {called_of(worker.service, records)}.{begins}{ends}{reached}"


def promises(service: Service, since: date, records: Records) -> Iterator[Promise]:
    """What it promised that is not over, or fell due since a day, and what came of it."""
    rows = records.pregnancy.supports.filter(service=service).select_related("service", "worker__service")
    for row, line in promise_lines(records.seen(rows), (since, records.today), records):
        lasts = row.end is None or row.end >= records.today
        if line.tally.promised or lasts:
            there = in_post(row.worker, records)
            reached = (
                f"{there.name}{f', {unbroken(there.phone)}' if there.phone else ''}" if there else "Nobody is named yet"
            )
            end = full_day(row.end) if row.end else ""
            until = f" Until {end}." if end else ""
            yield Promise(line, f"{reached}.{until}" if lasts else f"Ended on {end}.")


def coming_up(service: Service, records: Records) -> Iterator[str]:
    """Its contacts in the next four weeks: the day, the time, how, and with whom."""
    days = (records.today, records.today + FOUR_WEEKS)
    rows = Contact.objects.standing().filter(
        support__pregnancy=records.pregnancy, support__service=service, day__range=days, outcome__isnull=True
    )
    for row in records.seen(rows).select_related("worker", "support__worker").order_by("day", "at", "pk"):
        who = in_post(row.worker or row.support.worker, records, row.day)
        at = f", {clock_time(row.at)}" if row.at else ""
        how = row.get_mode_display().lower()
        yield sentence(f"{week_day(row.day)}{at}: {how}{f', {who.name}' if who else ', nobody is named yet'}")


def open_flags(service: Service, records: Records) -> Iterator[OpenFlag]:
    """The open flags whose next step is its own, the most urgent first."""
    rows = Flag.objects.to_show(records.today).filter(pregnancy=records.pregnancy).for_service(service)
    name = called_of(service, records)
    for row in records.seen(rows).exclude(information__in=NEVER_ON_PAPER).most_urgent_first():
        words, step = (
            records.screen.passed(text.replace(service.name, name), "A flag") for text in (row.sentence, row.next_step)
        )
        yield OpenFlag(row.get_level_display(), sentence(words) or LEFT_OFF, sentence(step), row.began)


def handovers(service: Service, since: date, records: Records) -> Iterator[str]:
    """What it hands over or was offered: under way, or ended since a day."""
    mine = Q(support__service=service) | Q(to_service=service)
    rows = Handover.objects.filter(mine, support__pregnancy=records.pregnancy).with_seen(records.today)
    for row in records.seen(rows).select_related("support__service", "to_service"):
        if recent(row.declined or row.seen, since):
            yield handover_words(row, records)


def handover_words(row: Handover, records: Records) -> str:
    """From whom to whom, and how far it has come."""
    giver, taker = called_of(row.support.service, records), called_of(row.to_service, records)
    why = records.screen.passed(row.because, "Why a handover was declined")
    how_far = {
        State.OFFERED: f"Offered on {full_day(row.offered)}; no answer yet. Still with {giver}.",
        State.SAID_YES: f"They said yes on {full_day(row.accepted or row.offered)}, and have not seen her yet."
        f" Still with {giver}.",
        State.SEEN: f"They said yes on {full_day(row.accepted or row.offered)}, and have seen her.",
        State.DECLINED: f"They said no on {full_day(row.declined or row.offered)}{f': {why}' if why else ''}.",
    }[row.state]
    return f"{sentence(f'from {giver} to {taker}')} {how_far}"


def actions(service: Service, since: date, records: Records) -> Iterator[Job]:
    """What the plan says that it does, open or done since a day."""
    rows = records.pregnancy.actions.filter(service=service, let_go__isnull=True)
    for row in records.seen(rows):
        if recent(row.done, since):
            yield action_job(row, records)


def decisions(service: Service, since: date, records: Records) -> Iterator[Job]:
    """What was decided that it, or somebody there, does: open or ended since a day."""
    rows = Decision.objects.filter(Q(service=service) | Q(worker__service=service), pregnancy=records.pregnancy)
    for row in records.seen(rows).select_related("service", "worker__service", "pregnancy__mother"):
        if recent(row.done, since):
            yield job_of(row, records)
