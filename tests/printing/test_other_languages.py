"""A paper in another language: no fixed word stays English, it is laid out from right to left, and its letters are drawn."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.db import models
from django.utils.translation import trans_real
from pypdf import PdfReader
from pytest_django import Settings

from pathway.actions import handovers, plans, requests
from pathway.models import Contact, Variant
from pathway.printing import CHOICES, catalogues, plan_document, plan_pdf
from pathway.printing.document import isolated
from pathway.printing.letters import ENVELOPES, letter_document
from pathway.printing.people import JOBS, NEUTRAL_NAME
from pathway.printing.text import text_of

from .whole_plans import WHOLE_PLANS, a_whole_plan, apart, with_fourteen_promises
from .women import ACT, TODAY, WEEK, Place, a_promise

PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\})")
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    "%(name)s from %(service)s", "Someone from %(service)s", "%(first)s and %(last)s", str(NEUTRAL_NAME), *map(str, JOBS.values()),
    "%(time)sam", "%(time)spm", "midday", "midnight", "%(day)s, %(time)s",
}  # fmt: skip
"""What stands in the place of a name or an hour within a whole sentence; everything else is a sentence by itself."""


def pretended(text: str) -> str:
    """A sentence in letters that are read from right to left, its placeholders left alone."""
    parts = PLACEHOLDER.split(text)
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.lower().translate(LETTERS) for part in parts)


@pytest.fixture
def pretend_arabic(tmp_path: Path, settings: Settings) -> Iterator[None]:
    """Every sentence of today's catalogue in pretended Arabic, ready for use."""
    yield from in_use("ar", pretended, tmp_path, settings)


@pytest.fixture
def pretend_welsh(tmp_path: Path, settings: Settings) -> Iterator[None]:
    """Every sentence between marks, so that one made of two is seen."""
    yield from in_use("cy", lambda text: text if text in NAMES else f"⟦{text}⟧", tmp_path, settings)


def in_use(language: str, put: Callable[[str], str], folder: Path, settings: Settings) -> Iterator[None]:
    """A catalogue in which each sentence is put so, until the test is over."""
    source = catalogues.path_of(language, settings.LOCALE_DIR)
    settings.LOCALE_DIR, settings.LOCALE_PATHS = folder, [folder / "compiled"]
    with source.open("rb") as file:
        catalog = read_po(file, locale=language)
    for message in catalogues.messages(catalog):
        plural = isinstance(message.id, tuple)
        message.string = (put(message.id[1]),) * catalog.num_plurals if plural else put(message.id)
    target = catalogues.path_of(language, folder)
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalog)
    catalogues.make_ready(catalogues.read(language, "Pretended", folder))
    forget_translations(language)
    yield
    forget_translations(language)


def forget_translations(language: str) -> None:
    """Django keeps what it has read of a language."""
    trans_real._translations.pop(language, None)


def written_by_people() -> set[str]:
    """Every Latin word that stands in the records: names, numbers, her words, what services wrote."""
    texts = (
        str(value)
        for model in apps.get_app_config("pathway").get_models()
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        for value in model._base_manager.values_list(field.name, flat=True)
    )
    return {word.lower() for text in texts for word in LATIN.findall(text)}


@pytest.mark.parametrize("variant", [Variant.FULL, Variant.SAFE, Variant.FRIDGE])
@pytest.mark.parametrize("woman", [a_whole_plan, apart, with_fourteen_promises])
def test_no_fixed_word_stays_english(place: Place, woman: Any, variant: str, pretend_arabic: None) -> None:
    html = plan_document(woman(place), today=TODAY, variant=variant, language="ar").html
    words = set(LATIN.findall(text_of(re.sub(r"<(/?)(?:title|h1)>", r"<\1p>", html))))
    theirs = written_by_people()
    assert {word for word in words if word.lower() not in theirs} == set()


def test_it_runs_from_right_to_left_and_its_letters_are_drawn(place: Place, pretend_arabic: None) -> None:
    pdf = plan_pdf(apart(place), today=TODAY, language="ar")
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        assert str(paper.Root.Lang).lower().startswith("ar")
        names = {str(font.BaseFont) for page in paper.pages for font in page.Resources.get("/Font", {}).values()}
    assert any("Naskh" in name for name in names), names
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert len(re.findall(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]", text)) > 200


def test_a_sentence_of_other_letters_ends_with_its_own_stop(place: Place, pretend_arabic: None) -> None:
    """Without a mark around it the stop would stand at the sentence's beginning, which is on the left."""
    html = plan_document(a_whole_plan(place), today=TODAY, language="ar").html
    for words in ("So that we see how you both are.", "Three visits out of four.", "Give money.", "Town Hall."):
        assert f": \u2066{words}\u2069" in html, words
    assert isolated("<p>\u0628: Hello. Bye! \u0628</p>") == "<p>\u0628: \u2066Hello. Bye!\u2069 \u0628</p>"
    assert isolated("<p>\u0628: Jo \u0628.</p>") == "<p>\u0628: Jo \u0628.</p>"


def glued(html: str) -> list[str]:
    """The lines in which a sentence is made of parts: one mark within another, or loose words between marks.

    What people wrote may stand beside a mark as a sentence of its own, or after it as a formal name in brackets; the
    calendar is a picture in words.
    """
    lines = text_of(re.sub(r"<table.*?</table>", "", html.partition("<body>")[2], flags=re.DOTALL)).split("\n")
    return [line for line in lines if "⟦" in line and not whole(line)]


def whole(line: str) -> bool:
    """Nothing but whole sentences."""
    loose = [part.strip() for part in re.split(r"⟦[^⟦⟧]*⟧", line)]
    return not re.search(r"[⟦⟧]", "".join(loose)) and all(not part or re.search(r"[.!?”)]$", part) for part in loose)


@pytest.mark.parametrize(
    "line",
    [
        "⟦If nobody comes, call⟧ 0151",
        "⟦Kim will ⟦visit you⟧ every week.⟧",
        "⟦can see:⟧ ⟦your plan⟧; ⟦your needs⟧.",
        "Kim ⟦will come.⟧",
    ],
)
def test_glue_is_found(line: str) -> None:
    assert glued(f"<body><p>{line}</p>") == [line]


@pytest.mark.parametrize("woman", WHOLE_PLANS)
def test_no_sentence_is_made_of_parts(place: Place, woman: Any, pretend_welsh: None) -> None:
    her = woman(place)
    requests.ask(pregnancy=her, what="a bus pass", service=place.family, asked=TODAY - WEEK, **ACT)
    for variant in CHOICES:
        assert glued(plan_document(her, today=TODAY, variant=variant, language="cy").html) == []


RARER: tuple[dict[str, Any], ...] = (
    {"once_by": TODAY - WEEK, "start": None},
    {"start": None},
    {"start": TODAY + WEEK, "until": TODAY + 2 * WEEK},
    {"times": 3, "every": 10, "kind": "both", "what": "sort out forms"},
    {"mode": "clinic", "what": "Money advice"},
)


def test_no_sentence_of_a_rarer_promise_or_a_letter_is_made_of_parts(place: Place, pretend_welsh: None) -> None:
    her = a_whole_plan(place)
    weekly = her.supports.get(reference="family-support")
    plans.pause(support=weekly, start=TODAY, until=TODAY + WEEK, **ACT)
    for terms in RARER:
        plans.agree_ending(support=a_promise(her, place, **terms), on=TODAY, **ACT)
    handover = handovers.offer(support=weekly, to_service=place.midwives, **ACT)
    plans.agree(pregnancy=her, by=ACT["by"], today=TODAY)
    assert glued(plan_document(her, today=TODAY, language="cy").html) == []
    about = [Contact.objects.filter(support__pregnancy=her).first(), handover, her.meetings.first()]
    letters = [
        letter_document(row, today=TODAY, language="cy", envelope=one) for row in about if row for one in ENVELOPES
    ]
    assert [glued(letter.html) for letter in letters] == [[]] * 9
