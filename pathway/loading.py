"""A pathway into the database, through the same actions that the pages use, each on the day of its own record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction

from .actions import assessments, contacts, handovers, losses, meetings, plans, pregnancies, requests
from .actions.base import judged_later, record_event
from .models import Asked, Baby, HerView, Meeting, Pregnancy, Support, ToldHow, User, Worker
from .permissions import CLOCK
from .places import Place
from .rules import facts
from .rules.words import Help, Mode
from .stories import Story

NOT_WRITTEN_DOWN = "The reason was not written down."
TWO_DAYS = timedelta(days=2)
HER_VIEW = "We went through it together, and this is what I want."


class Step(NamedTuple):
    """One action, on the day of its record."""

    day: date
    act: Callable[..., Any]


@dataclass
class Life:
    """One woman's pathway, and what no rule needs to know.

    `details` are those of her booking; `words` hers, by topic; `view` hers of the plan; `at_booking` more actions of that
    day with their arguments; `where` tells of homes by their first day, `what` of promises by their key.
    """

    name: str
    pathway: facts.Pathway
    title: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    babies: tuple[str, ...] = ("",)
    words: dict[str, str] = field(default_factory=dict)
    view: str = HER_VIEW
    at_booking: list[tuple[Callable[..., Any], dict[str, Any]]] = field(default_factory=list)
    where: dict[date, str] = field(default_factory=dict)
    what: dict[str, str] = field(default_factory=dict)


def life_of(story: Story) -> Life:
    """A story as a life to load."""
    return Life(story.name, story.pathway, story.title, where=story.where)


class Loading:
    """The steps that make one woman's record, in the order of their days; `pregnancy` is there once she is booked."""

    pregnancy: Pregnancy

    def __init__(self, life: Life, place: Place, by: User | None = CLOCK) -> None:
        self.life, self.place, self.by = life, place, by
        self.path = life.pathway
        self.babies: list[Baby] = []
        self.supports: dict[str, Support] = {}

    def steps(self) -> list[Step]:
        """All steps; those of one day in the order in which one needs the other, or else as they are listed."""
        found = [*self._booking(), *self._promises(), *self._birth(), *self._contacts(), *self._meetings()]
        found += [*self._requests(), *self._versions(), *self._answers()]
        return sorted(found, key=lambda step: step.day)

    def _step(self, day: date, act: Callable[..., Any], /, **fields: Any) -> Step:
        """An action on a day, or on the booking's if that is later."""
        day = max(day, self.path.booked)
        return Step(day, partial(act, by=self.by, today=day, **fields))

    def _booking(self) -> Iterator[Step]:
        yield self._step(self.path.booked, self._book)
        needs = {need.value for need in self.path.needs}
        for topic in sorted(needs | self.life.words.keys()):
            yield self._step(self.path.booked, self._about_her, action=assessments.answer_need, topic=topic,
                             asked=Asked.ASKED, needs_help=topic in needs or None,
                             her_words=self.life.words.get(topic, ""))  # fmt: skip
        for action, fields in self.life.at_booking:
            yield self._step(self.path.booked, self._about_her, action=action, **fields)
        for lead in self.path.leads:
            yield self._step(self.path.booked, self._lead, lead=lead)

    def _book(self, by: User | None, today: date) -> None:
        self.pregnancy = pregnancies.book(
            name=self.life.name, team=self.place.team, booked=self.path.booked, due=self.path.due,
            conference_needed=self.path.conference_needed, by=by, today=today, **self.life.details,
        )  # fmt: skip
        changes = {"story": [None, self.life.title]}
        record_event("loading.load", self.pregnancy, self.pregnancy, by, changes=changes)

    def _about_her(self, action: Callable[..., Any], **fields: Any) -> Any:
        return action(pregnancy=self.pregnancy, **fields)

    def _lead(self, lead: facts.Lead, by: User | None, today: date) -> None:
        services_seen = {row.key: row.service for row in self.path.supports}
        service = next((services_seen[row.support] for row in self.path.contacts if row.worker == lead.worker), None)
        worker = self.place.worker(service, lead.worker) if service else self.place.lead(lead.worker)
        pregnancies.appoint_lead(
            pregnancy=self.pregnancy, worker=worker, start=lead.start, until=lead.until, by=by, today=today
        )

    def _promises(self) -> Iterator[Step]:
        for row in self.path.supports:
            yield self._step(row.planned, self._promise, row=row)
            for pause in row.pauses:
                yield self._step(row.planned, self._of, row=row, action=plans.pause, start=pause.start,
                                 until=pause.until)  # fmt: skip
            if row.hand_over_to:
                yield self._step(row.planned, self._offer, row=row)
            if row.accepted:
                yield self._step(max(row.accepted, row.planned), self._accept, row=row, on=row.accepted)
            if row.agreed_ending:
                yield self._step(max(row.agreed_ending, row.planned), self._of, row=row, action=plans.agree_ending,
                                 on=row.agreed_ending)  # fmt: skip
            if row.stopped:
                yield self._step(max(row.stopped, row.planned), self._of, row=row, action=plans.stop, on=row.stopped)

    def _promise(self, row: facts.Support, by: User | None, today: date) -> None:
        terms = {
            name: getattr(row, name) for name in ("kind", "treatment", "every", "times", "once_by", "start", "until")
        }
        self.supports[row.key] = plans.promise(
            pregnancy=self.pregnancy, service=self.place.service(row.service), planned=row.planned, reference=row.key,
            worker=self._usual_worker(row), what=self.life.what.get(row.key, ""), mode=self._usual_mode(row), by=by,
            today=today, **terms,
        )  # fmt: skip

    def _usual_worker(self, row: facts.Support) -> Worker | None:
        """Who comes, if every contact names somebody: a contact that names nobody would take over the usual worker."""
        names = [contact.worker for contact in self.path.contacts if contact.support == row.key]
        return self.place.worker(row.service, names[0]) if names and names[0] and all(names) else None

    def _usual_mode(self, row: facts.Support) -> Mode:
        """How it first happens."""
        return next((contact.mode for contact in self.path.contacts if contact.support == row.key), Mode.HOME)

    def _of(self, row: facts.Support, action: Callable[..., Any], **fields: Any) -> Any:
        return action(support=self.supports[row.key], **fields)

    def _offer(self, row: facts.Support, by: User | None, today: date) -> None:
        to_service = self.place.service(row.hand_over_to or "")
        handovers.offer(support=self.supports[row.key], to_service=to_service, offered=row.planned, by=by, today=today)

    def _accept(self, row: facts.Support, on: date, by: User | None, today: date) -> None:
        handover = self.supports[row.key].handovers.get(declined__isnull=True)
        handovers.accept(handover=handover, on=on, by=by, today=today)

    def _birth(self) -> Iterator[Step]:
        if self.path.ended:
            yield self._step(self.path.ended, self._lose, day=self.path.ended)
        if self.path.born is None:
            return
        yield self._step(self.path.born, self._bear, born=self.path.born)
        moved_that_day = False
        for home in self.path.homes:
            that_day = home.start == self.path.born
            if moved_that_day or not (that_day and home.with_her and not self.life.where.get(home.start)):
                moved_that_day |= that_day
                yield self._step(home.start, self._move, home=home)

    def _lose(self, day: date, by: User | None, today: date) -> None:
        """Whoever leads is there for her."""
        lead = self.pregnancy.leads.on(day).select_related("worker").first()
        person = lead.worker if lead else self.place.team.workers.order_by("pk")[0]
        losses.record_loss(
            pregnancy=self.pregnancy, day=day, named_person=person, first_contact_by=day + TWO_DAYS, by=by, today=today
        )

    def _bear(self, born: date, by: User | None, today: date) -> None:
        self.babies = pregnancies.record_birth(
            pregnancy=self.pregnancy, born=born, babies=self.life.babies, by=by, today=today
        )

    def _move(self, home: facts.Home, by: User | None, today: date) -> None:
        where = self.life.where.get(home.start, "")
        for baby in self.babies:
            pregnancies.move_baby(baby=baby, start=home.start, with_her=home.with_her, where=where, by=by, today=today)

    def _contacts(self) -> Iterator[Step]:
        planned = {row.key: row.planned for row in self.path.supports}
        for row in self.path.contacts:
            held: list[Any] = []  # the contact, once it is booked
            yield self._step(max(row.known, planned[row.support]), self._book_contact, row=row, held=held)
            if row.outcome:
                yield self._step(max(row.day, planned[row.support]), self._record_contact, row=row, held=held)

    def _book_contact(self, row: facts.Contact, held: list[Any], by: User | None, today: date) -> None:
        support = self.supports[row.support]
        worker = self.place.worker(support.service.name, row.worker) if row.worker else None
        held.append(
            contacts.book(
                support=support, day=row.day, known=row.known, at=clock_time(row.at), minutes=row.minutes, mode=row.mode,
                needs_her=row.needs_her, worker=worker, by=by, today=today,
                **{f"with_{help_}": help_ in row.help for help_ in Help},
            )
        )  # fmt: skip

    def _record_contact(self, row: facts.Contact, held: list[Any], by: User | None, today: date) -> None:
        contacts.record(
            support=self.supports[row.support],
            contact=held[0],
            on=row.day,
            outcome=row.outcome or "",
            by=by,
            today=today,
        )

    def _meetings(self) -> Iterator[Step]:
        notes = (
            ("told_her", partial(meetings.tell_her, how=ToldHow.FACE_TO_FACE, short_because=NOT_WRITTEN_DOWN)),
            ("report_shared", meetings.share_report),
            ("minutes_shared", meetings.share_minutes),
            ("cancelled", meetings.cancel),
        )
        for row in self.path.meetings:
            held: list[Meeting] = []
            yield self._step(row.known, self._book_meeting, row=row, held=held)
            for name, action in notes:
                if on := getattr(row, name):
                    yield self._step(max(on, row.known), self._note, held=held, action=action, on=on)

    def _book_meeting(self, row: facts.Meeting, held: list[Meeting], by: User | None, today: date) -> None:
        held.append(
            meetings.book(
                pregnancy=self.pregnancy, kind=row.kind, day=row.day, known=row.known, reference=row.key,
                at=clock_time(row.at), minutes=row.minutes, needs_her=row.needs_her, by=by, today=today,
                short_because=NOT_WRITTEN_DOWN,
            )
        )  # fmt: skip

    def _note(self, held: list[Meeting], action: Callable[..., Any], **fields: Any) -> None:
        action(meeting=held[0], **fields)

    def _requests(self) -> Iterator[Step]:
        for row in self.path.requests:
            yield self._step(row.asked, self._ask, row=row)
            if row.answered:
                yield self._step(row.answered, self._answer_request, row=row, on=row.answered)

    def _ask(self, row: facts.Request, by: User | None, today: date) -> None:
        requests.ask(
            pregnancy=self.pregnancy, what=row.what, service=self.place.service(row.service), asked=row.asked,
            reference=row.key, by=by, today=today,
        )  # fmt: skip

    def _answer_request(self, row: facts.Request, on: date, by: User | None, today: date) -> None:
        request = self.pregnancy.requests.get(reference=row.key)
        requests.answer(request=request, answered=on, by=by, today=today)

    def _versions(self) -> Iterator[Step]:
        for row in self.path.versions:
            held: list[Any] = []
            yield self._step(row.agreed, self._agree, row=row, held=held)
            if row.given_to_her:
                yield self._step(max(row.given_to_her, row.agreed), self._give, held=held, on=row.given_to_her)

    def _agree(self, row: facts.Version, held: list[Any], by: User | None, today: date) -> None:
        view = {"her_view": HerView.GIVEN, "her_words": self.life.view} if row.her_view else {}
        held.append(plans.agree(pregnancy=self.pregnancy, agreed=row.agreed, by=by, today=today, **view))

    def _give(self, held: list[Any], on: date, by: User | None, today: date) -> None:
        plans.give(version=held[0], day=on, how="by_hand", by=by, today=today)

    def _answers(self) -> Iterator[Step]:
        for row in self.path.answers:
            yield self._step(
                row.day, self._about_her, action=assessments.record_answer, day=row.day, getting=row.getting
            )


def clock_time(at: int | None) -> time | None:
    """Minutes after midnight as a time."""
    return None if at is None else time(*divmod(at, 60))


@transaction.atomic
def load(life: Life, place: Place | None = None, by: User | None = CLOCK) -> Pregnancy:
    """Put a whole pathway into the database; the clock judges it when it next comes by."""
    loading = Loading(life, place or Place.named(), by)
    with judged_later():
        for step in loading.steps():
            step.act()
    return loading.pregnancy
