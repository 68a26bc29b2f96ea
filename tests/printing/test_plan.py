"""What stands on her plan, and what never does."""

import re
from datetime import time
from html import unescape

import pytest
from django.utils.html import strip_tags

from pathway.actions import meetings, plans, pregnancies
from pathway.models import Pregnancy, ServiceKind, User
from pathway.printing import plan_file_name, plan_html
from pathway.printing.giveaways import giveaway_in
from pathway.printing.language import check
from pathway.rules.words import Help, MeetingKind, Mode
from tests import factories as make

from .whole_plans import paper_is_safe
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
    one_with_much_to_hide,
    says,
)


def words_of(woman: Pregnancy, by: User | None = None) -> str:
    """All words of the paper, each space a single one."""
    body = plan_html(woman, today=TODAY, by=by).partition("<body>")[2]
    return re.sub(r"\s+", " ", unescape(strip_tags(re.sub(r"(</t[hd]>|</p>|<br>|</li>|</h\d>)", r" \1", body)))).strip()


def test_her_name_as_she_likes_it_and_her_own_words(place: Place) -> None:
    woman = a_woman(place, name="Asha Longer Example", preferred_name="Ash")
    says(woman, "matters", "Ask me, don't tell me.")
    says(woman, "going_well", "My sister")
    words = words_of(woman)
    assert words.startswith("My plan Ash This plan is yours.")
    assert "What you said matters “Ask me, don't tell me.”" in words
    assert "“My sister”" in words
    assert "Longer" not in words


def test_words_she_has_not_said_yet(place: Place) -> None:
    assert "You can tell us what matters to you. We will write it here." in words_of(a_woman(place))


def test_her_words_are_never_code(place: Place) -> None:
    woman = a_woman(place)
    says(woman, "matters", "<script>alert(1)</script><img src='http://example.test/x.png'>")
    assert "<img" not in plan_html(woman, today=TODAY)


def test_no_promise_is_said_plainly(place: Place) -> None:
    words = words_of(a_woman(place))
    assert "No service has promised you a visit yet. To ask why, call 07700 900111." in words
    assert "No day is booked with you yet." in words
    assert "Tick a box" not in words


def test_who_helps_her_and_how_to_reach_them(place: Place) -> None:
    woman = a_woman(place)
    a_promise(woman, place)
    words = words_of(woman)
    assert "Your main worker is Jo." in words
    assert "Jo, midwife, the midwives. Call 07700 900111. They can: Care for you." in words
    assert "Kim, family worker, Family Support. Call 0151 496 0123. They can: Help at home and with money." in words


def test_nobody_leads(place: Place) -> None:
    woman = make.a_pregnancy(make.a_team(place.trust), TODAY)
    assert "We have not named your main worker yet." in words_of(woman)
    assert "Call the midwives on 01632 960010." in words_of(woman)
    assert "The midwives. Call 01632 960010. They can: Care for you." in words_of(woman)


def test_who_leads_next(place: Place) -> None:
    woman = make.a_pregnancy(make.a_team(place.trust), TODAY)
    pregnancies.appoint_lead(pregnancy=woman, worker=place.jo, start=TODAY, until=TODAY + WEEK, **ACT)
    blank = "Your main worker is Jo until 30 November 2026. Who comes next is not decided yet. We will tell you."
    assert blank in words_of(woman)
    pregnancies.appoint_lead(pregnancy=woman, worker=place.kim, start=TODAY + 8 * DAY, **ACT)
    named = "Your main worker is Jo until 30 November 2026. Kim will be your main worker from 1 December 2026."
    assert named in words_of(woman)


def test_people_who_have_left_drop_off(place: Place) -> None:
    woman = a_woman(place)
    a_promise(woman, place)
    place.kim.left = place.jo.left = TODAY - DAY
    place.kim.save()
    place.jo.save()
    words = words_of(woman)
    assert "Kim" not in words
    assert "Jo" not in words
    assert "Family Support. Call 0151 496 0123. They can: Help at home and with money." in words


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, True), (28, True), (29, False)])
def test_the_next_four_weeks_are_shown_to_the_day(place: Place, days: int, shown: bool) -> None:
    woman = a_woman(place)
    support = a_promise(woman, place)
    day = TODAY + days * DAY
    if days < 0:
        make.a_contact(support, day, TODAY, outcome=None)
    else:
        a_visit(support, day, at=time(10, 30))
    assert (f"{day:%A %-d %B}, 10:30am Kim will visit you at home." in words_of(woman)) is shown


def test_a_visit_says_time_length_and_help(place: Place) -> None:
    woman = a_woman(place)
    says(woman, Help.CHILDCARE, needs_help=True)
    says(woman, Help.INTERPRETER, needs_help=False)
    a_visit(
        a_promise(woman, place, mode=Mode.CLINIC), TODAY, at=time(12), minutes=90, mode=Mode.CLINIC, with_transport=True
    )
    expected = (
        "Monday 23 November, midday Kim will see you. You go to them. It takes about 1 and a half hours. "
        "Childcare is not arranged yet. We will arrange your travel, or pay for it."
    )
    assert expected in words_of(woman)


def test_help_that_is_arranged_is_said(place: Place) -> None:
    woman = a_woman(place)
    a_visit(a_promise(woman, place), TODAY, with_childcare=True, with_interpreter=True)
    assert "Childcare is arranged. An interpreter will be there." in words_of(woman)


def test_what_is_booked_after_its_last_day_is_not_shown(place: Place) -> None:
    woman = a_woman(place)
    support = a_promise(woman, place)
    a_visit(support, TODAY + WEEK)
    plans.stop(support=support, on=TODAY, **ACT)
    assert "No day is booked with you yet." in words_of(woman)


@pytest.mark.parametrize(
    ("pack", "kind", "words"),
    [
        (
            "england",
            MeetingKind.INITIAL_CONFERENCE,
            "A big meeting with you to decide if your baby needs a safety plan (initial child protection conference).",
        ),
        ("scotland", MeetingKind.INITIAL_CONFERENCE, "(Child Protection Planning Meeting)."),
        (
            "england",
            MeetingKind.CORE_GROUP,
            "A small meeting of you and the people who help, to keep the plan going (core group).",
        ),
        (
            "england",
            MeetingKind.DISCHARGE_PLANNING,
            "A meeting before you go home, about who will visit and when (discharge planning meeting).",
        ),
        ("england", MeetingKind.REVIEW_CONFERENCE, "(review child protection conference)."),
        ("england", MeetingKind.OTHER, "A meeting with you and people who help you."),
    ],
)
def test_a_meeting_in_plain_words(place: Place, pack: str, kind: str, words: str) -> None:
    place.trust.pack = pack
    place.trust.save()
    woman = a_woman(place)
    paper_is_safe(woman)
    a_meeting(woman, kind, place="Town Hall")
    assert f"{words} Where: Town Hall." in words_of(woman)


def test_a_cancelled_meeting_and_one_without_her_are_not_shown(place: Place) -> None:
    woman = a_woman(place)
    paper_is_safe(woman)
    a_meeting(woman)
    meetings.cancel(meeting=woman.meetings.get(), on=TODAY, **ACT)
    a_meeting(woman, needs_her=False)
    assert "core group" not in words_of(woman)


def test_a_meeting_is_printed_only_by_those_who_may_see_it(place: Place) -> None:
    woman = a_woman(place)
    paper_is_safe(woman)
    a_promise(woman, place)
    a_meeting(woman)
    fern = make.a_user("Fern")
    make.a_worker(place.family, "Fern", user=fern)
    assert "core group" in words_of(woman)
    assert "core group" not in words_of(woman, by=fern)
    assert "Kim from Family Support" in words_of(woman, by=fern)


def test_which_plan_this_is(place: Place) -> None:
    woman = a_woman(place)
    assert words_of(woman).endswith("This plan is not agreed yet. Printed on 23 November 2026.")
    plans.agree(pregnancy=woman, agreed=TODAY - DAY, **ACT)
    assert words_of(woman).endswith("Plan 1, agreed on 22 November 2026. Days and times as known on 23 November 2026.")


def test_nothing_gives_her_away(place: Place) -> None:
    words = words_of(one_with_much_to_hide(place))
    assert giveaway_in(words) == ""
    assert "Lee from your support service will see you every week" in words
    assert "You told us what matters to you. We keep it in your notes, and not on this paper." in words
    assert "“My garden”" in words
    assert "core group" not in words
    assert check(words) == []


@pytest.mark.parametrize("kind", list(ServiceKind))
def test_a_service_name_that_gives_her_away_is_never_printed(place: Place, kind: str) -> None:
    service = make.a_service(place.trust, "Substance misuse and domestic abuse team", kind)
    woman = a_woman(place)
    a_promise(woman, place, service=service, worker=None)
    assert "Someone from your support service will visit" in words_of(woman)
    assert giveaway_in(words_of(woman)) == ""


def test_her_own_support_stands_where_her_baby_does_not_live_with_her(place: Place) -> None:
    woman = a_mother(place, born=TODAY - 8 * WEEK, with_her=False)
    a_promise(woman, place, what="weigh your baby")
    place.family.does = "Help you and your new baby"
    place.family.save()
    words = words_of(woman)
    assert "These promises are for you. They stand wherever your baby lives." in words
    assert "Kim from Family Support will visit you at home every week." in words
    assert not re.search(r"weigh|new baby|congratulat", words, re.IGNORECASE)


def test_a_baby_who_lives_with_her_is_named_in_what_is_promised(place: Place) -> None:
    woman = a_mother(place, born=TODAY - 8 * WEEK, with_her=True)
    a_promise(woman, place, what="weigh your baby")
    words = words_of(woman)
    assert "Kim from Family Support will weigh your baby every week." in words
    assert "wherever your baby lives" not in words


def test_a_woman_whose_baby_died_is_told_only_that_the_promises_are_for_her(place: Place) -> None:
    woman = a_mother(place, born=TODAY - 8 * WEEK, with_her=True)
    woman.babies.update(died=TODAY - 7 * WEEK)
    a_promise(woman, place, what="weigh your baby")
    words = words_of(woman)
    assert "These promises are for you." in words
    assert "baby" not in words


def test_the_file_name_gives_nothing_away() -> None:
    assert plan_file_name() == "my-plan.pdf"
