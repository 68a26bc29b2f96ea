"""What she wants and what is asked of her: an owner and a date each, and no requirement without a way out of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from pathway.actions import aims, asks
from pathway.actions.base import Conflict, Problem
from pathway.models import Ask, Service, Support, Worker
from tests import factories as make
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
WHOLE: dict[str, Any] = {
    "required_by": "court", "authority": "The family court, order of May", "enough": "Four visits in four weeks",
    "ends_when": "When four visits are kept",
}  # fmt: skip


@pytest.fixture
def mine(people: People, today: date) -> dict[str, Any]:
    return {"by": people.asha, "today": today}


@pytest.fixture
def hers(people: People, mine: dict[str, Any]) -> dict[str, Any]:
    return {"pregnancy": people.nadia, **mine}


def required(today: date, **said: Any) -> dict[str, Any]:
    return {"what": "See the midwife", "binding": "required", **WHOLE, "review": today, "until": today} | said


@pytest.mark.parametrize("name", ["required_by", "authority", "enough", "review", "ends_when", "until"])
def test_a_requirement_without_one_of_these_is_not_saved(name: str, hers: dict[str, Any], today: date) -> None:
    with pytest.raises(Problem, match="A requirement") as refused:
        asks.add(**hers, **required(today, **{name: None if name in ("review", "until") else " "}))
    assert refused.value.field == name
    assert not Ask.objects.exists()


def test_a_requirement_is_reviewed_on_its_last_day_at_the_latest(hers: dict[str, Any], today: date) -> None:
    asks.add(**hers, **required(today, review=today + ONE_WEEK, until=today + ONE_WEEK))
    with pytest.raises(Problem, match="Look at it with her before it ends"):
        asks.add(**hers, **required(today, review=today + ONE_WEEK + ONE_DAY, until=today + ONE_WEEK))


def test_an_agreed_ask_cannot_become_a_requirement_without_its_words(
    hers: dict[str, Any], mine: dict[str, Any], today: date
) -> None:
    ask = asks.add(**hers, what="See the midwife")
    with pytest.raises(Problem, match="A requirement says whose it is"):
        asks.change(ask=ask, version=ask.version, binding="required", **mine)
    asks.change(ask=ask, version=ask.version, **required(today), **mine)


def test_help_in_words_needs_its_service_and_the_other_way_round(hers: dict[str, Any]) -> None:
    family = Service.objects.get(name="Family support")
    for half in ({"help_words": "A lift"}, {"help_service": family}):
        with pytest.raises(Problem, match="both what the help is and which service"):
            asks.add(**hers, what="See the midwife", **half)
    assert asks.add(**hers, what="See the midwife", help_words="A lift", help_service=family).has_help
    assert not asks.add(**hers, what="See the midwife").has_help


def test_help_comes_from_a_promise_made_to_her(people: People, hers: dict[str, Any], today: date) -> None:
    other = make.a_support(make.a_pregnancy(people.nadia.team, today), today)
    with pytest.raises(Problem, match="one of the promises made to her"):
        asks.add(**hers, what="See the midwife", support=other)
    assert asks.add(**hers, what="See the midwife", support=Support.objects.first()).has_help


def test_an_ask_ends_with_a_reason_and_not_before_it_began(
    hers: dict[str, Any], mine: dict[str, Any], today: date
) -> None:
    ask = asks.add(**hers, what="See the midwife")
    with pytest.raises(Problem, match="Say why it ends"):
        asks.end(ask=ask, on=today, because=" ", **mine)
    with pytest.raises(Problem, match="ends before it starts"):
        asks.end(ask=ask, on=today - ONE_DAY, because="Done", **mine)
    asks.end(ask=ask, on=today, because="Done", **mine)
    assert not Ask.objects.standing().exists()


def test_the_second_of_two_editors_of_an_ask_is_told(hers: dict[str, Any], mine: dict[str, Any]) -> None:
    ask = asks.add(**hers, what="See the midwife")
    first, second = (Ask.objects.get(pk=ask.pk) for _ in range(2))
    asks.change(ask=first, version=first.version, why="To be well", **mine)
    with pytest.raises(Conflict):
        asks.change(ask=second, version=second.version, why="Other", **mine)


def test_an_action_has_a_day_that_can_be_kept_and_an_owner_of_its_own_service(
    hers: dict[str, Any], today: date
) -> None:
    family = Service.objects.get(name="Family support")
    with pytest.raises(Problem, match="ends before it starts"):
        aims.add_action(**hers, what="Ring", due=today - ONE_DAY)
    with pytest.raises(Problem, match="does not work for"):
        aims.add_action(**hers, what="Ring", due=today, service=family, worker=Worker.objects.get(name="Sol Example"))
    with pytest.raises(Problem, match="does not work for her"):
        aims.add_action(**hers, what="Ring", due=today, worker=Worker.objects.get(name="Fern Example"))
    assert aims.add_action(**hers, what="Ring", due=today).hers
    assert not aims.add_action(**hers, what="Ring", due=today, service=family).hers


def test_an_overdue_action_can_still_be_changed(hers: dict[str, Any], mine: dict[str, Any], today: date) -> None:
    action = aims.add_action(**hers, what="Ring", due=today)
    later = {**mine, "today": today + ONE_WEEK}
    aims.change_action(plan_action=action, version=None, what="Ring again", due=today, **later)
    action.refresh_from_db()
    assert action.what == "Ring again"


def test_an_aim_belongs_to_her(people: People, hers: dict[str, Any], mine: dict[str, Any], today: date) -> None:
    other = aims.add(pregnancy=make.a_pregnancy(people.nadia.team, today), words="A job", **mine)
    with pytest.raises(Problem, match="one of her own aims"):
        aims.add_action(**hers, what="Ring", due=today, aim=other)


def test_an_aim_that_was_let_go_no_longer_stands(hers: dict[str, Any], mine: dict[str, Any], today: date) -> None:
    aim = aims.add(**hers, words="A job")
    aims.end(aim=aim, reached=False, on=today, **mine)
    aim.refresh_from_db()
    assert (aim.reached, aim.let_go) == (None, today)


def test_empty_words_are_refused(hers: dict[str, Any], today: date) -> None:
    with pytest.raises(Problem, match="Write what she wants"):
        aims.add(**hers, words=" ")
    with pytest.raises(Problem, match="Write what is to be done"):
        aims.add_action(**hers, what=" ", due=today)
    with pytest.raises(Problem, match="Write what is asked"):
        asks.add(**hers, what=" ")
