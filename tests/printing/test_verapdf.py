"""An independent checker, where there is one: veraPDF holds every paper that the house can print to PDF/UA-1."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from pathway import cards
from pathway.actions import handovers
from pathway.models import Contact, Pregnancy, Service, WordingReview
from pathway.printing import CHOICES, agenda_pdf, plan_document, summary_pdf
from pathway.printing.document import Document
from pathway.printing.letters import ENVELOPES, letter_document
from pathway.printing.pdf import pages
from pathway.printing.sheets import card_pdf, directory_pdf

from .whole_plans import WHOLE_PLANS
from .women import ACT, TODAY, Place

JARS = os.environ.get("VERAPDF_JARS", "")
WITHOUT = "veraPDF is not here: install Java, and name its jars in VERAPDF_JARS (docs/adr/0010 says which)"
A_YEAR = timedelta(days=365)


@pytest.mark.skipif(not (JARS and shutil.which("java")), reason=WITHOUT)
def test_vera_pdf_finds_nothing(place: Place, tmp_path: Path, root: Path) -> None:
    files = []
    for number, paper in enumerate(papers(place)):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(paper)
    assert len(files) > 60, len(files)
    checker = ["java", "-cp", JARS, str(root / "tools" / "CheckPdfUa.java"), *map(str, files)]
    result = subprocess.run(checker, capture_output=True, text=True, check=False, timeout=600)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr[-2000:]


def papers(place: Place) -> Iterator[bytes]:
    """Every paper of every woman, and those about nobody in particular."""
    women = [plan(place) for plan in WHOLE_PLANS]
    for woman in women:
        for document in documents(woman, place):
            yield pages(document.html, document.sheet.layouts, document.sheet.fits).content
        for meeting in woman.meetings.all():
            yield agenda_pdf(meeting, today=TODAY)
        for involvement in woman.involvements.all()[:2]:
            yield summary_pdf(involvement, today=TODAY)
    for name in cards.names():
        card = cards.load(name)
        yield card_pdf(card, reviewed(card, place), TODAY)
    yield directory_pdf(place.trust, list(Service.objects.all()), TODAY)


def documents(woman: Pregnancy, place: Place) -> Iterator[Document]:
    """Her plan in each variant, and a letter of each kind in each envelope."""
    for variant in CHOICES:
        yield plan_document(woman, today=TODAY, variant=variant)
    for about, envelope in product(subjects(woman, place), ENVELOPES):
        yield letter_document(about, today=TODAY, envelope=envelope)


def subjects(woman: Pregnancy, place: Place) -> Iterator[Any]:
    """One of each kind that she can have a letter about."""
    yield from Contact.objects.filter(support__pregnancy=woman, day__gte=TODAY)[:1]
    yield from woman.meetings.all()[:1]
    for support in woman.supports.all()[:1]:
        yield handovers.offer(support=support, to_service=place.midwives, **ACT)


def reviewed(card: cards.Card, place: Place) -> WordingReview:
    """Somebody stands for it."""
    return WordingReview(
        trust=place.trust, wording=card.wording, digest=card.digest, reviewer="Ana Midwife", job="Infant feeding lead midwife",
        reviewed=TODAY, expires=TODAY + A_YEAR,
    )  # fmt: skip
