"""What stands on an agenda or a summary of what was promised, asked and decided: by whom, by when, and whether it came."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count

from .. import facts, kept
from ..models import Ask, Binding, Contact, Decision, Information, Meeting, Move, PlanAction, Service, Support
from ..models.contacts import Why
from ..rules.facts import Pathway
from ..rules.words import Outcome
from ..strip import State
from .people import NEUTRAL_NAME, service_name
from .promises import begins_with_a_verb, what_in_words
from .records import Records
from .words import DAYS_IN_A_WEEK, full_day, number, sentence

MOST_MISSED = 6
LEFT_OFF = "(left off)"
SHE_DOES = re.compile(
    r"\b(how|what|where|when|whom?|if|whether|that|which|as|because|while|before|after|until|and|or) you\b"
)
"""“about how you feel”: here “you” cannot become “her”."""


@dataclass(frozen=True)
class Job:
    """Something that somebody was to do, and whether it is done."""

    what: str
    who: str
    words: str
    done: bool


@dataclass(frozen=True)
class PromiseLine:
    """One promise: what, how much of it was kept, and each time that was not."""

    what: str
    tally: kept.Tally
    missed: tuple[str, ...]
    more: int
    moved: int = 0

    @property
    def moved_words(self) -> str:
        """How often the service moved one of its contacts, such as "Moved by the service twice."; empty if it did not."""
        times = {1: "once", 2: "twice"}.get(self.moved, f"{self.moved} times")
        return f"Moved by the service {times}." if self.moved else ""

    @property
    def times_missed(self) -> int:
        """How often it was not kept, with those that are not listed."""
        return self.more + len(self.missed)


@dataclass(frozen=True)
class ServiceLines:
    """One service's promises and what else it was to do."""

    name: str
    promises: tuple[PromiseLine, ...]
    jobs: tuple[Job, ...]

    @property
    def tally(self) -> kept.Tally:
        """All that it promised, and all of that it kept."""
        return kept.Tally(
            sum(line.tally.promised for line in self.promises), sum(line.tally.kept for line in self.promises)
        )


def called_of(service: Service, records: Records) -> str:
    """The service in words that are safe on paper, for readers who are not she."""
    name = service_name(service, records)
    return "her support service" if name == str(NEUTRAL_NAME) else name


def service_lines(records: Records, since: date, until: date) -> Iterator[ServiceLines]:
    """Each service in the order of its first promise: what it promised between two days, and what came of it."""
    supports = list(records.seen(records.pregnancy.supports.select_related("service", "worker__service")))
    jobs = list(records.seen(records.pregnancy.actions.filter(hers=False).select_related("service")))
    names = {row.service_id: called_of(row.service, records) for row in supports}
    names |= {row.service_id: called_of(row.service, records) for row in jobs if row.service}
    lines = list(promise_lines(supports, (since, until), records))
    for pk, name in names.items():
        mine = [
            action_job(row, records) for row in jobs if row.service_id == pk and recent(row.done or row.let_go, since)
        ]
        promised = tuple(line for row, line in lines if row.service_id == pk and line.tally.promised)
        if promised or mine:
            yield ServiceLines(name, promised, tuple(mine))


def promise_lines(
    supports: Iterable[Support], span: tuple[date, date], records: Records
) -> Iterator[tuple[Support, PromiseLine]]:
    """Each promise with what was promised between two days, and what came of it."""
    pathway = facts.load([records.pregnancy.pk])[records.pregnancy.pk]
    known = {row.key for row in pathway.supports}
    reasons, moves = reasons_given(records), moves_by_service(records, span)
    for row in supports:
        if row.reference in known:
            line = promise_line(row, pathway, span, reasons.get(row.pk, {}), records)
            yield row, replace(line, moved=moves.get(row.pk, 0))


def moves_by_service(records: Records, span: tuple[date, date]) -> dict[int, int]:
    """For each promise how often its service moved a contact between two days."""
    rows = Move.objects.by_service().filter(contact__support__pregnancy=records.pregnancy, moved_on__range=span)
    return dict(records.seen(rows).order_by().values_list("contact__support").annotate(Count("pk")))


def reasons_given(records: Records) -> dict[int, dict[date, str]]:
    """For each promise and day the reason that its service gave for cancelling; never a reason of hers."""
    rows = Contact.objects.standing().filter(
        support__pregnancy=records.pregnancy, outcome=Outcome.CANCELLED_BY_SERVICE, day__lte=records.today
    )
    found: dict[int, dict[date, str]] = {}
    for row in records.seen(rows).prefetch_related("records"):
        if (told := row.told) and told.reason:
            own = records.screen.passed(told.reason_words, "The reason for a cancelled contact")
            label = "" if told.reason == Why.SERVICE_OTHER else told.get_reason_display()
            words = (own or label).rstrip(".")
            found.setdefault(row.support_id, {})[row.day] = words[:1].lower() + words[1:]
    return found


def recent(ended: date | None, since: date) -> bool:
    """Not ended, or ended since a day."""
    return ended is None or ended >= since


def promise_line(
    support: Support, pathway: Pathway, span: tuple[date, date], reasons: dict[date, str], records: Records
) -> PromiseLine:
    """What was promised, how much was kept, and each time that was not, with its dates and why."""
    promised = next(row for row in pathway.supports if row.key == support.reference)
    times = list(kept.times(promised, pathway, *span, records.today))
    name, called = called_of(support.service, records), records.pregnancy.mother.called
    missed = [missed_words(row, name, called) + because(row, reasons) for row in times if row.why_not]
    return PromiseLine(
        what_of(support, records), kept.tally(times), tuple(missed[-MOST_MISSED:]), max(0, len(missed) - MOST_MISSED)
    )


def because(time: kept.Time, reasons: dict[date, str]) -> str:
    """The reasons that a service gave for cancelling in these days, such as " (staff were ill)"."""
    if time.why_not != State.CANCELLED_BY_SERVICE:
        return ""
    given = dict.fromkeys(words for day, words in sorted(reasons.items()) if words and time.first <= day <= time.last)
    return f" ({'; '.join(given)})" if given else ""


def what_of(support: Support, records: Records) -> str:
    """Such as "Visit you at home, every week"."""
    what = what_in_words(support, records)
    what = what if begins_with_a_verb(what) else {"home": "visit", "clinic": "see her"}.get(support.mode, "call")
    how_often = (
        often(support.every, support.times) if support.every else f"once, by {full_day(support.once_by or date.min)}"
    )
    return f"{of_her(f'{what[:1].upper()}{what[1:]}')}, {how_often}"


def of_her(what: str) -> str:
    """What is said to her, told of her; as it is said to her, in quotation marks, where “you” does something itself."""
    return f"“{what}”" if SHE_DOES.search(what) else re.sub(r"\b(you|your)\b", "her", what)


def often(every: int, times: int) -> str:
    """How often, from days in a window and contacts in it: "every week", "twice every two weeks"."""
    weeks, over = divmod(every, DAYS_IN_A_WEEK)
    count, unit = (every, "day") if over else (weeks, "week")
    window = f"every {unit}" if count == 1 else f"every {number(count)} {unit}s"
    return {1: window, 2: f"twice {window}"}.get(times, f"{number(times)} times {window}")


def missed_words(time: kept.Time, service: str, called: str) -> str:
    """Such as "2 to 8 March: cancelled by the family team"."""
    why = {
        State.CANCELLED_BY_SERVICE: f"cancelled by {service}",
        State.COULD_NOT_COME: f"{called} could not come",
        State.NOT_RECORDED: f"{service} has not written down what became of it",
    }.get(time.why_not or State.NOTHING, f"nothing came from {service}")
    part = f", {time.kept} of {time.promised} came" if time.kept else ""
    return f"{span_words(time)}: {why}{part}"


def span_words(time: kept.Time) -> str:
    """2 to 8 March; 30 March to 5 April."""
    if time.first == time.last:
        return f"{time.first:%-d %B}"
    first = f"{time.first:%-d}" if time.first.month == time.last.month else f"{time.first:%-d %B}"
    return f"{first} to {time.last:%-d %B}"


def actions(records: Records, *, hers: bool) -> Iterator[Job]:
    """What she said she would do."""
    for row in records.seen(records.pregnancy.actions.filter(hers=hers, let_go__isnull=True)):
        yield action_job(row, records)


def action_job(row: PlanAction, records: Records) -> Job:
    """An action of the plan, and whether it is done."""
    return job(row.what, "", row.by, row.done, records)


def job(what: str, who: str, by_when: date, done: date | None, records: Records) -> Job:
    """Something to be done by a day, and whether it is."""
    words = f"Done on {full_day(done)}." if done else f"By {full_day(by_when)}: not done yet."
    shown = begun(records.screen.passed(what, "Something to be done")) or LEFT_OFF
    return Job(shown, who, words, done is not None)


def begun(text: str) -> str:
    """With a capital letter, and without a stop: more follows."""
    return text[:1].upper() + text[1:].rstrip(". ")


def asks(records: Records) -> Iterator[Job]:
    """What is asked of her, each with how binding it is."""
    for row in records.seen(Ask.objects.filter(pregnancy=records.pregnancy)).standing():
        by = f" by {row.authority}".replace(" by The ", " by the ") if row.authority else ""
        label = Binding(row.binding).label + by
        parts = [
            label,
            f"Enough is: {row.enough}" if row.enough else "",
            f"Help: {row.help_words}" if row.help_words else "",
        ]
        words = " ".join(sentence(records.screen.passed(part, "What is asked of her")) for part in parts if part)
        what = records.screen.passed(row.what, "Something asked of her")
        if what:
            yield Job(begun(what), "", words, done=False)


def requests(records: Records, since: date, of: Service | None = None) -> Iterator[Job]:
    """What she asked for, or asked of one service, that is not answered, or was answered since a day."""
    rows = records.seen(records.pregnancy.requests.select_related("service").order_by("asked", "pk"))
    rows = rows.filter(service=of) if of else rows
    for row in rows:
        if not recent(row.answered, since):
            continue
        name = called_of(row.service, records)
        asked = f"Asked {name} on {full_day(row.asked)}."
        answer = (
            f" Answered on {full_day(row.answered)}"
            if row.answered
            else f" {sentence(name).rstrip('.')} has not answered yet."
        )
        more = records.screen.passed(row.answer, "An answer")
        words = f"{asked}{answer}{f': {more}.' if more and row.answered else '.' if row.answered else ''}"
        what = records.screen.passed(row.what, "Something she asked for")
        if what:
            yield Job(begun(what), name, words, done=row.answered is not None)


def earlier_decisions(meeting: Meeting, since: date, records: Records) -> Iterator[Decision]:
    """Decisions made before this meeting that are open, or were done since the last one."""
    if not records.sees(Information.CHILD_PROTECTION):
        return
    rows = records.pregnancy.decisions.exclude(meeting=meeting).filter(decided__lte=meeting.day)
    for row in rows.select_related("service", "worker__service", "pregnancy__mother"):
        if recent(row.done, since):
            yield row


def job_of(row: Decision, records: Records) -> Job:
    """A decision, whose it is, and whether it is done."""
    if row.dropped:
        what = begun(records.screen.passed(row.what, "Something to be done")) or LEFT_OFF
        ended = f"No longer needed since {full_day(row.done or row.decided)}."
        return Job(what, owner_of(row, records), ended, done=True)
    found = job(row.what, owner_of(row, records), row.by_when, row.done, records)
    label = f"{row.get_label_display()}{f' by {row.required_by}' if row.required_by else ''}. " if row.hers else ""
    return Job(
        found.what,
        found.who,
        records.screen.passed(label, "Who requires it") + " " * bool(label) + found.words,
        found.done,
    )


def owner_of(row: Decision, records: Records) -> str:
    """Whose it is, in words that give nothing away."""
    if row.worker:
        return f"{row.worker.name}, {called_of(row.worker.service, records)}"
    return called_of(row.service, records) if row.service else row.pregnancy.mother.called
