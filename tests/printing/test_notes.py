"""What the person who prints is told first."""

from datetime import date

import pytest

from pathway.actions import assessments, meetings, plans, pregnancies
from pathway.models import Pregnancy, Route
from pathway.printing import plan_notes
from pathway.rules.words import MeetingKind
from tests import factories as make

from .women import ACT, DAY, TODAY, WEEK, Place, a_mother, a_promise, a_visit, a_woman, one_with_much_to_hide, says

UNKNOWN = "Nobody has recorded whether paper is safe for her. Ask her alone before you give her this."
UNSAFE = "She has said that paper given by hand is not safe for her. Do not give her this."


def a_complete_plan(place: Place) -> Pregnancy:
    """A plan about which there is nothing to say."""
    woman = a_woman(place)
    answer(woman, safe=True)
    says(woman, "matters", "My garden")
    a_promise(woman, place)
    plans.agree(pregnancy=woman, **ACT)
    return woman


def answer(woman: Pregnancy, *, safe: bool, route: str = Route.BY_HAND, on: date = TODAY) -> None:
    """She answers whether this way is safe."""
    assessments.record_safe_contact(pregnancy=woman, route=route, safe=safe, answered_on=on, **ACT)


def notes(woman: Pregnancy) -> list[str]:
    """The notes of today."""
    return plan_notes(woman, today=TODAY)


def test_a_complete_plan_has_no_notes(place: Place) -> None:
    assert notes(a_complete_plan(place)) == []


def test_unknown_is_never_read_as_safe(place: Place) -> None:
    woman = a_woman(place)
    assert notes(woman)[0] == UNKNOWN
    answer(woman, safe=True, route=Route.POST)
    assert notes(woman)[0] == UNKNOWN


def test_her_latest_answer_counts(place: Place) -> None:
    woman = a_complete_plan(place)
    answer(woman, safe=False, on=TODAY - DAY)
    assert notes(woman) == []
    answer(woman, safe=False)
    assert notes(woman) == [UNSAFE]


def test_what_is_left_off_is_said_with_the_reason(place: Place) -> None:
    woman = one_with_much_to_hide(place)
    answer(woman, safe=True)
    found = notes(woman)
    assert "What she said matters is left off the paper: the word “stay off” could give her away." in found
    assert "Drug and alcohol service has no plain name yet: the paper says “your support service”." in found
    assert any(note.startswith("“Key work and methadone” from") for note in found)
    assert any(note.startswith("The place of the meeting on Monday 30 November is left off") for note in found)


def test_baby_words_left_off_are_said(place: Place) -> None:
    woman = a_mother(place, born=TODAY - 8 * WEEK, with_her=False)
    a_promise(woman, place, what="weigh your baby")
    expected = "“weigh your baby” from Family Support is left off the paper: it says “weigh”, and her baby lives apart from her."
    assert expected in notes(woman)


def test_a_meeting_is_left_off_until_some_way_of_giving_the_paper_is_safe(place: Place) -> None:
    woman = a_woman(place)
    meetings.book(pregnancy=woman, kind=MeetingKind.CORE_GROUP, day=TODAY + WEEK, **ACT)
    off = "No meeting is on the paper: it names one only once she has said that a way of giving it to her is safe."
    assert off in notes(woman)
    answer(woman, safe=True, route=Route.EMAIL)
    assert off not in notes(woman)


def test_blanks_about_the_birth_are_told_once_it_is_near(place: Place) -> None:
    far, near = a_complete_plan(place), a_woman(place, due=TODAY + 12 * WEEK)
    assert [note for note in notes(far) if "birth" in note] == []
    (note,) = [note for note in notes(near) if "birth" in note]
    assert note.startswith("Not recorded about the birth: who will be with her, who is told")
    assert note.endswith("The paper says that she will hear by 4 January 2027.")


def test_a_meeting_that_she_would_learn_of_from_the_paper(place: Place) -> None:
    woman = a_complete_plan(place)
    meeting = meetings.book(pregnancy=woman, kind=MeetingKind.CORE_GROUP, day=TODAY + WEEK, **ACT)
    named = "The paper names a meeting about her baby. Ask her whether that is safe to take home."
    told = "It is not recorded that she knows of the meeting on Monday 30 November. Tell her before she reads it here."
    assert notes(woman) == [told, named]
    meetings.tell_her(meeting=meeting, on=TODAY, **ACT)
    assert notes(woman) == [named]


def test_a_role_without_meetings_is_told_so_whether_or_not_there_is_one(place: Place) -> None:
    woman = a_complete_plan(place)
    fern = make.a_user("Fern")
    make.a_worker(place.family, "Fern", user=fern)
    expected = ["Your role does not show meetings, so none is on the paper. Her midwife can print it with them."]
    assert plan_notes(woman, today=TODAY, by=fern) == expected
    meetings.book(pregnancy=woman, kind=MeetingKind.CORE_GROUP, day=TODAY + WEEK, **ACT)
    assert plan_notes(woman, today=TODAY, by=fern) == expected


def test_promises_changed_since_the_plan_was_agreed(place: Place) -> None:
    woman = a_complete_plan(place)
    support = woman.supports.get()
    plans.change(support=support, version=support.version, until=TODAY + 20 * WEEK, **ACT)
    assert notes(woman) == [
        "What is promised has changed since plan 1 was agreed on 23 November 2026. "
        "The paper says what was agreed. Agree the plan with her again to print the change."
    ]


def test_every_blank_is_named(place: Place) -> None:
    place.midwives.phone = ""
    place.midwives.save()
    woman = make.a_pregnancy(make.a_team(place.trust), TODAY, language="Polish")
    assert notes(woman) == [
        UNKNOWN,
        "No plan has been agreed with her yet. The paper says so.",
        "What matters to her is not on the paper: nobody has written it down.",
        "Nobody leads. The paper says that her main worker is not named yet.",
        "Neither her main worker nor her midwives have a telephone number on record: she cannot call.",
        "No service has promised her anything. The paper says so.",
        "The paper is in English. Her language is Polish: arrange for somebody to read it with her.",
    ]


def test_a_lead_who_stops_with_nobody_after(place: Place) -> None:
    woman = a_complete_plan(place)
    pregnancies.end_lead(lead=woman.leads.get(), until=TODAY + WEEK, **ACT)
    assert notes(woman) == ["Her main worker stops soon and nobody is named next. The paper says so."]


@pytest.mark.parametrize(
    ("change", "note"),
    [
        ({"start": None}, "Family Support has given no first date. The paper says that it is not decided yet."),
    ],
)
def test_a_promise_without_a_first_date(place: Place, change: dict[str, None], note: str) -> None:
    woman = a_woman(place)
    a_promise(woman, place, **change)
    assert note in notes(woman)


def test_a_promise_without_a_worker_in_post_or_a_number(place: Place) -> None:
    woman = a_woman(place)
    a_promise(woman, place)
    place.kim.left, place.family.phone = TODAY - DAY, ""
    place.kim.save()
    place.family.save()
    found = notes(woman)
    assert "Kim has left, or has not begun: the paper says “someone” from Family Support." in found
    assert "Family Support has no telephone number: she cannot call if nobody comes." in found


def test_what_is_booked_after_its_last_day(place: Place) -> None:
    woman = a_woman(place)
    support = a_promise(woman, place)
    a_visit(support, TODAY + WEEK)
    plans.stop(support=support, on=TODAY, **ACT)
    assert "Family Support is booked for Monday 30 November, after its last day. It is not on the paper." in notes(
        woman
    )


def test_words_that_hurt_are_named_with_others_to_use(place: Place) -> None:
    woman = a_woman(place)
    a_promise(woman, place, what="Group for hard to reach mums")
    found = notes(woman)
    assert "“hard to reach” is on the paper. Say instead: our service has not reached her; seldom heard." in found
