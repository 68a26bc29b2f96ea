"""A paper in another language: no fixed word stays English, it is laid out from right to left, and its letters are drawn."""

import io
import re
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

from pathway.models import Variant
from pathway.printing import catalogues, plan_document, plan_pdf
from pathway.printing.text import text_of

from .whole_plans import a_whole_plan, apart, with_fourteen_promises
from .women import TODAY, Place

PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%%|\{\w+\})")
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنه")
LATIN = re.compile(r"[A-Za-z]{2,}")


def pretended(text: str) -> str:
    """A sentence in letters that are read from right to left, its placeholders left alone."""
    parts = PLACEHOLDER.split(text)
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.lower().translate(LETTERS) for part in parts)


@pytest.fixture
def pretend_arabic(tmp_path: Path, settings: Settings) -> Any:
    """Every sentence of today's catalogue in pretended Arabic, ready for use."""
    source = catalogues.path_of("ar", settings.LOCALE_DIR)
    settings.LOCALE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "compiled"]
    with source.open("rb") as file:
        catalog = read_po(file, locale="ar")
    for message in catalogues.messages(catalog):
        plural = isinstance(message.id, tuple)
        message.string = tuple(pretended(message.id[0]) for _ in range(6)) if plural else pretended(message.id)
    target = catalogues.path_of("ar", tmp_path)
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_po(file, catalog)
    catalogues.make_ready(catalogues.read("ar", "Arabic", tmp_path))
    forget_translations()
    yield
    forget_translations()


def forget_translations() -> None:
    """Django keeps what it has read of a language."""
    trans_real._translations.pop("ar", None)


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
