"""What page tests share: a browser for each of the people, and a woman whose support has fallen away."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from pathway.actions import clock, flags
from pathway.models import Flag, Pregnancy, Support, User
from tests import factories as make
from tests.people import People

Browser = Callable[[User], Client]


@pytest.fixture
def as_() -> Browser:
    """A browser in which this person is signed in."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


@pytest.fixture
def asha(people: People, as_: Browser) -> Client:
    """Asha's browser, the clock running."""
    clock.beat(part="reassess")
    return as_(people.asha)


@pytest.fixture
def visits(people: People) -> Support:
    """The weekly promise of family support."""
    return people.nadia.supports.get(every=7)


@pytest.fixture
def missed(people: People, visits: Support, today: date) -> Flag:
    """The open flag that says that the weekly promise has not reached her."""
    flags.reassess([people.nadia], today=today)
    flag: Flag = people.nadia.flags.open().get(rule="support_missed", about=visits.reference)
    return flag


@pytest.fixture
def nadia(people: People) -> Pregnancy:
    """The woman whom Asha booked."""
    return people.nadia


@pytest.fixture
def others(people: People, today: date) -> list[Pregnancy]:
    """Three more women of the same team, each with a promise that has not reached her."""
    women = [make.a_pregnancy(people.nadia.team, today) for _ in range(3)]
    for woman in women:
        make.a_support(woman, today)
    return women
