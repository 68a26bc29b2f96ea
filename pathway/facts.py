"""Tables to rules' facts, in bulk: a fixed number of queries for any number of pregnancies. The only bridge.

Substances, safety details and test results are not read here, so no rule can ever see them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, time
from functools import lru_cache
from typing import Any

from django.db.models import ExpressionWrapper, F, Field, Min, QuerySet, TextField
from django.db.models.functions import Cast

from .models import (
    Answer,
    Contact,
    Handover,
    HerView,
    Lead,
    Meeting,
    Need,
    Pause,
    PlanVersion,
    PracticalRequest,
    Pregnancy,
    Residence,
    Support,
)
from .rules import facts
from .rules.words import GettingSupport, Help, Kind, MeetingKind, Mode, Outcome

Rows = dict[int, list[Any]]
OUTCOMES = {outcome.value: outcome for outcome in Outcome} | {None: None}
MODES = {mode.value: mode for mode in Mode}
KINDS = {kind.value: kind for kind in Kind}
HELPS = {help_.value: help_ for help_ in Help}
NO_HELP: frozenset[Help] = frozenset()


def load(pregnancy_ids: Iterable[int]) -> dict[int, facts.Pathway]:
    """The facts of each of these pregnancies, by key."""
    ids = list(pregnancy_ids)
    supports, contacts = _supports(ids), _contacts(ids)
    homes, leads, needs = _homes(ids), _leads(ids), _needs(ids)
    meetings, requests, versions, answers = _meetings(ids), _requests(ids), _versions(ids), _answers(ids)
    rows = Pregnancy.objects.filter(pk__in=ids).values_list(
        "pk", "booked", "due", "born", "closed", "conference_needed", "lost_on"
    )
    return {
        pk: facts.Pathway(
            booked=booked,
            due=due,
            born=born,
            closed=closed,
            conference_needed=conference_needed,
            needs=frozenset(needs[pk]),
            homes=tuple(homes[pk]),
            leads=tuple(leads[pk]),
            supports=tuple(supports[pk]),
            contacts=tuple(contacts[pk]),
            meetings=tuple(meetings[pk]),
            requests=tuple(requests[pk]),
            versions=tuple(versions[pk]),
            answers=tuple(answers[pk]),
            ended=None if born else lost_on,
        )
        for pk, booked, due, born, closed, conference_needed, lost_on in rows
    }


def _of(rows: Iterable[tuple[int, Any]]) -> Rows:
    """Rows by pregnancy, in the order they come."""
    found: Rows = defaultdict(list)
    for pregnancy, row in rows:
        found[pregnancy].append(row)
    return found


def _text(field: str) -> Cast:
    """A date or time as ISO text: with a hundred of them a woman, a driver's own reading of each is most of the time."""
    return Cast(field, TextField())


def _as_read(field: str) -> "ExpressionWrapper[F]":
    """A yes or no as the driver reads it."""
    return ExpressionWrapper(F(field), output_field=Field())


@lru_cache(maxsize=20_000)
def day(text: str) -> date:
    """The day of an ISO text; the same few hundred days come again and again."""
    return date.fromisoformat(text)


def day_if_any(text: str | None) -> date | None:
    """The day of an ISO text; None where there is none."""
    return None if text is None else day(text)


@lru_cache(maxsize=2_000)
def minutes_after_midnight(text: str | None) -> int | None:
    """10:30:00 is 630."""
    if text is None:
        return None
    at = time.fromisoformat(text)
    return at.hour * 60 + at.minute


def _supports(ids: list[int]) -> Rows:
    pauses = _of(
        (support, facts.Span(start, until))
        for support, start, until in Pause.objects.filter(support__pregnancy__in=ids)
        .order_by("pk")
        .values_list("support", "start", "until")
    )
    handovers = {
        support: (to_service, accepted)
        for support, to_service, accepted in Handover.objects.filter(
            support__pregnancy__in=ids, declined__isnull=True
        ).values_list("support", "to_service__name", "accepted")
    }
    rows = Support.objects.filter(pregnancy__in=ids).order_by("pk").values_list(
        "pregnancy", "pk", "reference", "service__name", "kind", _text("planned"), "every", "times", _text("once_by"),
        _text("start"), _text("until"), _text("stopped"), _as_read("treatment"), _text("agreed_ending"),
    )  # fmt: skip
    return _of(_support(row, pauses[row[1]], handovers.get(row[1], (None, None))) for row in rows)


def _support(
    row: tuple[Any, ...], pauses: list[facts.Span], handover: tuple[str | None, date | None]
) -> tuple[int, facts.Support]:
    (pregnancy, pk, key, service, kind, planned, every, times, once_by, start, until, stopped, treatment, ending) = row
    return pregnancy, facts.Support(
        key=key,
        service=service,
        kind=KINDS[kind],
        planned=day(planned),
        every=every,
        times=times,
        once_by=day_if_any(once_by),
        start=day_if_any(start),
        until=day_if_any(until),
        stopped=day_if_any(stopped),
        treatment=treatment,
        pauses=tuple(pauses),
        agreed_ending=day_if_any(ending),
        hand_over_to=handover[0],
        accepted=handover[1],
        ref=str(pk),
    )


def _contacts(ids: list[int]) -> Rows:
    rows = Contact.objects.filter(support__pregnancy__in=ids, entered_in_error="").order_by("pk").values_list(
        "support__pregnancy", "support__reference", _text("day"), _text("known"), "outcome", "worker", _text("at"),
        "minutes", "mode", _as_read("with_childcare"), _as_read("with_transport"), _as_read("with_interpreter"),
        _as_read("needs_her"), "pk",
    )  # fmt: skip
    return _of(_contact(row) for row in rows)


def _contact(row: tuple[Any, ...]) -> tuple[int, facts.Contact]:
    (pregnancy, key, on, known, outcome, worker, at, minutes, mode, childcare, transport, interpreter, her, pk) = row
    return pregnancy, facts.Contact(
        key,
        day(on),
        day(known),
        OUTCOMES[outcome],
        None if worker is None else str(worker),
        minutes_after_midnight(at),
        minutes,
        MODES[mode],
        _help(childcare, transport, interpreter) if childcare or transport or interpreter else NO_HELP,
        her,
        str(pk),
    )


def _help(childcare: bool, transport: bool, interpreter: bool) -> frozenset[Help]:
    given = ((Help.CHILDCARE, childcare), (Help.TRANSPORT, transport), (Help.INTERPRETER, interpreter))
    return frozenset(help_ for help_, there in given if there)


def _homes(ids: list[int]) -> Rows:
    """Where her babies live: apart from her as soon as one of them lives apart from her.

    A baby who has died is not read as living apart from that day on.
    """
    rows = Residence.objects.filter(baby__pregnancy__in=ids, baby__entered_in_error="").values_list(
        "baby__pregnancy", "baby", "baby__died", "start", "with_her", "pk"
    )
    changes: dict[int, list[tuple[date, int, bool, str]]] = defaultdict(list)
    died: set[tuple[int, date]] = set()
    for pregnancy, baby, baby_died, start, with_her, pk in rows.order_by("start", "pk"):
        changes[pregnancy].append((start, baby, with_her, str(pk)))
        if baby_died and (baby, baby_died) not in died:
            died.add((baby, baby_died))
            changes[pregnancy].append((baby_died, baby, True, str(pk)))
    return _of((pregnancy, home) for pregnancy, found in changes.items() for home in _together(found))


def _together(changes: list[tuple[date, int, bool, str]]) -> Iterator[facts.Home]:
    """One run of homes from the changes of all her babies."""
    apart: set[int] = set()
    for start, baby, with_her, ref in sorted(changes, key=lambda change: change[0]):
        apart = apart - {baby} if with_her else apart | {baby}
        yield facts.Home(start, with_her=not apart, ref=ref)


def _leads(ids: list[int]) -> Rows:
    """Who leads until when; somebody who leaves their job leads until that day."""
    rows = (
        Lead.objects.filter(pregnancy__in=ids)
        .order_by("pk")
        .values_list("pregnancy", "worker__name", "start", "until", "worker__left", "pk")
    )
    return _of(
        (pregnancy, facts.Lead(worker, start, min((day for day in (until, left) if day), default=None), str(pk)))
        for pregnancy, worker, start, until, left, pk in rows
        if left is None or left >= start
    )


def _needs(ids: list[int]) -> Rows:
    rows = Need.objects.filter(pregnancy__in=ids, needs_help=True, topic__in=HELPS).values_list("pregnancy", "topic")
    return _of((pregnancy, HELPS[topic]) for pregnancy, topic in rows)


def _meetings(ids: list[int]) -> Rows:
    rows = Meeting.objects.filter(pregnancy__in=ids).order_by("pk").values_list(
        "pregnancy", "reference", "kind", "day", "known", _text("at"), "minutes", "needs_her", "told_her", "report_shared",
        "minutes_shared", "cancelled", "pk",
    )  # fmt: skip
    return _of(
        (
            pregnancy,
            facts.Meeting(
                key,
                MeetingKind(kind),
                on,
                known,
                minutes_after_midnight(at),
                minutes,
                her,
                told,
                report,
                shared,
                cancelled,
                str(pk),
            ),
        )
        for pregnancy, key, kind, on, known, at, minutes, her, told, report, shared, cancelled, pk in rows
    )


def _requests(ids: list[int]) -> Rows:
    rows = (
        PracticalRequest.objects.filter(pregnancy__in=ids)
        .order_by("pk")
        .values_list("pregnancy", "reference", "what", "service__name", "asked", "answered", "pk")
    )
    return _of(
        (pregnancy, facts.Request(key, what, service, asked, answered, str(pk)))
        for pregnancy, key, what, service, asked, answered, pk in rows
    )


def _versions(ids: list[int]) -> Rows:
    rows: QuerySet[PlanVersion, tuple[Any, ...]] = (
        PlanVersion.objects.filter(pregnancy__in=ids)
        .annotate(given_on=Min("given__day"))
        .order_by("pk")
        .values_list("pregnancy", "agreed", "her_view", "given_on", "pk")
    )
    return _of(
        (pregnancy, facts.Version(agreed, her_view != HerView.NOT_ASKED, given_on, str(pk)))
        for pregnancy, agreed, her_view, given_on, pk in rows
    )


def _answers(ids: list[int]) -> Rows:
    rows = Answer.objects.filter(pregnancy__in=ids).order_by("pk").values_list("pregnancy", "day", "getting", "pk")
    return _of((pregnancy, facts.Answer(day, GettingSupport(getting), str(pk))) for pregnancy, day, getting, pk in rows)
