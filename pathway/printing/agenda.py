"""The agenda of a meeting: what is going well, what services promised and kept, then what is asked of her, and her view.

It lies on the table before everybody, so what could give her away stays off it as off her plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..models import Asked, Attendee, Decision, Meeting, Topic, User
from ..rules.words import MeetingKind
from .accounts import Job, ServiceLines, actions, asks, called_of, earlier_decisions, job_of, requests, service_lines
from .coming_up import how_long
from .meetings import meeting_words
from .records import Records
from .words import clock_time, full_day, sentence

LOOKS_BACK = timedelta(weeks=12)
"""As far as an agenda looks back where there was no meeting before."""
ROOM_FOR = range(5)
LAST_ONE = (MeetingKind.INITIAL_CONFERENCE, MeetingKind.REVIEW_CONFERENCE, MeetingKind.CORE_GROUP)


@dataclass(frozen=True)
class Seat:
    """Somebody in the room: who, from where, and why."""

    name: str
    words: str
    at_her_side: bool


@dataclass(frozen=True)
class Agenda:
    """All that stands on it, in its order."""

    called: str
    title: str
    plainly: str
    when: str
    where: str
    seats: tuple[Seat, ...]
    since: date
    going_well: tuple[str, ...]
    well_in_her_words: str
    services: tuple[ServiceLines, ...]
    asked_of_her: tuple[Job, ...]
    hers: tuple[Job, ...]
    views: tuple[tuple[str, str], ...]
    requests: tuple[Job, ...]
    decided: tuple[Job, ...]
    room_for: range
    left_out: tuple[str, ...]


def agenda(meeting: Meeting, *, today: date, by: User | None = None) -> Agenda:
    """The agenda as it stands on the day; `by` is the person who prints."""
    records = Records(meeting.pregnancy, today, by)
    since = looks_back_to(meeting, today)
    services = tuple(service_lines(records, since, min(meeting.day, today)))
    decisions = list(earlier_decisions(meeting, since, records))
    return Agenda(
        called=meeting.pregnancy.mother.called,
        title=meeting.get_kind_display(),
        plainly="" if meeting.pregnancy.lost_on else sentence(meeting_words(meeting, records)),
        when=when_words(meeting),
        where=records.screen.passed(meeting.place, "The place"),
        seats=tuple(seats(meeting, records)),
        since=since,
        going_well=tuple(going_well(meeting, services, decisions, records)),
        well_in_her_words=need_words(Topic.GOING_WELL, "What she said is going well", records),
        services=services,
        asked_of_her=tuple(asks(records)),
        hers=tuple(actions(records, hers=True)),
        views=tuple(views(meeting, records)),
        requests=tuple(requests(records, since)),
        decided=tuple(job_of(row, records) for row in sorted(decisions, key=lambda row: row.hers)),
        room_for=ROOM_FOR,
        left_out=tuple(records.screen.left_out),
    )


def looks_back_to(meeting: Meeting, today: date) -> date:
    """The last meeting of this kind of work before it; else twelve weeks, or the booking."""
    before = meeting.pregnancy.meetings.standing().filter(day__lt=min(meeting.day, today), kind__in=LAST_ONE)
    last = before.exclude(pk=meeting.pk).order_by("-day").values_list("day", flat=True).first()
    return last or max(meeting.pregnancy.booked, today - LOOKS_BACK)


def when_words(meeting: Meeting) -> str:
    """The day, the time and how long it takes."""
    at = f", {clock_time(meeting.at)}" if meeting.at else ""
    return " ".join([f"{meeting.day:%A} {full_day(meeting.day)}{at}.", *how_long(meeting.minutes)])


def seats(meeting: Meeting, records: Records) -> Iterator[Seat]:
    """Who is asked to come; those at her side first."""
    for row in meeting.attendees.filter(not_needed__isnull=True).select_related("worker__service"):
        parts = (from_where(row, records), row.does, f"Here because: {row.why}" if row.why else "")
        words = " ".join(sentence(records.screen.passed(part, f"Why {row.called} comes")) for part in parts if part)
        yield Seat(row.called, words, row.for_her)


def from_where(row: Attendee, records: Records) -> str:
    """The service of a worker, in words that give nothing away."""
    return called_of(row.worker.service, records) if row.worker else ""


def going_well(
    meeting: Meeting, services: tuple[ServiceLines, ...], decisions: list[Decision], records: Records
) -> Iterator[str]:
    """What is written down for the meeting; promises kept in full; what was decided and is done."""
    if text := records.screen.passed(meeting.going_well, "What is going well"):
        yield text
    for service in services:
        if service.tally.all_kept:
            count = service.tally.kept
            yield f"{sentence(service.name).rstrip('.')} kept {'its promise' if count == 1 else f'all {count} promises'}."
    for row in decisions:
        if row.done and not row.dropped and (what := records.screen.passed(row.what, "A decision that is done")):
            yield f"Done: {sentence(what)}"


def need_words(topic: Topic, called: str, records: Records) -> str:
    """Her own words on a topic."""
    need = records.needs.get(topic)
    return records.screen.passed(need.her_words, called) if need and need.asked == Asked.ASKED else ""


def views(meeting: Meeting, records: Records) -> Iterator[tuple[str, str]]:
    """What she says: what she wants talked about, what matters, her view of the plan, whether she gets what was promised."""
    answers = list(records.seen(records.pregnancy.answers.filter(day__lte=records.today)))
    said = [
        ("What she wants talked about", meeting.wish_topics),
        ("What matters to her", need_words(Topic.MATTERS, "What matters to her", records)),
        ("What she says of her plan", records.version.her_words if records.version else ""),
    ]
    for title, text in said:
        if passed := records.screen.passed(text, title):
            yield title, f"“{passed}”"
    if answers:
        latest = answers[-1]
        words = records.screen.passed(latest.her_words, "Her answer")
        got = f"{latest.get_getting_display()} of it, she said on {full_day(latest.day)}."
        yield "Is she getting the support she was promised?", f"{got} “{words}”" if words else got
