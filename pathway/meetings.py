"""What is fair before a meeting, and the way through meetings from the due date: what is booked, what is missing, whose step it is."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from .local_packs import pack_of
from .models import Meeting, Pregnancy, ServiceKind, ToldHow
from .models.sharing import current
from .rules.pack import Pack
from .rules.words import MeetingKind

MANY_IN_THE_ROOM = 6
"""From more professionals than this on, the page asks who is needed. A working value, to be confirmed locally."""
CONFERENCES = (MeetingKind.INITIAL_CONFERENCE, MeetingKind.REVIEW_CONFERENCE)
LAST_FOR_CONFERENCE = "Last day for the pre-birth conference"
WITH_MINUTES = (*CONFERENCES, MeetingKind.CORE_GROUP)


def notice_days(pregnancy: Pregnancy) -> int:
    """How many days before a meeting she is told at the latest."""
    limit: int = pack_of(pregnancy.team.service.trust).limits["short_notice"].days
    return limit


def is_short(pregnancy: Pregnancy, day: date, on: date) -> bool:
    """Told on this day she has fewer days than the notice until the meeting's own."""
    return (day - on).days < notice_days(pregnancy)


def is_safe_way(pregnancy: Pregnancy, how: str) -> bool:
    """Whether she has said that being told in this way is safe; face to face needs no answer, no answer is not safe."""
    if how in {"", ToldHow.FACE_TO_FACE}:
        return True
    latest = pregnancy.safe_contacts.filter(route=how).order_by("answered_on", "pk").last()
    return latest is not None and latest.safe


class State(StrEnum):
    """How far a step has come."""

    DONE = "done"
    BOOKED = "booked"
    TO_DO = "to_do"
    LATE = "late"


class Step(NamedTuple):
    """One step on the way: what, by which day, how far it has come, in words, and who owns the next step."""

    day: date
    what: str
    state: State
    words: str
    owner: str = ""
    meeting: Meeting | None = None


class Way(NamedTuple):
    """What the steps are worked out from."""

    pregnancy: Pregnancy
    meetings: list[Meeting]
    pack: Pack
    today: date
    next_review: date | None
    agreed: list[date]
    books: str
    tells: str


def timeline(way: Way) -> list[Step]:
    """All steps by their days; only what a pack sets a limit for can be missing."""
    steps = [*conference(way), *birth(way), *plan_after_birth(way), *next_review(way)]
    for meeting in way.meetings:
        steps += steps_of(meeting, way)
    return sorted(steps, key=lambda step: step.day)


def way_of(pregnancy: Pregnancy, meetings: Iterable[Meeting], today: date) -> Way:
    """Her meetings that stand, her trust's limits, and who books and who tells."""
    lead = pregnancy.leads.on(today).select_related("worker").first()
    team = str(pregnancy.team)
    involved = pregnancy.involvements.filter(current(today), service__kind=ServiceKind.SOCIAL_WORK)
    social = involved.select_related("service").order_by("start", "pk").first()
    return Way(
        pregnancy=pregnancy,
        meetings=sorted((row for row in meetings if row.cancelled is None), key=lambda row: (row.day, row.pk)),
        pack=pack_of(pregnancy.team.service.trust),
        today=today,
        next_review=pregnancy.reviews.values_list("next_on", flat=True).last(),
        agreed=list(pregnancy.plan_versions.values_list("agreed", flat=True)),
        books=str(social.service) if social else team,
        tells=lead.worker.name if lead else team,
    )


def conference(way: Way) -> Iterator[Step]:
    """The pre-birth conference, where one is needed: by when, and what stands in the diary."""
    if not way.pregnancy.conference_needed or way.pregnancy.lost_on:
        return
    limit = way.pregnancy.due - timedelta(days=way.pack.limits["conference_late"].before_due)
    first = next((row for row in way.meetings if row.kind == MeetingKind.INITIAL_CONFERENCE), None)
    if first:
        late = "" if first.day <= limit else f" That is later than {said(limit)}, the last day that leaves her time."
        held = first.day < way.today
        state = State.DONE if held and not late else State.LATE if late else State.BOOKED
        verb = "Held on" if held else "Booked for"
        yield Step(limit, LAST_FOR_CONFERENCE, state, f"{verb} {said(first.day)}.{late}", meeting=first)
    elif way.pregnancy.born:
        yield Step(limit, LAST_FOR_CONFERENCE, State.LATE, "None was held before the birth.")
    else:
        book_by = limit - timedelta(days=way.pack.limits["conference_late"].notice)
        state = State.LATE if way.today >= book_by else State.TO_DO
        words = f"Not booked. Book it by {said(book_by)}, for {said(limit)} at the latest."
        yield Step(limit, LAST_FOR_CONFERENCE, state, words, way.books)


def birth(way: Way) -> Iterator[Step]:
    """The birth, or the day on which it is expected; nothing where she lost her baby."""
    if way.pregnancy.lost_on:
        return
    if way.pregnancy.born:
        yield Step(way.pregnancy.born, "She gave birth", State.DONE, "")
    else:
        yield Step(way.pregnancy.due, "Her due date", State.TO_DO if way.pregnancy.due >= way.today else State.LATE, "")


def plan_after_birth(way: Way) -> Iterator[Step]:
    """The plan is looked at again soon after the birth."""
    if not way.pregnancy.born or way.pregnancy.lost_on:
        return
    limit = way.pregnancy.born + timedelta(days=way.pack.limits["plan_not_reviewed"].after_birth)
    done = min((day for day in way.agreed if day >= way.pregnancy.born), default=None)
    what = "Last day to agree her plan again after the birth"
    if done:
        yield Step(limit, what, State.DONE, f"Agreed on {said(done)}.")
    else:
        yield Step(limit, what, State.LATE if limit < way.today else State.TO_DO, "Not agreed yet.", way.tells)


def next_review(way: Way) -> Iterator[Step]:
    """The day that the last review set for the next one."""
    if day := way.next_review:
        late = day < way.today
        words = "Not recorded yet." if late else ""
        yield Step(day, "Next review of her support", State.LATE if late else State.TO_DO, words, way.books)


def steps_of(meeting: Meeting, way: Way) -> Iterator[Step]:
    """The meeting itself, and what she is told and given before and after it."""
    held = meeting.day < way.today
    name = meeting.get_kind_display()
    words = held_words(meeting) if held else not_where_she_wished(meeting)
    yield Step(meeting.day, name, State.DONE if held else State.BOOKED, words, meeting=meeting)
    notice = meeting.day - timedelta(days=way.pack.limits["short_notice"].days)
    yield told(meeting, notice, way)
    papers = way.pack.limits["papers_not_shared"]
    if meeting.kind in CONFERENCES:
        limit = meeting.day - timedelta(days=papers.report_before)
        yield paper(meeting, "report", meeting.report_shared, limit, way)
    if meeting.kind in WITH_MINUTES and held:
        limit = meeting.day + timedelta(days=papers.minutes_within)
        yield paper(meeting, "minutes", meeting.minutes_shared, limit, way)


def held_words(meeting: Meeting) -> str:
    """Whether she was there."""
    return f"{meeting.get_she_came_display()}." if meeting.she_came else "It is not recorded whether she was there."


def not_where_she_wished(meeting: Meeting) -> str:
    """That it is not where she wished, if so."""
    if not meeting.not_where_she_wished:
        return ""
    booked = f"it is booked: {meeting.get_venue_display().lower()}" if meeting.venue else "nobody has said where it is"
    return f"She wished: {meeting.get_wish_venue_display().lower()}; {booked}."


def told(meeting: Meeting, limit: date, way: Way) -> Step:
    """Whether she was told, and in time."""
    what = f"Last day to tell her of the {meeting.get_kind_display().lower()}"
    if meeting.told_her:
        late = meeting.told_her > limit
        words = f"She was told on {said(meeting.told_her)}" + (", with little notice." if late else ".")
        return Step(limit, what, State.LATE if late else State.DONE, words, meeting=meeting)
    state = State.LATE if limit < way.today else State.TO_DO
    return Step(limit, what, state, "It is not recorded that she knows.", way.tells, meeting)


def paper(meeting: Meeting, name: str, shared: date | None, limit: date, way: Way) -> Step:
    """Whether a paper has been shared with her, and in time."""
    what = f"Last day to share the {name} of the {meeting.get_kind_display().lower()} with her"
    if shared:
        return Step(limit, what, State.DONE, f"Shared on {said(shared)}.", meeting=meeting)
    state = State.LATE if limit < way.today else State.TO_DO
    return Step(limit, what, state, "Not shared with her.", way.books, meeting)


def said(day: date) -> str:
    """3 March 2026"""
    return f"{day:%-d %B %Y}"
