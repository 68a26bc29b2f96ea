"""What is known of a woman's pathway on one day: nothing that is dated later and not yet known gets past this file.

Days are whole numbers here (`days.py`), and FOREVER stands for a day that has not come or is not known yet.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from .days import FOREVER, Day, Spell, day_of
from .facts import Contact, Meeting, Pathway, Request, Support, Version
from .words import Kind, Outcome

CHECK = Kind.CHECK
DELIVERED = Outcome.DELIVERED
CALLED_OFF = frozenset({Outcome.CANCELLED_BY_SERVICE, Outcome.CANCELLED_BY_HER})

by_day = attrgetter("day")
by_start = attrgetter("start")
by_agreed = attrgetter("agreed")


class Promise:
    """One support as known today, with its windows and what came of it.

    `start`, `end` and the other days are FOREVER where there is none. `delivered` holds the days of `visits`, the
    delivered contacts; `others` are the contacts without that outcome, booked ones included; all in order of day.
    `regular` promises are for her (or for her too) and recur.
    """

    __slots__ = (
        "accepted", "agreed", "delivered", "end", "every", "hand_over_to", "key", "kind", "once_by", "others", "pauses",
        "planned", "regular", "service", "start", "stopped", "support", "supportive", "times", "treatment", "until",
        "visits",
    )  # fmt: skip

    def __init__(self, support: Support, seen: Callable[[date | None], Day]) -> None:
        """Read a support that is planned by today; `seen` tells what of it has happened."""
        self.support = support
        self.key, self.service, self.kind = support.key, support.service, support.kind
        self.times, self.treatment, self.hand_over_to = support.times, support.treatment, support.hand_over_to
        self.planned = support.planned.toordinal()
        self.every = support.every or 0  # 0: a one-off
        self.once_by = day_of(support.once_by)
        self.start = day_of(support.start)
        self.until = day_of(support.until)
        self.stopped = seen(support.stopped)
        self.agreed = seen(support.agreed_ending)
        self.accepted = seen(support.accepted)
        self.end = min(self.until, self.stopped)
        self.pauses = sorted((day_of(pause.start), day_of(pause.until)) for pause in support.pauses)
        self.supportive = self.kind != CHECK
        self.regular = self.supportive and self.every > 0
        self.delivered: list[Day] = []
        self.visits: list[Contact] = []
        self.others: list[Contact] = []

    @property
    def dated(self) -> bool:
        """Whether it has a first day."""
        return self.start < FOREVER

    @property
    def ends(self) -> bool:
        """Whether its last day is known."""
        return self.end < FOREVER

    def cover(self, on: Day) -> Spell:
        """The days it runs, as known on a day; an ending that she agreed to by then is no end (two rules read it so)."""
        end = min(self.until, self.stopped) if self.stopped <= on else self.until
        if self.agreed <= on and end < FOREVER:
            return min(self.start, end + 1), FOREVER
        return self.start, end

    def delivered_within(self, first: Day, last: Day) -> int:
        """How many delivered contacts lie in these days, both included."""
        return bisect_right(self.delivered, last) - bisect_left(self.delivered, first)

    def window_after(self, day: Day) -> Day | None:
        """The first day of the first window that counts and begins after a day."""
        return self._next_that_counts((day - self.start) // self.every + 1)

    def windows(self, ending_from: Day) -> Iterator[Spell]:
        """The windows that count and end on or after a day, in order."""
        first = self._next_that_counts((ending_from - self.start) // self.every)
        while first is not None:
            yield first, first + self.every - 1
            if self.pauses:
                first = self._next_that_counts((first - self.start) // self.every + 1)
            else:
                first += self.every
                if first + self.every - 1 > self.end:
                    return

    def _next_that_counts(self, number: int) -> Day | None:
        """The first day of the first window, from this number on, that counts; None: no later one does."""
        every, start = self.every, self.start
        number = max(number, 0, -((start - self.planned) // every))
        first = start + number * every
        for pause_first, pause_last in self.pauses:
            if pause_first >= first + every:
                break
            if pause_last >= first:
                first = start + ((pause_last - start) // every + 1) * every
        return first if first + every - 1 <= self.end else None


class Sitting(NamedTuple):
    """A meeting as known today; `told`, `report`, `minutes` and `gone` are FOREVER until they happen."""

    meeting: Meeting
    day: Day
    known: Day
    told: Day
    report: Day
    minutes: Day
    gone: Day


class Case:
    """All that is known on one day. `news` is the next day on which the facts let something more be known."""

    def __init__(self, pathway: Pathway, today: Day) -> None:
        """Reduce a pathway to what is known on `today`."""
        self.today = today
        self.news = FOREVER
        self.booked = pathway.booked.toordinal()
        self.due = pathway.due.toordinal()
        self.ended = self._seen(pathway.ended)
        self.born = min(self._seen(pathway.born), self.ended)  # a loss begins the year in which she is watched over
        self.conference_needed = pathway.conference_needed
        self.needs = pathway.needs
        self.leads = pathway.leads
        self.promises = [
            Promise(support, self._seen) for support in pathway.supports if self._seen(support.planned) < FOREVER
        ]
        self._by_key = {promise.key: promise for promise in self.promises}
        self.contacts: list[Contact] = []  # in order of day; one that lies ahead has no outcome yet
        self.days: list[Day] = []  # the days of the contacts
        self._see_contacts(pathway.contacts)
        self.called_off: list[Sitting] = []
        self.sittings = list(self._see_meetings(pathway.meetings))
        self.requests = list(self._see_requests(pathway.requests))
        self.versions = list(self._see_versions(pathway.versions))  # in order of the day they were agreed
        self.answers = [answer for answer in sorted(pathway.answers, key=by_day) if self._seen(answer.day) < FOREVER]
        self.homes = [home for home in sorted(pathway.homes, key=by_start) if self._seen(home.start) < FOREVER]

    def after_birth(self, days: int) -> bool:
        """Whether she has given birth, or has lost the pregnancy, no more than so many days ago."""
        return self.born <= self.today <= self.born + days

    def contacts_within(self, first: Day, last: Day) -> list[Contact]:
        """The contacts known of these days, both included."""
        return self.contacts[bisect_left(self.days, first) : bisect_right(self.days, last)]

    def promise_of(self, contact: Contact) -> Promise:
        """The support that a known contact belongs to."""
        return self._by_key[contact.support]

    def seen_on(self, contact: Contact) -> Day:
        """The day from which a known contact has been known."""
        return max(min(contact.known, contact.day).toordinal(), self._by_key[contact.support].planned)

    def delivered_seen_on(self, contact: Contact) -> Day:
        """The day from which a delivered contact has been known to be delivered."""
        return max(contact.day.toordinal(), self._by_key[contact.support].planned)

    @cached_property
    def separations(self) -> list[Spell]:
        """Each run of days so far on which the baby lives apart from her; its last day is FOREVER if it still does."""
        runs: list[Spell] = []
        apart = False
        homes = {max(home.start.toordinal(), self.born): home for home in self.homes}  # the later listed of a day wins
        for day, home in homes.items() if self.born < FOREVER else ():
            if home.with_her and apart:
                runs[-1] = runs[-1][0], day - 1
            elif not home.with_her and not apart:
                runs.append((day, FOREVER))
            apart = not home.with_her
        return runs

    def _seen(self, when: date | None) -> Day:
        """The day on which something happened; FOREVER if it has not, which is news if it will."""
        if when is None:
            return FOREVER
        day = when.toordinal()
        if day <= self.today:
            return day
        if day < self.news:
            self.news = day
        return FOREVER

    def _see_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Keep the known contacts in order of day, those that lie ahead without their outcome (the costly pass)."""
        today, by_key = self.today, self._by_key
        for contact in sorted(contacts, key=by_day):
            promise = by_key.get(contact.support)
            if promise is None:  # of a support not yet planned: that day is news already
                continue
            day = contact.day.toordinal()
            if day > today:
                if self._seen(contact.known) == FOREVER:
                    continue
                if contact.outcome is not None:
                    self._seen(contact.day)
                    contact = contact._replace(outcome=None)
            self.contacts.append(contact)
            self.days.append(day)
            if contact.outcome == DELIVERED:
                promise.delivered.append(day)
                promise.visits.append(contact)
            else:
                promise.others.append(contact)

    def _see_meetings(self, meetings: tuple[Meeting, ...]) -> Iterator[Sitting]:
        """The meetings that are known and stand; those that were called off are kept apart."""
        for meeting in meetings:
            known = self._seen(meeting.known)
            if known == FOREVER:
                continue
            sitting = Sitting(
                meeting,
                meeting.day.toordinal(),
                known,
                told=self._seen(meeting.told_her),
                report=self._seen(meeting.report_shared),
                minutes=self._seen(meeting.minutes_shared),
                gone=self._seen(meeting.cancelled),
            )
            if sitting.gone == FOREVER:
                yield sitting
            else:
                self.called_off.append(sitting)

    def _see_requests(self, requests: tuple[Request, ...]) -> Iterator[Request]:
        for request in requests:
            if self._seen(request.asked) < FOREVER:
                answered = self._seen(request.answered)
                yield request if answered < FOREVER else request._replace(answered=None)

    def _see_versions(self, versions: tuple[Version, ...]) -> Iterator[Version]:
        for version in sorted(versions, key=by_agreed):
            if self._seen(version.agreed) < FOREVER:
                given = self._seen(version.given_to_her)
                yield version if given < FOREVER else version._replace(given_to_her=None)
