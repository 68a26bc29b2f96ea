"""Women with whole plans, agreed, for tests of the paper: every section, and the lives that differ most."""

from datetime import time
from typing import Any

from pathway.actions import aims, arrangements, asks, assessments, plans, pregnancies
from pathway.models import Binding, BirthQuestion, Pregnancy, Route
from pathway.rules.words import MeetingKind, Mode

from .women import (
    ACT,
    DAY,
    TODAY,
    WEEK,
    Place,
    a_meeting,
    a_mother,
    a_promise,
    a_visit,
    a_woman,
    one_with_fourteen_promises,
    one_with_long_words,
    one_with_much_to_hide,
    says,
)


def agreed(woman: Pregnancy, her_words: str = "") -> Pregnancy:
    """Her plan as it stands becomes a version."""
    view = {"her_view": "given", "her_words": her_words} if her_words else {"her_view": "rather_not_say"}
    plans.agree(pregnancy=woman, **view, **ACT)
    return woman


def paper_is_safe(woman: Pregnancy, route: str = Route.BY_HAND, *, safe: bool = True) -> None:
    """She has said whether this way is safe."""
    assessments.record_safe_contact(pregnancy=woman, route=route, safe=safe, answered_on=TODAY, **ACT)


def a_whole_plan(place: Place) -> Pregnancy:
    """Every section has something to say."""
    woman = a_woman(place, name="Nadia Example", preferred_name="Nadi", due=TODAY + 8 * WEEK)
    paper_is_safe(woman)
    says(woman, "matters", "Being there when she says her first word. Hearing things first, and not in a big room.")
    says(woman, "going_well", "I cook every day now, and I sleep.")
    place.family.cannot = "give money"
    place.family.save()
    weekly = a_promise(woman, place)
    clinic = a_promise(woman, place, service=place.midwives, worker=place.jo, what="check how you both are", kind="check",
                       mode=Mode.CLINIC, every=14)  # fmt: skip
    for number in range(4):
        a_visit(weekly, TODAY + (2 + 7 * number) * DAY, at=time(10, 30), minutes=60)
    a_visit(clinic, TODAY + 3 * DAY, at=time(14), minutes=30, mode=Mode.CLINIC, place="Room 2, High Street")
    what_is_asked(woman, place, weekly)
    for question, words in {
        BirthQuestion.WHO_WITH_HER: "your sister Mina", BirthQuestion.WHERE_BABY: "with you, on the ward",
        BirthQuestion.WHO_IS_TOLD: "Jo, and the family social worker, on the same day",
    }.items():  # fmt: skip
        arrangements.arrange(pregnancy=woman, question=question, arranged=words, **ACT)
    arrangements.arrange(pregnancy=woman, question=BirthQuestion.WHO_VISITS, tell_by=TODAY + 2 * WEEK, **ACT)
    a_meeting(woman, MeetingKind.INITIAL_CONFERENCE, day=TODAY + 12 * DAY, at=time(10), minutes=90, place="Town Hall")
    a_meeting(woman, day=TODAY + 40 * DAY)
    return agreed(woman, "I want the same face each time, and I said so.")


def what_is_asked(woman: Pregnancy, place: Place, support: Any) -> None:
    """One of each kind of ask, an aim, an action of hers and one of a service."""
    aim = aims.add(pregnancy=woman, words="A home of our own by summer", **ACT)
    aims.add_action(pregnancy=woman, what="Ask for the housing form", due=TODAY + WEEK, aim=aim, **ACT)
    aims.add_action(
        pregnancy=woman,
        what="write to the council about the flat",
        due=TODAY + 2 * WEEK,
        service=place.family,
        aim=aim,
        **ACT,
    )
    asks.add(
        pregnancy=woman, what="Be at home for the visit on Wednesdays", binding=Binding.REQUIRED, why="So that we see how you both are",
        required_by="social_care",
        authority="The core group", enough="Three visits out of four", review=TODAY + 6 * WEEK, until=TODAY + 12 * WEEK,
        ends_when="The review agrees that it can", if_not="We talk with you about what got in the way", support=support, **ACT,
    )  # fmt: skip
    asks.add(pregnancy=woman, what="Tell Jo if a visit is too early in the day", binding=Binding.AGREED, **ACT)
    asks.add(
        pregnancy=woman, what="Come to the baby group", binding=Binding.HER_CHOICE, help_words="A lift there and back",
        help_service=place.family, **ACT,
    )  # fmt: skip


def with_twins(place: Place) -> Pregnancy:
    """Twins, both with her."""
    born = TODAY - 5 * WEEK
    woman = a_woman(place, booked=born - 20 * WEEK, due=born, name="Yetunde Balogun", preferred_name="Yetty")
    pregnancies.record_birth(pregnancy=woman, born=born, babies=("Ade", "Bisi"), **ACT)
    woman.refresh_from_db()
    a_visit(a_promise(woman, place, what="help with both babies"), TODAY + DAY, at=time(9))
    return agreed(woman, "Two of everything.")


def apart(place: Place) -> Pregnancy:
    """Her baby lives with a carer; her own plan goes on."""
    woman = a_mother(place, born=TODAY - 8 * WEEK, with_her=False, name="Tegan Rowlands", preferred_name="")
    paper_is_safe(woman)
    says(woman, "matters", "To see her every week.")
    place.family.does = "Help you and your new baby"
    place.family.save()
    a_visit(a_promise(woman, place, what="weigh your baby"), TODAY + DAY, at=time(11))
    return agreed(woman)


def after_a_loss(place: Place) -> Pregnancy:
    """Her baby has died."""
    woman = a_mother(place, born=TODAY - 8 * WEEK, with_her=True, name="Paige Hollins", preferred_name="")
    says(woman, "matters", "To hold my baby in the garden.")
    woman.babies.update(died=TODAY - 7 * WEEK)
    a_visit(a_promise(woman, place, what="weigh your baby"), TODAY + DAY, at=time(11))
    return agreed(woman)


def without_promises(place: Place) -> Pregnancy:
    """Nobody has promised her anything."""
    return agreed(a_woman(place, name="Iman Farah", preferred_name="", language="Somali"))


def with_much_to_hide(place: Place) -> Pregnancy:
    """Everything that must not be found."""
    woman = one_with_much_to_hide(place)
    paper_is_safe(woman)
    return agreed(woman, "I said no to the drug test, but they wrote it down.")


def with_fourteen_promises(place: Place) -> Pregnancy:
    """More than anybody should have to remember."""
    return agreed(one_with_fourteen_promises(place))


def with_long_words(place: Place) -> Pregnancy:
    """Names and words longer than a line."""
    return agreed(one_with_long_words(place))


WHOLE_PLANS = (
    a_whole_plan, with_twins, apart, after_a_loss, without_promises, with_much_to_hide, with_fourteen_promises, with_long_words,
)  # fmt: skip
