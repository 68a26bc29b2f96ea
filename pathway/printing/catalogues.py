"""Languages of the papers: which catalogues are whole, who stands for them, and making them ready for use."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings

from ..models import Trust
from ..reviewed import Standing, standings

ENGLISH = "en"
"""What the wording is written in; it needs no catalogue."""


@dataclass(frozen=True)
class Catalogue:
    """One language: how many of its sentences are translated; `digest` stands for these very words."""

    language: str
    name: str
    total: int
    translated: int
    digest: str

    @property
    def wording(self) -> str:
        """How reviews name it."""
        return f"catalogue {self.language}"

    @property
    def whole(self) -> bool:
        """Every sentence is translated, and none is only a guess."""
        return self.total > 0 and self.translated == self.total


def offered(trust: Trust, today: date) -> list[tuple[str, str]]:
    """The languages (code, name) in which a paper may be printed in a trust: English, and those that somebody stands for."""
    reviewed = [catalogue for catalogue, standing in with_standings(trust, today) if standing.review]
    for catalogue in reviewed:
        make_ready(catalogue)
    return [(ENGLISH, "English"), *((catalogue.language, catalogue.name) for catalogue in reviewed)]


def with_standings(trust: Trust, today: date) -> list[tuple[Catalogue, Standing]]:
    """Every catalogue, and whether somebody stands for it; one that is not whole is never reviewed."""
    found = catalogues()
    standing = standings(trust, {one.wording: one.digest for one in found}, today)
    return [(one, standing[one.wording] if one.whole else Standing(None, missing(one))) for one in found]


def missing(catalogue: Catalogue) -> str:
    """What a catalogue lacks."""
    if not catalogue.translated:
        return "Nobody: nothing is translated yet."
    return f"Nobody: {catalogue.total - catalogue.translated} of {catalogue.total} sentences are not translated yet."


def catalogues() -> tuple[Catalogue, ...]:
    """The catalogues there are, in the order of the settings."""
    return read_all(settings.LOCALE_DIR)


@cache
def read_all(folder: Path) -> tuple[Catalogue, ...]:
    """The catalogues of a folder, read once: they change only with the product."""
    return tuple(read(code, name, folder) for code, name in settings.LANGUAGES if path_of(code, folder).exists())


def path_of(language: str, folder: Path) -> Path:
    """Where a language's sentences are."""
    return folder / language / "LC_MESSAGES" / "django.po"


def read(language: str, name: str, folder: Path) -> Catalogue:
    """One catalogue as it stands in its file."""
    sentences = list(messages(read_file(path_of(language, folder))))
    done = [message for message in sentences if all(strings(message)) and not message.fuzzy]
    words = "\n".join(f"{message.id!r}={message.string!r}" for message in sentences)
    return Catalogue(language, name, len(sentences), len(done), hashlib.sha256(words.encode()).hexdigest())


def read_file(path: Path) -> Catalog:
    """A .po file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def messages(catalog: Catalog) -> Iterator[Message]:
    """Its sentences, without the header."""
    return (message for message in catalog if message.id)


def strings(message: Message) -> tuple[str, ...]:
    """A sentence's translation, all its plural forms."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def make_ready(catalogue: Catalogue) -> None:
    """Compile it to where Django looks for it, unless these very words are there already."""
    target = Path(settings.LOCALE_PATHS[0]) / catalogue.language / "LC_MESSAGES" / "django.mo"
    stamp = target.with_suffix(".sha256")
    if stamp.exists() and target.exists() and stamp.read_text() == catalogue.digest:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, read_file(path_of(catalogue.language, settings.LOCALE_DIR)))
    fresh.replace(target)
    stamp.write_text(catalogue.digest)
