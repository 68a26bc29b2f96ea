"""Handovers and what they open: nobody is handed over until somebody has seen her, and access ends with a no."""

from datetime import date, timedelta

import pytest

from pathway.actions import handovers, plans, sharing
from pathway.actions.base import Conflict, Problem
from pathway.models import Handover, Involvement, Pregnancy, Service, Support
from pathway.models.handovers import State
from pathway.permissions import CLOCK

from .. import factories as make
from ..people import People

ONE_DAY = timedelta(days=1)


@pytest.fixture
def visits(people: People) -> Support:
    return people.nadia.supports.get(every=7)


@pytest.fixture
def harbour(people: People) -> Service:
    """Dara's service, which is not involved with her."""
    return people.dara.workers.get().service


def offered(visits: Support, to: Service, today: date) -> Handover:
    return handovers.offer(support=visits, to_service=to, by=CLOCK, today=today)


def state(handover: Handover, today: date) -> State:
    return Handover.objects.with_seen(today).get(pk=handover.pk).state


def sees(people: People, day: date) -> bool:
    return Pregnancy.objects.visible_to(people.dara, day).filter(pk=people.nadia.pk).exists()


def test_a_support_is_handed_over_only_when_they_have_seen_her(
    people: People, visits: Support, harbour: Service, today: date
) -> None:
    earlier = today - 10 * ONE_DAY
    theirs = make.a_support(people.nadia, today, harbour, reference="theirs")
    handover = handovers.offer(support=visits, to_service=harbour, offered=earlier, by=people.asha, today=today)
    make.a_contact(theirs, earlier, today)
    assert state(handover, today) == State.OFFERED
    handovers.accept(handover=handover, on=earlier + ONE_DAY, by=people.dara, today=today)
    assert state(handover, today) == State.SAID_YES  # they saw her before they said yes
    make.a_contact(theirs, today - ONE_DAY, today, "missed")
    assert state(handover, today) == State.SAID_YES
    make.a_contact(theirs, today, today)
    assert state(handover, today - ONE_DAY) == State.SAID_YES
    assert state(handover, today) == State.SEEN


def test_of_two_offers_at_once_the_second_is_told_so(
    people: People, visits: Support, harbour: Service, today: date
) -> None:
    offered(visits, harbour, today)
    with pytest.raises(Problem, match="already being handed over"):
        offered(visits, people.sol.workers.get().service, today)
    assert visits.handovers.count() == 1


def test_a_no_ends_the_access_that_the_offer_gave(
    people: People, visits: Support, harbour: Service, today: date
) -> None:
    assert not sees(people, today)
    handover = offered(visits, harbour, today)
    assert sees(people, today)
    handovers.decline(handover=handover, on=today, because="Full", by=people.dara, today=today)
    assert sees(people, today)
    assert not sees(people, today + ONE_DAY)


def test_a_no_ends_nothing_where_the_service_gives_her_something_else(
    people: People, visits: Support, harbour: Service, today: date
) -> None:
    handover = offered(visits, harbour, today)
    make.a_support(people.nadia, today, harbour, reference="theirs")
    handovers.decline(handover=handover, on=today, because="Full", by=people.dara, today=today)
    assert sees(people, today + ONE_DAY)


def test_a_no_ends_nothing_that_the_offer_did_not_open(people: People, visits: Support, today: date) -> None:
    social = people.sol.workers.get().service
    handover = offered(visits, social, today)
    plans.stop(support=people.nadia.supports.get(service=social), on=today, by=CLOCK, today=today)
    later = today + ONE_DAY
    handovers.decline(handover=handover, on=later, because="Full", by=CLOCK, today=later)
    assert Involvement.objects.get(pregnancy=people.nadia, service=social).until is None


def test_two_answers_at_once_the_second_is_told_so(
    people: People, visits: Support, harbour: Service, today: date
) -> None:
    handover = offered(visits, harbour, today)
    stale = Handover.objects.get(pk=handover.pk)
    handovers.accept(handover=handover, on=today, by=people.dara, today=today)
    with pytest.raises(Conflict):
        handovers.decline(handover=stale, on=today, because="Full", by=people.asha, today=today)
    handover.refresh_from_db()
    assert (handover.accepted, handover.declined) == (today, None)


def test_a_service_asks_and_the_giving_service_answers_or_offers(
    people: People, visits: Support, harbour: Service, today: date
) -> None:
    make.a_support(people.nadia, today, harbour, reference="theirs")
    first = handovers.ask(support=visits, to_service=harbour, why="She likes Kim", by=people.dara, today=today)
    with pytest.raises(Problem, match="asked already"):
        handovers.ask(support=visits, to_service=harbour, why="Again", by=people.asha, today=today)
    with pytest.raises(Problem, match="Say why it stays"):
        handovers.answer_ask(ask=first, on=today, because=" ", by=people.fern, today=today)
    handovers.answer_ask(ask=first, on=today, because="After the birth", by=people.fern, today=today)
    second = handovers.ask(support=visits, to_service=harbour, why="Now?", by=people.dara, today=today)
    offered(visits, harbour, today)
    second.refresh_from_db()
    assert (second.answered, second.because) == (today, "")


def test_an_ask_alone_is_no_handover_for_the_rules(
    people: People, visits: Support, harbour: Service, today: date
) -> None:
    from pathway import facts

    handovers.ask(support=visits, to_service=harbour, why="She likes Kim", by=people.asha, today=today)
    assert {row.hand_over_to for row in facts.load([people.nadia.pk])[people.nadia.pk].supports} == {None}


def test_nobody_asks_for_what_they_give_themselves(people: People, visits: Support, today: date) -> None:
    for act in (handovers.ask, handovers.offer):
        more = {"why": "Closer"} if act is handovers.ask else {}
        with pytest.raises(Problem, match="Choose another service"):
            act(support=visits, to_service=visits.service, by=people.asha, today=today, **more)


def test_an_involvement_ends_once(people: People, visits: Support, today: date) -> None:
    row = people.nadia.involvements.get(service=visits.service)
    because = {"because": "She has moved"}
    sharing.end_involvement(involvement=row, until=today, by=people.asha, today=today, **because)
    later = today + ONE_DAY
    with pytest.raises(Problem, match="ended already"):
        sharing.end_involvement(involvement=row, until=later, by=people.asha, today=later, **because)
    row.refresh_from_db()
    assert row.until == today
