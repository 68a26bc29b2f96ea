"""A word of its own in every text kept about one woman: each role finds the words of its classes alone, wherever it looks."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pypdf
import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import reverse
from rest_framework.authtoken.models import Token

from pathway.actions import (
    asks,
    assessments,
    confidences,
    contacts,
    meetings,
    moves,
    plans,
    printouts,
    reviews,
    separations,
)
from pathway.conversation import STEPS
from pathway.models import (
    SEES,
    Baby,
    Explored,
    HerView,
    Information,
    KeptWord,
    Meeting,
    Option,
    Pregnancy,
    Printout,
    RequiredBy,
    Role,
    ServiceKind,
    User,
)
from pathway.permissions import CLOCK
from pathway.rules.words import Outcome
from tests import factories as make
from tests.pages.conftest import Browser
from tests.pages.test_every_page import BEFORE_SIGNING_IN, NO_PAGE, PAGES, WITHOUT_FRAME, address_of, keys
from tests.pages.test_scope import records
from tests.people import People

__all__ = ["keys", "records"]

ONE_DAY = timedelta(days=1)
LETTERS = dict(zip(Information.values, "pnhdcs", strict=True))
"""Each class of information, and the letter by which its words are known."""
WORD = re.compile("zq([pnhdcs])[0-9]+x")
OF_THE_HOUSE = {
    "reference", "language", "rule", "about", "pack", "judged_by_pack", "closed_with", "escalated_to", "verb", "record",
    "sha256", "subject", "from_template", "term",
}  # fmt: skip
"""Columns of text that nobody types."""
NOT_SAFE = {"reason": "not_safe", "reason_words": "Words"}


def tell(nadia: Pregnancy, today: date) -> None:
    """What stands in each closed class and the records of every page do not hold yet."""
    by: dict[str, Any] = {"by": CLOCK, "today": today}
    about: dict[str, Any] = {"pregnancy": nadia, **by}
    for topic in ("health", "feelings", "home"):
        assessments.answer_need(topic=topic, asked="asked", her_words="Words", **about)
    confidences.talk_of_substances(asked="asked", her_words="Words", **about)
    for whose in RequiredBy.values:
        words = dict.fromkeys(("what", "why", "authority", "enough", "ends_when", "if_not"), "Words")
        asks.add(binding="required", required_by=whose, review=today, until=today, **words, **about)
    meetings.recommend(meeting=Meeting.objects.get(pregnancy=nadia), words="Words", not_told_because="Words", **by)
    reviews.record(day=today, summary="Words", next_on=today + ONE_DAY, with_whom="Words", **about)
    separation = Baby.objects.get(separations__isnull=False, pregnancy=nadia).separations.get()
    options = dict.fromkeys(Option, (Explored.NOT_EXPLORED.value, "Words"))
    separations.explore(separation=separation, options=options, **by)
    visits = nadia.supports.get(every=7)
    came_to_nothing = make.a_contact(visits, today - 3 * ONE_DAY, today, Outcome.MISSED)
    contacts.tell(contact=came_to_nothing, note="Words", **NOT_SAFE, **by)
    ahead = make.a_contact(visits, today + 2 * ONE_DAY, today, None)
    moves.move(contact=ahead, day=today + 3 * ONE_DAY, asked_by="her", **NOT_SAFE, **by)
    for information in Information:
        KeptWord.objects.create(pregnancy=nadia, information=information, term="x", found="x", because="x", day=today)


def mark(nadia: Pregnancy) -> dict[str, str]:
    """Put a word of its own into every text about her; by that word, where it stands."""
    places: dict[str, str] = {}
    for model in apps.get_app_config("pathway").get_models():
        if hasattr(model, "information"):
            rows = model._base_manager.filter(**{getattr(model, "pregnancy_path", "pregnancy"): nadia.pk})
            for row, name in ((row, name) for row in rows for name in texts(model)):
                word = f"zq{LETTERS[row.information]}{len(places)}x"
                if (getattr(row, name) or not ends_something(name)) and written(row, name, word):
                    places[word] = f"{model.__name__}.{name}"
    return places


def texts(model: type[models.Model]) -> list[str]:
    """The columns in which something is written in one's own words."""
    kinds = (models.CharField, models.TextField)
    fields = [one for one in model._meta.concrete_fields if isinstance(one, kinds) and not one.choices]
    return [field.name for field in fields if field.name not in OF_THE_HOUSE]


def ends_something(name: str) -> bool:
    """A reason, without which nothing has ended or gone wrong."""
    return name.endswith(("because", "error"))


def written(row: models.Model, name: str, word: str) -> bool:
    """Write it there, if the table takes it."""
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{name: word})
    except IntegrityError:
        return False
    return True


def addresses(nadia: Pregnancy, keys: dict[str, int]) -> Iterator[str]:
    """Every page, paper and file, and what the API answers, of all that tells of her."""
    contacts_of_hers = list(nadia.supports.exclude(contacts=None).values_list("contacts", flat=True))
    several = {
        "contacts": contacts_of_hers,
        "plans": nadia.plan_versions.values_list("pk", flat=True),
        "papers": Printout.objects.filter(pregnancy=nadia).values_list("pk", flat=True),
        "asks": nadia.asks.values_list("pk", flat=True),
    }
    for name in sorted(set(PAGES) - NO_PAGE - WITHOUT_FRAME - BEFORE_SIGNING_IN):
        noun = str(PAGES[name].pattern).split("/")[0]
        for pk in several.get(noun, [keys.get(noun, 0)]):
            yield address_of(name, keys | {noun: pk})
    her = [nadia.pk]
    yield from (reverse("conversation_step", args=[*her, step.slug]) for step in STEPS if step.topics)
    yield from (f"{reverse('plan_check', args=her)}?variant={variant}" for variant in ("safe", "fridge"))
    yield from (f"{reverse('pregnancy_show', args=her)}?recorded={pk}" for pk in contacts_of_hers)
    in_api = {"pregnancies": her, "supports": nadia.supports.values_list("pk", flat=True), "contacts": contacts_of_hers,
              "flags": nadia.flags.values_list("pk", flat=True)}  # fmt: skip
    for noun, rows in in_api.items():
        yield from (f"/api/{noun}/", *(f"/api/{noun}/{pk}/" for pk in rows))


def words_of(answer: Any) -> str:
    """All that an answer says: its headers, and its text, also of a paper or a spreadsheet."""
    kind, told = answer.headers.get("Content-Type", ""), " ".join(answer.headers.values())
    if "pdf" in kind and len(answer.content) > 100:
        paper = pypdf.PdfReader(BytesIO(answer.content))
        return " ".join([told, str(paper.metadata), *(page.extract_text() for page in paper.pages)])
    if "sheet" in kind:
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        return " ".join([told, *(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)])
    return f"{told} {answer.content.decode()}"


def found_by(user: User, browser: Client, nadia: Pregnancy, keys: dict[str, int]) -> dict[str, set[str]]:
    """Each word that this person comes upon, and where."""
    api = Client(headers={"Authorization": f"Token {Token.objects.get_or_create(user=user)[0].key}"})
    found: dict[str, set[str]] = {}
    answers = [(to, (api if to.startswith("/api/") else browser).get(to)) for to in addresses(nadia, keys)]
    answers += [(file, browser.post(reverse("caseload_export"), {"file": file})) for file in ("csv", "xlsx")]
    answers.append(("alone", browser.post(reverse("safety_ask", args=[nadia.pk]), {"alone": "yes"})))
    for to, answer in answers:
        for word in WORD.finditer(words_of(answer)):
            found.setdefault(word[0], set()).add(to)
    return found


@pytest.fixture
def places(people: People, today: date, keys: dict[str, int]) -> dict[str, str]:
    """Where each word stands, once all is told, her plan is agreed and on paper."""
    tell(people.nadia, today)
    places = mark(people.nadia)
    version = plans.agree(pregnancy=people.nadia, by=CLOCK, today=today, her_view=HerView.GIVEN, her_words="Words")
    for by in (people.asha, people.fern):
        printouts.make(version=version, by=by, today=today)
    return places


def somebody(role: str, people: People, today: date) -> User:
    """A worker with this role in a service that is involved with her."""
    service = make.a_service(people.nadia.team.service.trust, f"Service of the {role}", ServiceKind.OTHER)
    make.a_support(people.nadia, today, service, reference=role)
    make.a_worker(service, role, role, user=(user := make.a_user(role)))
    return user


def test_each_finds_what_is_for_their_role_and_nothing_else(
    people: People, today: date, keys: dict[str, int], places: dict[str, str], as_: Browser
) -> None:
    """Between them the two roles are shut out of every class that has anybody shut out; Carol is of every one."""
    nadia, told, heard = people.nadia, {}, {}
    for role in (Role.GP, Role.PERINATAL_SOCIAL_WORKER):
        user = somebody(role, people, today)
        found = found_by(user, as_(user), nadia, keys)
        mine = {LETTERS[information] for information in SEES[role]}
        told[role] = {f"{places.get(word)} ({word})": to for word, to in found.items() if word[2] not in mine}
        heard[role] = mine - {word[2] for word in found}
    told["Carol"] = found_by(people.carol, as_(people.carol), nadia, keys)
    assert not any(told.values()), told
    assert not any(heard.values()), heard
