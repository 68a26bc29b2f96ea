"""The last two months of the demonstration, lived day by day: records come in, the clock comes by, people answer it."""

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from .actions import flags, pregnancies
from .actions.base import judged_later
from .actions.pregnancies import ClosingReason
from .demo_people import DONE, DONE_ANYWAY, WAITS
from .loading import Loading
from .models import Flag, Information, Role, User, Worker
from .permissions import CLOCK
from .working_days import is_working_day

DAYS_LIVED = 60
ONE_DAY = timedelta(days=1)
Closing = tuple[date, ClosingReason]
Progress = Callable[[int, int], None]
"""Called with the number of steps done and of all."""


class Woman:
    """One woman's steps until today, and the day on which her record closes, with the reason."""

    def __init__(self, loading: Loading, today: date, closes: Closing | None = None) -> None:
        self.loading, self.closes = loading, closes
        last = closes[0] - ONE_DAY if closes else today
        self.steps = deque(step for step in loading.steps() if step.day <= last)

    def live_until(self, day: date, **by: None) -> int:
        """Take every step up to and including this day, by the woman's midwife or as a load (`by=CLOCK`); how many."""
        before = len(self.steps)
        while self.steps and self.steps[0].day <= day:
            self.steps.popleft().act(**by)
        if self.closes and self.closes[0] == day:
            on, reason = self.closes
            pregnancies.close(pregnancy=self.loading.pregnancy, on=on, reason=reason, by=self.loading.by, today=on)
        return before - len(self.steps)

    def is_watched(self, flagged: set[int]) -> bool:
        """Whether she is among those with an open flag."""
        return hasattr(self.loading, "pregnancy") and self.loading.pregnancy.pk in flagged


def live_through(women: Sequence[Woman], today: date, progress: Progress) -> None:
    """Everything up to today: long ago at once, the last two months day by day."""
    everything, done = sum(len(woman.steps) for woman in women) + DAYS_LIVED, 0
    with judged_later():
        for woman in women:
            done += woman.live_until(today - DAYS_LIVED * ONE_DAY, by=CLOCK)  # as old records come over
            progress(done, everything)
    people = People()
    for day in (today - back * ONE_DAY for back in reversed(range(DAYS_LIVED))):
        done += one_day(women, day, people) + 1
        progress(done, everything)


def one_day(women: Sequence[Woman], day: date, people: "People") -> int:
    """What comes in on one day, what the clock makes of it, and what people do; how many steps came in.

    Where a flag is open each record is judged at once, so that the record which closes the flag is named in it.
    """
    flagged = set(Flag.objects.open().values_list("pregnancy", flat=True))
    steps = 0
    for woman in women:
        with nullcontext() if woman.is_watched(flagged) else judged_later():
            steps += woman.live_until(day)
    flags.sweep(today=day)
    flags.escalate(today=day)
    people.notice(day)
    people.answer(day)
    return steps


class Answer(NamedTuple):
    """What somebody will do about a flag, from a day on."""

    day: date
    flag: int
    verb: str


class People:
    """Those who answer flags: more than half are taken up within days, a few wait, some are left to the clock."""

    def __init__(self) -> None:
        self.random = Random(2026)  # noqa: S311 – no secret
        self.diary: list[Answer] = []

    def notice(self, day: date) -> None:
        """Somebody decides what to do about each flag of today, or nobody does."""
        for flag in Flag.objects.open().filter(opened=day).order_by("pk"):
            soon = day + self.random.randrange(1, 4) * ONE_DAY
            later = soon + self.random.randrange(1, 6) * ONE_DAY
            chance = self.random.random()
            if chance < 0.5:
                self.diary.append(Answer(soon, flag.pk, "acknowledge"))
            if 0.25 < chance < 0.6:
                self.diary.append(Answer(later, flag.pk, "act"))
            if 0.6 < chance < 0.68:
                self.diary.append(Answer(soon, flag.pk, "set_aside"))
            if 0.68 < chance < 0.75:
                self.diary.append(Answer(soon, flag.pk, "hand_on"))

    def answer(self, day: date) -> None:
        """On a working day, do what has come due for flags that are still open."""
        if not is_working_day(day):
            return
        due, self.diary = ([row for row in self.diary if (row.day <= day) is past] for past in (True, False))
        for row in due:
            flag = Flag.objects.open().filter(pk=row.flag).select_related("pregnancy", "service").first()
            if flag:
                self.do(row.verb, flag, day)

    def do(self, verb: str, flag: Flag, day: date) -> None:
        """One step by somebody who may take it."""
        by = self.somebody(flag, day)
        if verb == "acknowledge" and not flag.acknowledged_on:
            flags.acknowledge(flag=flag, by=by, today=day)
        elif verb == "act":
            flags.act(flag=flag, note=DONE.get(flag.rule, DONE_ANYWAY), by=by, today=day)
        elif verb == "set_aside":
            flags.set_aside(flag=flag, until=day + 10 * ONE_DAY, reason=WAITS, by=by, today=day)
        elif verb == "hand_on":
            to_worker = Worker.objects.get(team=flag.pregnancy.team, leads_team=True)
            flags.hand_on(flag=flag, to_worker=to_worker, note="Yours, please: you know them best.", by=by, today=day)

    def somebody(self, flag: Flag, day: date) -> User | None:
        """Somebody who signs in from the service whose step it is, else from her liaison team."""
        theirs = Worker.objects.working(day).filter(user__isnull=False).exclude(role=Role.ADMINISTRATOR).order_by("pk")
        own = theirs.filter(service=flag.service, team__isnull=True).first() if flag.service else None
        if own and flag.information == Information.PATHWAY and self.random.random() < 0.6:
            return own.user
        team = list(theirs.filter(team=flag.pregnancy.team))
        return self.random.choice(team).user if team else CLOCK
