"""Each promise becomes a sentence that she can hold the service to."""

from datetime import date
from typing import Any

import pytest

from pathway.actions import handovers, plans, thresholds
from pathway.printing.promises import Promise, promises
from pathway.printing.records import Records
from pathway.printing.text import text_of
from pathway.rules.words import Kind, Mode, Outcome
from tests import factories as make

from .women import ACT, DAY, TODAY, WEEK, Place, a_promise, a_woman, an_accepted_handover


def the_promise(place: Place, **fields: Any) -> Promise:
    """The one promise on the paper of a woman who has this one."""
    woman = a_woman(place)
    a_promise(woman, place, **fields)
    (found,) = promises(Records(woman, TODAY))
    return found


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"until": date(2027, 9, 3)},
            "Kim from Family Support will visit you at home every week. It goes on until 3 September 2027.",
        ),
        ({"every": 1}, "Kim from Family Support will visit you at home every day."),
        ({"every": 14}, "Kim from Family Support will visit you at home every two weeks."),
        ({"every": 10}, "Kim from Family Support will visit you at home every ten days."),
        ({"every": 30}, "Kim from Family Support will visit you at home every 30 days."),
        ({"times": 2}, "Kim from Family Support will visit you at home two times every week."),
        ({"times": 3, "every": 14}, "Kim from Family Support will visit you at home three times every two weeks."),
        ({"mode": Mode.PHONE}, "Kim from Family Support will phone you every week."),
        ({"mode": Mode.VIDEO}, "Kim from Family Support will call you by video every week."),
        ({"mode": Mode.CLINIC}, "Kim from Family Support will see you every week."),
        ({"worker": None}, "Someone from Family Support will visit you at home every week."),
        ({"what": "Talk with you."}, "Kim from Family Support will talk with you every week."),
        (
            {"start": TODAY + DAY},
            "Kim from Family Support will visit you at home every week. It starts on 24 November 2026.",
        ),
        ({"start": TODAY}, "Kim from Family Support will visit you at home every week."),
        (
            {"once_by": date(2026, 12, 13), "start": None},
            "Kim from Family Support will visit you at home once, by 13 December 2026.",
        ),
        (
            {"kind": Kind.CHECK},
            "Kim from Family Support will visit you at home every week. It is to check how things are.",
        ),
        (
            {"kind": Kind.BOTH},
            "Kim from Family Support will visit you at home every week. It is to support you and to check how things are.",
        ),
    ],
)
def test_a_promise_in_words(place: Place, fields: dict[str, Any], sentence: str) -> None:
    promise = the_promise(place, **fields)
    how = ("You go to them.", "They come to your home.")
    assert " ".join([promise.sentence, *(words for words in promise.more if words not in how)]) == sentence


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (Mode.HOME, "If nobody comes, call 0151 496 0123."),
        (Mode.PHONE, "If nobody phones, call 0151 496 0123."),
        (Mode.VIDEO, "If the video call does not come, call 0151 496 0123."),
        (Mode.CLINIC, "If it is called off, or you cannot go, call 0151 496 0123."),
    ],
)
def test_whom_to_call_if_it_is_not_kept(place: Place, mode: Mode, words: str) -> None:
    assert text_of(the_promise(place, mode=mode).if_not) == words


def test_without_a_number_of_its_own_she_calls_her_main_worker(place: Place) -> None:
    service = make.a_service(place.trust, "Help at home")
    promise = the_promise(place, service=service, worker=None)
    assert text_of(promise.if_not) == "If nobody comes, call Jo on 07700 900111."


def test_what_cannot_follow_will_stands_beside_the_sentence(place: Place) -> None:
    promise = the_promise(place, what="Money advice", mode=Mode.CLINIC)
    assert promise.sentence == "Kim from Family Support will see you every week."
    assert promise.more == ("What it is: Money advice.", "You go to them.")


def test_what_says_how_often_does_not_say_it_twice(place: Place) -> None:
    promise = the_promise(place, what="visit you weekly")
    assert promise.sentence == "Kim from Family Support will visit you at home every week."


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        (TODAY - 14 * DAY, "The first date is not decided yet. We will tell you by 23 November 2026."),
        (
            TODAY - 15 * DAY,
            "The first date is not decided yet. You should have heard by 22 November 2026. We are sorry.",
        ),
    ],
)
def test_no_first_date_yet(place: Place, planned: date, words: str) -> None:
    assert the_promise(place, start=None, planned=planned).more == (words,)


def test_the_day_to_hear_a_first_date_by_is_her_trusts_own(place: Place) -> None:
    thresholds.change(trust=place.trust, rule="support_undated", name="days", value=7, because="Soon enough", **ACT)
    (words,) = the_promise(place, start=None, planned=TODAY - 3 * DAY).more
    assert words == "The first date is not decided yet. We will tell you by 27 November 2026."


@pytest.mark.parametrize(("once_by", "late"), [(TODAY, False), (TODAY - DAY, True)])
def test_a_single_visit_that_is_late_is_said_to_be_late(place: Place, once_by: date, late: bool) -> None:
    promise = the_promise(place, once_by=once_by, start=None)
    assert promise.more == (("It is late, and that is not your fault.",) if late else ())
    assert len(promise.boxes) == 1


def test_a_single_visit_that_took_place_drops_off(place: Place) -> None:
    woman = a_woman(place)
    support = a_promise(woman, place, once_by=TODAY, start=None)
    make.a_contact(support, TODAY - DAY, TODAY, Outcome.DELIVERED)
    assert promises(Records(woman, TODAY)) == []


@pytest.mark.parametrize(("until", "stands"), [(TODAY, True), (TODAY - DAY, False)])
def test_a_promise_stands_to_its_last_day(place: Place, until: date, stands: bool) -> None:
    woman = a_woman(place)
    a_promise(woman, place, until=until)
    assert bool(promises(Records(woman, TODAY))) is stands


def test_a_promise_is_not_seen_before_the_day_it_is_made(place: Place) -> None:
    woman = a_woman(place)
    a_promise(woman, place, planned=TODAY, start=TODAY)
    assert promises(Records(woman, TODAY - DAY)) == []


def test_a_stopped_promise_drops_off(place: Place) -> None:
    woman = a_woman(place)
    plans.stop(support=a_promise(woman, place), on=TODAY - DAY, **ACT)
    assert promises(Records(woman, TODAY)) == []


@pytest.mark.parametrize(("until", "said"), [(TODAY, True), (TODAY - DAY, False)])
def test_a_pause_is_said_until_it_is_over(place: Place, until: date, said: bool) -> None:
    woman = a_woman(place)
    plans.pause(support=a_promise(woman, place), start=TODAY - WEEK, until=until, **ACT)
    (promise,) = promises(Records(woman, TODAY))
    assert promise.more == (("You agreed to a pause from 16 November 2026 until 23 November 2026.",) if said else ())


def test_an_ending_that_she_agreed(place: Place) -> None:
    woman = a_woman(place)
    plans.agree_ending(support=a_promise(woman, place, until=TODAY + WEEK), on=TODAY, **ACT)
    (promise,) = promises(Records(woman, TODAY))
    assert promise.more == ("It goes on until 30 November 2026.", "You agreed that it can end then.")


def test_a_handover_is_said_with_its_answer(place: Place) -> None:
    woman = a_woman(place)
    support = a_promise(woman, place, until=TODAY + WEEK)
    offer = handovers.offer(support=support, to_service=place.midwives, **ACT)
    (promise,) = promises(Records(woman, TODAY))
    assert promise.more[1:] == ("We have asked the midwives to take over. They have not said yes yet.",)
    handovers.decline(handover=offer, on=TODAY, because="No room", **ACT)
    (promise,) = promises(Records(woman, TODAY))
    assert promise.more[1:] == ()
    an_accepted_handover(support, place.midwives)
    (promise,) = promises(Records(woman, TODAY))
    assert promise.more[1:] == ("After that, the midwives will take over. They have said yes.",)


@pytest.mark.parametrize(("left", "name"), [(TODAY, "Kim"), (TODAY - DAY, "Someone")])
def test_a_worker_who_has_left_is_not_promised(place: Place, left: date, name: str) -> None:
    place.kim.left = left
    place.kim.save()
    promise = the_promise(place)
    assert promise.who == f"{name} from Family Support"
    leaves = ("Kim leaves on 23 November 2026. We will tell you who comes next.",)
    assert promise.more == (leaves if left == TODAY else ())
