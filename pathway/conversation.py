"""The booking conversation: its steps in the order of a real talk, why each is asked, who will see it, how far it has come."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from .models import SEES, Asked, Information, Pregnancy, Role, Route, Topic, Worker
from .models.sharing import current

QUESTIONS: dict[str, str] = {
    Topic.MATTERS: "What matters most to you just now?",
    Topic.GOING_WELL: "What is going well?",
    Topic.PEOPLE: "Who is around you that helps?",
    Topic.LATE: "What got in the way of coming to us earlier?",
    Topic.HOME: "How is it where you live?",
    Topic.HOME_AFTER: "Do you know where you will live when you leave hospital?",
    Topic.MONEY: "Do you have what you need to get by?",
    Topic.WORK: "Work, learning, plans: what would you like for yourself?",
    Topic.CHILDCARE: "Is there somebody to look after your children when you have appointments?",
    Topic.TRANSPORT: "Can you get to appointments, and pay for the way?",
    Topic.INTERPRETER: "Would it help to have an interpreter?",
    Topic.PLACES: "Where and when is it good to meet?",
    Topic.HEALTH: "How is your health?",
    Topic.FEELINGS: "How are you feeling in yourself?",
    Topic.PAST: "How has it been with services before? What should we do differently?",
    Topic.CARE: "What helps you to feel all right when we care for you?",
    Topic.CULTURE: "Is there anything about faith, family or customs that we should know?",
}
"""What is asked, in words to say to her."""

AFTER_LOSS: dict[str, str] = {
    Topic.GOING_WELL: "Is there anything that does you good just now?",
    Topic.HOME_AFTER: "Do you know where you will live in the time ahead?",
    Topic.CHILDCARE: "Do you look after anybody, and who could be with them when you have appointments?",
}
"""What is asked in other words after a loss: nothing that takes a birth or a child for granted."""


def question(topic: Topic, pregnancy: Pregnancy) -> str:
    """What she is asked about a topic."""
    return (pregnancy.lost_on and AFTER_LOSS.get(topic)) or QUESTIONS[topic]


ASKED_WHETHER_HELP = frozenset(
    {
        Topic.HOME, Topic.HOME_AFTER, Topic.MONEY, Topic.WORK, Topic.CHILDCARE, Topic.TRANSPORT, Topic.INTERPRETER,
        Topic.HEALTH, Topic.FEELINGS,
    }
)  # fmt: skip
"""Topics of which she may say that help would be good."""


class Step(NamedTuple):
    """One page of the conversation: one idea."""

    slug: str
    title: str
    why: str
    information: str = Information.NEEDS
    topics: tuple[Topic, ...] = ()
    also: tuple[str, ...] = ()
    """Other classes of information to which something of this step belongs."""
    if_late: bool = False
    """Only where she was booked late."""
    why_after_loss: str = ""
    """Why it is asked after a loss; empty where the usual words speak of no baby and no birth."""

    def why_for(self, pregnancy: Pregnancy) -> str:
        """Why it is asked of her."""
        return (pregnancy.lost_on and self.why_after_loss) or self.why

    @property
    def classes(self) -> frozenset[str]:
        """All classes of information of this step: one must see them all to ask."""
        return frozenset({self.information, *self.also})

    @property
    def seen_by(self) -> list[str]:
        """The roles that will see something of the answers, by the one table of roles."""
        return [Role(role).label for role, classes in SEES.items() if classes & self.classes]

    @property
    def seen_by_all(self) -> bool:
        """Every role that sees anything about a woman sees this."""
        return len(self.seen_by) == sum(bool(classes) for classes in SEES.values())


PEOPLE, MEETING, SUBSTANCES, SAFETY = "people", "meeting", "alcohol-and-drugs", "safety"
ANY_WILL_DO = frozenset({PEOPLE, SUBSTANCES, SAFETY})
"""The steps of which one answer is enough: what else they ask is only more of the same."""

STEPS = (
    Step("matters", "What matters to her", "So that the plan starts from what you want.", topics=(Topic.MATTERS,)),
    Step(
        "going-well", "What is going well",
        "So that what you do well is written down too, and is read first.", topics=(Topic.GOING_WELL,),
        why_after_loss="Only if you want to. What helps you through the day belongs in your plan too.",
    ),
    Step(
        PEOPLE, "Who is around her",
        "So that we know whom you trust. You choose who stands here, and you can take anybody off again.",
        topics=(Topic.PEOPLE,),
    ),
    Step(
        "late", "Coming to us",
        "Many women come later than ten weeks. What got in the way tells us what we should make easier. "
        "Nobody holds it against you.",
        topics=(Topic.LATE,), if_late=True,
        why_after_loss="Only if you want to speak of it. It tells us what we should make easier. Nobody holds anything against you.",
    ),
    Step(
        "home", "Home",
        "So that repairs, a move or a place can be asked for in time, well before you leave hospital.",
        topics=(Topic.HOME, Topic.HOME_AFTER),
        why_after_loss="So that repairs, a move or a place can be asked for in time.",
    ),
    Step(
        "money", "Money and plans",
        "Some help with money has to be asked for early. And your own plans belong in your plan.",
        topics=(Topic.MONEY, Topic.WORK),
    ),
    Step(
        "getting-there", "Getting to places",
        "So that nobody asks you to come without making it possible. Arranging this is our job.",
        topics=(Topic.CHILDCARE, Topic.TRANSPORT, Topic.INTERPRETER),
    ),
    Step(
        MEETING, "Meeting safely",
        "So that we never ring, write or come in a way that makes trouble for you.",
        topics=(Topic.PLACES,), also=(Information.PATHWAY,),
    ),
    Step(
        "health", "Health", "So that you are looked after, and not only the baby.", Information.HEALTH, (Topic.HEALTH,),
        why_after_loss="So that you are looked after.",
    ),
    Step(
        SUBSTANCES, "Alcohol and drugs",
        "So that you get the help that fits, and so that nothing is stopped too fast. What you want for yourself is what "
        "we write down. Alongside raises no flag about it, and it is not on the plan that you take home.",
        Information.ALCOHOL_AND_DRUGS,
    ),
    Step(
        "feelings", "How she feels",
        "Many women feel low or worried round a birth. If we know early, help can come early.",
        Information.HEALTH, (Topic.FEELINGS,),
        why_after_loss="Whatever you feel may be said here, or left for another day. If we know, help can come soon.",
    ),
    Step(
        "past", "Services before now",
        "So that we do not do again what was hard for you. It is about what services did, not about you.",
        topics=(Topic.PAST,),
    ),
    Step(
        "care", "Ways to care for her",
        "So that you need not explain it every time. We do not ask for the reason.",
        topics=(Topic.CARE, Topic.CULTURE),
    ),
    Step(
        SAFETY, "Safety",
        "We ask every woman, and only when she is alone. It is not on any paper, and nobody who might hurt you is told.",
        Information.SAFETY,
    ),
)  # fmt: skip
BY_SLUG = {step.slug: step for step in STEPS}


def steps_for(pregnancy: Pregnancy, seen: Iterable[str]) -> list[Step]:
    """The steps for somebody who sees these classes of information about her."""
    classes = frozenset(seen)
    return [step for step in STEPS if step.classes <= classes and (pregnancy.booked_late or not step.if_late)]


def services_that_see(pregnancy: Pregnancy, step: Step, today: date) -> list[str]:
    """The services whose workers can see the answers today: her liaison team's, and those involved now."""
    roles = [role for role, classes in SEES.items() if classes & step.classes]
    involved = pregnancy.involvements.filter(current(today)).order_by().values("service")
    workers = Worker.objects.working(today).filter(Q(team=pregnancy.team_id) | Q(service__in=involved), role__in=roles)
    return list(workers.order_by("service__name").values_list("service__name", flat=True).distinct())


class Progress(NamedTuple):
    """How far one step has come."""

    step: Step
    state: str
    in_part: bool = False

    @property
    def is_open(self) -> bool:
        """Something of it has not been asked yet."""
        return self.state == Asked.NOT_ASKED or self.in_part

    @property
    def said(self) -> str:
        """The state in words."""
        return "Asked in part" if self.in_part else Asked(self.state).label


def progress(pregnancy: Pregnancy, steps: Iterable[Step]) -> list[Progress]:
    """How far each of these steps has come, in a fixed number of queries. Not asked is never read as no."""
    topics = dict(pregnancy.needs.values_list("topic", "asked"))
    others: dict[str, Callable[[], list[str]]] = {
        PEOPLE: lambda: _asked_if(pregnancy.her_people.exists()),
        MEETING: lambda: _about_ways(pregnancy, topics.get(Topic.PLACES, "")),
        SUBSTANCES: lambda: _about_substances(pregnancy),
        SAFETY: lambda: [detail.asked for detail in pregnancy.safety_details.order_by("-recorded_on", "-pk")[:1]],
    }
    found = []
    for step in steps:
        answers = [topics.get(topic, Asked.NOT_ASKED) for topic in step.topics]
        if step.slug in others:
            answers += others[step.slug]()
        found.append(_progress(step, answers, any_will_do=step.slug in ANY_WILL_DO))
    return found


def _asked_if(there: bool) -> list[str]:
    return [Asked.ASKED] if there else []


def _about_ways(pregnancy: Pregnancy, places: str) -> list[str]:
    """One answer for each way of reaching her; where she would rather say nothing of meeting, that holds for each."""
    said = set(pregnancy.safe_contacts.order_by().values_list("route", flat=True))
    unsaid = Asked.RATHER_NOT_SAY if places == Asked.RATHER_NOT_SAY else Asked.NOT_ASKED
    return [Asked.ASKED if route in said else unsaid for route in Route.values]


def _about_substances(pregnancy: Pregnancy) -> list[str]:
    talk = getattr(pregnancy, "substance_talk", None)
    return [*_asked_if(pregnancy.substance_uses.exists()), *([talk.asked] if talk else [])]


def _progress(step: Step, answers: list[str], *, any_will_do: bool) -> Progress:
    """One answer makes the step asked; where there are several questions, those left make it asked in part."""
    given = [answer for answer in answers if answer != Asked.NOT_ASKED]
    if not given:
        return Progress(step, Asked.NOT_ASKED)
    state = Asked.ASKED if Asked.ASKED in given else Asked.RATHER_NOT_SAY
    return Progress(step, state, in_part=len(given) < len(answers) and not any_will_do)


def how_far(progress: Iterable[Progress]) -> dict[str, int]:
    """How many steps were asked, and how many of them in part."""
    asked = [row for row in progress if row.state != Asked.NOT_ASKED]
    return {"steps_asked": len(asked), "steps_in_part": sum(row.in_part for row in asked)}


def next_step(steps: list[Step], slug: str) -> Step | None:
    """The step after this one; None after the last."""
    slugs = [step.slug for step in steps]
    after = slugs.index(slug) + 1
    return steps[after] if after < len(steps) else None
