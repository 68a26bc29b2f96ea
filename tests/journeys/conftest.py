"""What journeys share: one browser, the people, and a person's way through the pages."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from pathway.actions import clock, flags, plans, pregnancies
from pathway.models import HerView, User
from tests import factories as make
from tests.people import People

from .walk import DESK, PHONE, Walk

CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]
PASSWORD = "a long enough password"
ONE_WEEK = timedelta(weeks=1)
Begin = Callable[..., Walk]
AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"], indirect=True)
"""A journey that is walked twice: once more on a phone whose browser runs no script at all."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in the tests' own thread
        with playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET) as launched:
            yield launched


@pytest.fixture
def script(request: pytest.FixtureRequest) -> bool:
    """Whether browsers run scripts; see AND_WITHOUT_SCRIPT."""
    return bool(getattr(request, "param", True))


@pytest.fixture
def begin(browser: Browser, live_server: LiveServer, script: bool) -> Iterator[Begin]:
    """Begins a walk: `begin(user, size=PHONE)`. Each is closed, and must have met nothing wrong."""
    with ExitStack() as walks:

        def walk(user: User | None = None, size: dict[str, int] = DESK) -> Walk:
            begun = Walk.begin(browser, live_server.url, user, size=size if script else PHONE, script=script)
            walks.callback(begun.end)
            return begun

        yield walk


@pytest.fixture
def house(live_server: LiveServer, people: People, today: date) -> People:
    """Asha can sign in, leads Nadia's plan, agreed and given; the social worker came; the clock runs."""
    people.asha.set_password(PASSWORD)
    people.asha.save()
    lead = people.asha.workers.get()
    pregnancies.appoint_lead(pregnancy=people.nadia, worker=lead, start=people.nadia.booked, by=None, today=today)
    for weeks in (7, 3):
        make.a_contact(people.nadia.supports.get(every=28), today - weeks * ONE_WEEK, today)
    agreed = plans.agree(
        pregnancy=people.nadia, by=None, today=today, agreed=today - 7 * ONE_WEEK, her_view=HerView.GIVEN,
        her_words="I want to be ready.",
    )  # fmt: skip
    plans.give(version=agreed, day=today - 7 * ONE_WEEK, how="by_hand", by=None, today=today)
    flags.reassess([people.nadia], today=today)
    clock.beat(part="reassess")
    return people


@pytest.fixture
def falling(house: People, today: date) -> People:
    """The weekly visits came for four weeks, then the service cancelled each; one is booked for today."""
    visits = house.nadia.supports.get(every=7)
    for weeks in range(8, 0, -1):
        make.a_contact(visits, today - weeks * ONE_WEEK, today, "delivered" if weeks > 4 else "cancelled_by_service")
    make.a_contact(visits, today, today, outcome=None)
    flags.reassess([house.nadia], today=today)
    return house
