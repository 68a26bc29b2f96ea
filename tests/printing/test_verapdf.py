"""An independent checker, where there is one: veraPDF holds every variant and every letter to PDF/UA-1."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pathway.printing import CHOICES, plan_document
from pathway.printing.letters import PLAIN, letter_document
from pathway.printing.pdf import pages

from .whole_plans import a_whole_plan, apart
from .women import TODAY, Place

JARS = os.environ.get("VERAPDF_JARS", "")
WITHOUT = "veraPDF is not here: install Java, and name its jars in VERAPDF_JARS (docs/adr/0010 says which)"


@pytest.mark.skipif(not (JARS and shutil.which("java")), reason=WITHOUT)
def test_vera_pdf_finds_nothing(place: Place, tmp_path: Path, root: Path) -> None:
    woman = a_whole_plan(place)
    documents = [plan_document(her, today=TODAY, variant=one) for her in (woman, apart(place)) for one in CHOICES]
    documents += [letter_document(meeting, today=TODAY, envelope=PLAIN) for meeting in woman.meetings.all()]
    files = [tmp_path / f"{number}.pdf" for number in range(len(documents))]
    for file, document in zip(files, documents, strict=True):
        file.write_bytes(pages(document.html, document.sheet.layouts, document.sheet.fits).content)
    checker = ["java", "-cp", JARS, str(root / "tools" / "CheckPdfUa.java"), *map(str, files)]
    result = subprocess.run(checker, capture_output=True, text=True, check=False, timeout=300)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr[-2000:]
