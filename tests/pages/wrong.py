"""Every form of the house, and what is typed into it wrongly."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.test import Client
from django.urls import resolve, reverse

from pathway.actions import pregnancies
from pathway.conversation import STEPS
from pathway.models import Pregnancy, Service, User
from pathway.permissions import CLOCK
from tests import factories as make
from tests.pages.reading import Box, Form, Reading
from tests.pages.test_every_page import BEFORE_SIGNING_IN, NO_PAGE, NOT_YET, PAGES, WITHOUT_FRAME, address_of

ONE_WEEK = timedelta(weeks=1)
DATE = ("day", "month", "year")
LONG_AGO = date(1066, 1, 1)
NO_CHOICE = "no-such-choice"
TOO_LONG = "more than anybody reads " * 300
SIGN_OUT = reverse("account_logout")
ROUNDS = ("empty", "wrong", "long ago")
IN_ORDER = "in order"
SAFETY, ALONE = "safety_ask", {"alone": "yes"}
"""The one form that comes only after an answer: that she is alone."""
Sent = dict[str, str | list[str]]
Clients = list[tuple[User | None, Client]]
EMPTY_IS_AN_ANSWER = {
    "birth_arrangements": "every question may stay open",
    "caseload_search": "who searches for nothing sees the list",
    "conversation_step": "every question may be skipped",
    "entry_change": "a service may say nothing of itself",
    "loss_call_off": "nothing may be called off",
    "safety_change": "she may take back what she told",
    "substances_ask": "every question may be skipped",
}
"""Forms that ask for nothing; by the page they are sent to."""
ANYTHING_GOES = {"caseload_search"}
"""Who searches for nonsense finds nobody."""


class Open(NamedTuple):
    """One form as it stands before anything is typed: who sees it, in which browser, on which page, the how many-th."""

    name: str
    user: User | None
    client: Client
    page: str
    form: Form
    place: int

    @property
    def to(self) -> str:
        """Where it is sent."""
        return self.form.action or self.page

    @property
    def sent_to(self) -> str:
        """The name of the page to which it is sent."""
        return str(resolve(self.to.split("?")[0]).url_name)

    def may_be(self, how: str) -> bool:
        """It may be sent so, and is carried out."""
        return self.sent_to in (EMPTY_IS_AN_ANSWER if how == "empty" else ANYTHING_GOES)


def other_records(nadia: Pregnancy, today: date) -> dict[str, dict[str, int]]:
    """Records in the state that a page's form is for, where the usual one has passed it; by the page's name."""
    bare = make.a_pregnancy(nadia.team, nadia.booked, name="Empty Example")
    mother = make.a_pregnancy(nadia.team, nadia.booked, name="Mother Example")
    (baby,) = pregnancies.record_birth(pregnancy=mother, born=today, babies=("",), by=CLOCK, today=today)
    Service.objects.filter(pk=nadia.team.service_id).update(phone="01632 960010")  # without it no paper goes out
    waiting = make.a_contact(nadia.supports.get(every=7), today, today, outcome=None)
    other = make.a_support(mother, today)
    contact = {name: {"contacts": waiting.pk} for name in ("contact_record", "contact_mark_error", "contact_letter")}
    of_one_just_booked = {name: {"women": bare.pk} for name in ("loss_record", "plan_start", "plan_agree")}
    return contact | of_one_just_booked | {"baby_apart": {"babies": baby.pk}, "contact_book": {"supports": other.pk}}


def opened(name: str, page: str, clients: Clients) -> tuple[User | None, Client, str] | None:
    """The first of these who may open a page, and what it says; None for what is no page."""
    status = 0
    for user, client in clients:
        response = client.get(page)
        status = response.status_code
        if status == 200 and "html" in response.headers["Content-Type"]:
            return user, client, response.content.decode()
        if status in (200, 302, 405):
            return None
    if name == "conversation_step" and status == 404:
        return None  # not every step is for every woman
    raise AssertionError(f"nobody can open {name} at {page}")


def addresses(
    keys: dict[str, int], others: dict[str, dict[str, int]], services: list[int]
) -> Iterator[tuple[str, str]]:
    """Every page by its name, and once more as it is when something was chosen on it."""
    for name in sorted(set(PAGES) - NO_PAGE - WITHOUT_FRAME - set(NOT_YET)):
        page = address_of(name, keys | others.get(name, {}))
        yield name, page
        if name == "plan_start":
            yield name, f"{page}?{'&'.join(f'service={pk}' for pk in services)}"
        if name == "conversation_step":
            for step in STEPS:
                if step.topics:
                    yield name, page.replace("/people/", f"/{step.slug}/")


def forms(name: str, page: str, seen: tuple[User | None, Client, str]) -> Iterator[Open]:
    """The forms of a page that somebody fills in; what is a button alone can hold nothing wrong."""
    user, client, html = seen
    if name == SAFETY:
        html = client.post(page, ALONE).content.decode()
    for place, form in enumerate(Reading(html).forms):
        if form.action != SIGN_OUT and form.open_boxes and form.method == "post":
            yield Open(name, user, client, page, form, place)


def every_form(nadia: Pregnancy, keys: dict[str, int], today: date, clients: Clients, nobody: Client) -> list[Open]:
    """Every form of every page, as the first of these sees it who may."""
    others = other_records(nadia, today)
    services = list(Service.objects.filter(trust=nadia.team.service.trust).values_list("pk", flat=True))
    found: list[Open] = []
    for name, page in addresses(keys, others, services):
        if seen := opened(name, page, [(None, nobody)] if name in BEFORE_SIGNING_IN else clients):
            found += forms(name, page, seen)
    return found


def typed(form: Form, how: str, today: date) -> Sent:
    """What is sent: nothing at all, something wrong in every field, all in order, or so but for years long ago."""
    sent: Sent = dict(form.hidden())
    for box in form.open_boxes:
        if how != "empty":
            sent[box.name] = wrong(box, today) if how == "wrong" else right(box, today if how == IN_ORDER else LONG_AGO)
        elif box.kind not in ("radio", "checkbox"):
            sent[box.name] = ""
    return sent | dict(form.buttons[:1])


def part_of_date(box: Box) -> str:
    """Which box of a date it is; empty for any other."""
    part = box.name.rpartition("-")[2]
    return part if part in DATE and part != box.name else ""


def wrong(box: Box, today: date) -> str:
    """What cannot be right there."""
    if part := part_of_date(box):
        return {"day": "31", "month": "2", "year": str(today.year)}[part]
    if box.kind == "checkbox" and box.offered in (["on"], ["yes"]):
        return box.offered[0]  # one box is ticked or not: nothing else can be sent
    return NO_CHOICE if box.chosen else "twelve" if box.numeric else TOO_LONG.strip()


def right(box: Box, day: date) -> str:
    """What is in order there, with this day for every date."""
    if part := part_of_date(box):
        return str(getattr(day, part))
    if box.chosen:
        return next((offered for offered in box.offered if offered), "")
    return "7" if box.numeric else "10:30" if box.name == "at" else "a few words"


def has_dates(form: Form) -> bool:
    """Some date is asked for."""
    return any(map(part_of_date, form.open_boxes))


def all_rows() -> dict[str, list[tuple[object, ...]]]:
    """Everything that is written down, so that one can see whether something was."""
    tables = [name for name in connection.introspection.table_names() if name.startswith("pathway_")]
    with connection.cursor() as cursor:
        rows = {}
        for name in tables:
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 – the names are the database's own
            rows[name] = cursor.fetchall()
    return rows


NOT_OURS = re.compile(
    r"This field|Enter a |Select a valid|Ensure |is not (a valid|one of)|Null char|[Ii]nvalid|forgot|\bmust\b|\?:|: .*: "
)
"""The framework's own sentences, those that blame, and two colons in one line."""


def faults_of(answer: Reading, form: Form, sent: Sent) -> Iterator[str]:
    """What is amiss with a form that comes back to be mended."""
    said = [sentence for _, sentence in answer.summary]
    if not answer.title.strip().startswith("Error: "):
        yield f"the title is “{answer.title.strip()}”"
    yield from (f"leads nowhere: #{to} ({sentence})" for to, sentence in answer.summary if to and to not in answer.ids)
    leads = [to for to, _ in answer.summary if to in answer.ids]
    if leads != sorted(leads, key=answer.ids.index):
        yield f"the summary has another order than the page: {leads}"
    yield from (f"not ours: {sentence}" for sentence in said if NOT_OURS.search(sentence))
    yield from (f"no sentence: {sentence}" for sentence in said if not re.match(r"[A-Z“].{8,}[.”)]$", sentence))
    yield from (f"said twice: {sentence}" for sentence in set(said) if said.count(sentence) > 1)
    if not said or len([to for to, _ in answer.summary if to]) != len(answer.beside):
        yield f"{len(said)} to mend in the summary, {len(answer.beside)} beside fields"
    yield from lost(answer, form, sent)


def lost(answer: Reading, form: Form, sent: Sent) -> Iterator[str]:
    """What was typed, or chosen of what is offered, and does not stand there any more."""
    again = max(answer.forms, key=lambda one: len(set(one.boxes) & set(form.boxes)))
    for box in form.open_boxes:
        words = sent.get(box.name, "")
        if words and not (box.chosen and words == NO_CHOICE) and box.kind != "password":
            holds = again.boxes[box.name].holds if box.name in again.boxes else []
            if holds != [words]:
                yield f"{box.name} holds {holds} instead of {words!r:.40}"
