"""Gathers every fixed sentence of the papers into the catalogues of locale/, keeping what is translated already."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (("pathway/printing", "*.py"), ("pathway/models", "*.py"), ("templates/printing", "*.html"))
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
UNSAID = tuple(
    f'"{name}'.encode()
    for name in ("Project-Id", "Report-Msgid", "POT-", "PO-", "Last-Tr", "Language-Team", "Generated")
)
"""Header lines that say nothing here, or only when the file was written."""
HEADER = """\
# Wording of the papers that mothers are given.
# A template until a translator has filled it in; printed only where a named person stands for it.
#"""


def gathered() -> Catalog:
    """Every fixed sentence, with where it stands."""
    from pathway.printing import jargon  # which needs Django to be set up

    found = Catalog(project="Alongside", header_comment=HEADER)
    for path in sorted(path for folder, kind in SOURCES for path in (ROOT / folder).rglob(kind)):
        for _line, text, comments, context in sentences(path):
            found.add(text, locations=[(str(path.relative_to(ROOT)), 0)], auto_comments=comments, context=context)
    for word in jargon.table():
        for text in filter(None, (word.plain, word.advice)):
            found.add(text, locations=[("pathway/printing/jargon.toml", 0)])
    return found


def sentences(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """The marked sentences of one file; templates are read as Django reads them."""
    text = path.read_text(encoding="utf-8")
    source = templatize(text, origin=str(path)) if path.suffix == ".html" else text
    yield from extract("python", io.BytesIO(source.encode()), KEYWORDS, ["Translators:"])


def refreshed(path: Path, template: Catalog) -> bytes:
    """A catalogue's file with today's sentences and the translations that it has."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.header_comment, catalog.fuzzy = template.header_comment, False
    written = io.BytesIO()
    write_po(written, catalog, width=100, ignore_obsolete=True, sort_output=True)
    lines = written.getvalue().replace(b":0\n", b"\n").split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(UNSAID))


def paths() -> list[Path]:
    """The catalogues that the settings name; new ones begin empty."""
    from django.conf import settings

    return [settings.LOCALE_DIR / code / "LC_MESSAGES" / "django.po" for code, _ in settings.LANGUAGES if code != "en"]


def main() -> None:
    """Write every catalogue afresh."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pathway.settings")
    django.setup()
    template = gathered()
    for path in paths():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        path.write_bytes(refreshed(path, template))
        print(f"{path.relative_to(ROOT)}: {len(template)} sentences")


if __name__ == "__main__":
    main()
