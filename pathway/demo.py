"""The demonstration caseload: the stories, moved so that an interesting day of each is today, and generated ones.

Every person is invented. The last two months are lived day by day, with the clock and with people who answer to it, so
that flags have a believable past. The same day always gives the same caseload.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from . import demo_births, demo_contacts, demo_help, demo_meetings, demo_plans
from . import demo_pathways as made
from .actions import assessments, confidences, services
from .actions.pregnancies import ClosingReason
from .demo_days import Closing, Progress, Woman, live_through
from .demo_directory import furnish
from .demo_people import (
    BABIES,
    CALLED,
    DOING,
    HER_PEOPLE,
    LANGUAGES,
    LESS_SAFE,
    NAMES,
    NEIGHBOUR,
    NEIGHBOURS,
    PASSWORD,
    SAFE,
    SERVICES,
    STAFF,
    SUBSTANCES,
    TRUST,
    VOICES,
    ServiceSketch,
    StaffSketch,
    nhs_number,
    sign_ins,
)
from .loading import Life, Loading, life_of
from .models import Pregnancy, Role, User
from .places import LONG_AGO, Place
from .stories import Story, read

__all__ = ["PASSWORD", "load", "sign_ins"]

STORIES = settings.BASE_DIR / "stories"
ONE_DAY = timedelta(days=1)

DEMO_WEEKS = {
    "a_fall_seen_in_time": "2025-11-17",
    "a_plan_without_her": "2025-07-14",
    "a_promise_that_never_started": "2025-10-13",
    "a_rest_round_the_birth": "2025-08-18",
    "all_watching_no_help": "2025-10-27",
    "an_empty_diary": "2026-04-06",
    "an_ending_she_chose": "2025-12-08",
    "baby_with_foster_carers": "2025-08-11",
    "cancelled_again_and_again": "2025-09-29",
    "clinic_without_childcare": "2025-03-24",
    "conference_after_the_birth": "2025-07-07",
    "everything_kept": "2026-03-02",
    "handed_over_and_nobody_came": "2025-09-15",
    "key_worker_leaves": "2025-09-22",
    "many_faces": "2025-09-01",
    "never_recorded": "2025-11-17",
    "nobody_after_six_weeks": "2025-08-04",
    "nursery_place_unanswered": "2025-11-24",
    "placed_together": "2026-03-16",
    "she_says_she_gets_less": "2025-11-17",
    "support_tails_off": "2025-11-03",
    "three_visits_become_one": "2026-01-26",
    "too_many_appointments": "2025-08-01",
    "treatment_slipping": "2025-06-23",
}
"""For each story the first of the seven days of which one, the one with today's weekday, is today."""


class Made(NamedTuple):
    """A generated woman: what goes on, weeks to the birth (negative: since it), and who comes."""

    pattern: Callable[[made.Sketch], None]
    weeks: int
    team: made.Team = made.HERE
    early: int = 0
    closed: tuple[int, ClosingReason] | None = None


HERE, COLLEAGUES, THERE = made.HERE, made.COLLEAGUES, made.THERE
MADE = (
    *(Made(made.steady, weeks, team) for weeks, team in ((29, HERE), (29, COLLEAGUES), (28, HERE))),
    *(Made(made.steady, weeks, team) for weeks, team in ((24, HERE), (19, COLLEAGUES), (12, HERE))),
    *(Made(made.with_meetings, weeks, team) for weeks, team in ((8, HERE), (4, COLLEAGUES))),
    *(Made(made.steady, weeks, team) for weeks, team in ((2, HERE), (1, COLLEAGUES), (0, HERE))),
    *(Made(made.steady, weeks, team) for weeks, team in ((-1, HERE), (-1, COLLEAGUES), (-2, HERE))),
    *(
        Made(made.steady, weeks, team)
        for weeks, team in ((-7, HERE), (-12, COLLEAGUES), (-20, HERE), (-29, COLLEAGUES))
    ),
    *(Made(made.steady, weeks, team) for weeks, team in ((-41, HERE), (-49, COLLEAGUES))),
    Made(made.steady, -3, HERE, early=35),
    Made(made.held_together, -15, COLLEAGUES),
    Made(made.steady, -56, HERE, closed=(12, ClosingReason.YEAR_OVER)),
    Made(made.steady, -9, COLLEAGUES, closed=(16, ClosingReason.MOVED)),
    Made(made.fading, -13, HERE),
    Made(made.fading, -24, COLLEAGUES),
    Made(made.cancelled, 14, HERE),
    Made(made.unrecorded, -9, HERE),
    Made(made.not_started, -6, COLLEAGUES),
    Made(made.alone, -11, HERE),
    Made(made.leaderless, -18, COLLEAGUES),
    Made(made.waiting, 17, HERE),
    *(Made(made.steady, weeks, THERE) for weeks in (16, -5, -22)),
    Made(made.cancelled, -12, THERE),
    Made(made.lost, 22, HERE),
    Made(made.steady, -8, HERE),
)
"""All that is generated: just booked, pregnant, about to give birth, just given birth, through the year, closed, after a loss."""


QUIET = 0
"""Whose words and wishes speak of no baby: what the women say who had a loss."""
Told = tuple[Callable[..., Any], dict[str, Any]]
"""An action of the booking and its arguments."""


class Part(NamedTuple):
    """One woman of the cast: her life until some weeks from now, whether she is in the first trust, and her closing."""

    life: Life
    here: bool = True
    closes: Closing | None = None


def load(today: date, progress: Progress | None = None) -> list[Pregnancy]:
    """Make the whole caseload as of today, or nothing at all if interrupted; returns it."""
    with transaction.atomic():
        here, there = open_places()
        parts = enumerate(cast(today))
        women = [woman(part, number, here if part.here else there, today) for number, part in parts]
        furnish(here.trust, today)
        live_through(women, today, progress or (lambda done, steps: None))
        demo_meetings.furnish(((row.loading.pregnancy, row.loading.by) for row in women), today)
        demo_help.furnish(((row.loading.pregnancy, row.loading.by) for row in women), today)
        demo_births.furnish(((row.loading.pregnancy, row.loading.by) for row in women), today)
        demo_plans.furnish(((row.loading.pregnancy, row.loading.by) for row in women), today)
        demo_contacts.furnish(((row.loading.pregnancy, row.loading.by) for row in women), today)
        return [row.loading.pregnancy for row in women]


def cast(today: date) -> list[Part]:
    """Everybody as of today; no database is needed for it."""
    parts = [*stories(today), *generated(today)]
    for number, part in enumerate(parts):
        part.life.pathway = made.as_of(part.life.pathway, today)
        dress(part.life, number)
    return parts


def open_places() -> tuple[Place, Place]:
    """Two trusts, their services and everybody who works there."""
    here, there = Place.named(TRUST, **details(SERVICES[0])), Place.named(NEIGHBOUR, **details(SERVICES[0]))
    here.called = CALLED
    for place, staff in ((here, STAFF), (there, NEIGHBOURS)):
        for row in SERVICES[1:]:
            services.open_service(trust=place.trust, name=row.name, kind=row.kind, **details(row))
        for person in staff:
            employ(place, person)
    return here, there


def details(row: ServiceSketch) -> dict[str, Any]:
    """What a mother reads of a service."""
    return {"plain_name": row.plain_name, "does": row.does, "phone": row.phone}


def employ(place: Place, person: StaffSketch) -> None:
    """Somebody's job, and the way to sign in if they have one."""
    user = User.objects.create_user(person.email, PASSWORD, name=person.name) if person.email else None
    team = place.team if person.role == Role.LIAISON_MIDWIFE else None
    services.employ(
        service=place.service(person.service), name=person.name, role=person.role, started=LONG_AGO, user=user,
        team=team, leads_team=person.leads_team, phone=person.phone,
    )  # fmt: skip


def woman(part: Part, number: int, place: Place, today: date) -> Woman:
    """Her steps until today, taken by one of her liaison midwives."""
    midwives = [row.user for row in place.team.workers.order_by("pk")]
    return Woman(Loading(part.life, place, midwives[number % len(midwives)]), today, part.closes)


def stories(today: date) -> Iterator[Part]:
    """The women of the stories, each in her interesting week."""
    for number, (stem, first) in enumerate(DEMO_WEEKS.items()):
        life = life_of(the_story(stem))
        ahead = whole_weeks(date.fromisoformat(first), today)
        life.pathway, life.where = (
            made.with_times(made.moved(life.pathway, ahead), number),
            made.moved(life.where, ahead),
        )
        yield Part(life)


def the_story(stem: str) -> Story:
    """The story in stories/ of this name; ValueError with its faults if somebody has broken it."""
    story = read(STORIES / f"{stem}.yaml")
    if not isinstance(story, Story):
        raise ValueError("\n".join(str(fault) for fault in story))
    return story


def whole_weeks(first: date, today: date) -> timedelta:
    """How far to move a story so that today falls among the seven days from `first`; weekdays stay what they are."""
    return (today - first).days // 7 * 7 * ONE_DAY


def generated(today: date) -> Iterator[Part]:
    """The generated women."""
    for number, row in enumerate(MADE):
        sketch = made.Sketch(row.weeks, number, row.team, today, row.early)
        row.pattern(sketch)
        name, preferred = NAMES[number]
        life = Life(name, sketch.pathway(), details={"preferred_name": preferred, "language": LANGUAGES.get(name, "")})
        closes = (made.monday_of(today) - row.closed[0] * ONE_DAY, row.closed[1]) if row.closed else None
        yield Part(life, row.team is not THERE, closes)


def dress(life: Life, number: int) -> None:
    """What no rule needs: her birthday, number and phone, her words, how to reach her safely, her baby's name."""
    random = Random(number)  # noqa: S311 – no secret
    said = QUIET if life.pathway.ended or life.name == demo_births.MOURNS else number
    voice = VOICES[said % len(VOICES)]
    birthday = life.pathway.booked - random.randrange(19 * 365, 38 * 365) * ONE_DAY
    life.details |= {"nhs_number": nhs_number(number), "phone": f"07700 900{number:03}", "date_of_birth": birthday}
    life.words, life.view = {str(topic): words for topic, words in voice.words.items()}, voice.view
    wants = demo_plans.at_booking(said, life.pathway.booked)
    life.at_booking = [*reaching_her(life, number), *what_she_takes(number), *around_her(number), *wants]
    life.babies = (BABIES[number % len(BABIES)],)
    life.what = {row.key: DOING.get(row.service, "") for row in life.pathway.supports}


def reaching_her(life: Life, number: int) -> Iterator[Told]:
    """Her answers which ways of reaching her are safe; one in five keeps letters and texts away."""
    for route, safe in (LESS_SAFE if number % 5 == 0 else SAFE).items():
        yield assessments.record_safe_contact, {"route": route, "safe": safe, "answered_on": life.pathway.booked}


def around_her(number: int) -> Iterator[Told]:
    """Somebody who helps her, by her own choice; one in three names nobody."""
    if number % 3:
        name, relation, helps_with, may_talk = HER_PEOPLE[number % len(HER_PEOPLE)]
        yield assessments.add_person, {
            "name": name, "relation": relation, "helps_with": helps_with, "may_talk": may_talk,
        }  # fmt: skip


def what_she_takes(number: int) -> Iterator[Told]:
    """What she tells of it, and her own goal; one in four has not told yet."""
    if number % 4:
        kind, substance, prescribed, goal, words = SUBSTANCES[number % len(SUBSTANCES)]
        yield confidences.record_substance, {
            "kind": kind, "substance": substance, "prescribed": prescribed, "her_goal": goal, "her_words": words,
        }  # fmt: skip
