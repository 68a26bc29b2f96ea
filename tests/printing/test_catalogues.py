"""Language catalogues: kept fresh, whole or a template, and offered only while a named person stands for these very words."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from django.conf import settings
from django.utils.translation import gettext, override
from pytest_django import Settings

from pathway.actions import wording
from pathway.models import Trust
from pathway.permissions import CLOCK
from pathway.printing import catalogues
from tests import factories as make
from tools import messages

ONE_DAY = timedelta(days=1)


def catalogue(folder: Path, translations: dict[str, str], fuzzy: bool = False) -> catalogues.Catalogue:
    """A Polish catalogue with these sentences, as it stands in a file."""
    path = catalogues.path_of("pl", folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog = Catalog(locale="pl")
    for words, translation in translations.items():
        catalog.add(words, translation, flags=["fuzzy"] if fuzzy else [])
    with path.open("wb") as file:
        write_po(file, catalog)
    return catalogues.read("pl", "Polish", folder)


@pytest.mark.parametrize("path", messages.paths(), ids=lambda path: path.parent.parent.name)
def test_each_catalogue_has_the_papers_sentences_of_today(path: Path) -> None:
    assert path.read_bytes() == messages.refreshed(path, messages.gathered()), "run `make messages`"


def test_every_language_of_the_settings_has_its_catalogue() -> None:
    assert {path.parent.parent.name for path in messages.paths() if path.exists()} == {
        code for code, _ in settings.LANGUAGES if code != "en"
    }


def test_a_catalogue_is_whole_when_nothing_is_empty_or_a_guess(tmp_path: Path) -> None:
    assert catalogue(tmp_path, {"Call us.": "Zadzwoń."}).whole
    assert not catalogue(tmp_path, {"Call us.": "Zadzwoń.", "Wait.": ""}).whole
    assert not catalogue(tmp_path, {"Call us.": "Zadzwoń."}, fuzzy=True).whole
    assert not catalogue(tmp_path, {}).whole


def test_other_words_have_another_digest(tmp_path: Path) -> None:
    digests = {catalogue(tmp_path, {"Call us.": words}).digest for words in ("Zadzwoń.", "Zadzwoń do nas.", "Zadzwoń.")}
    assert len(digests) == 2


@pytest.fixture
def polish(tmp_path: Path, settings: Settings) -> catalogues.Catalogue:
    """Polish as the only catalogue, whole, compiled to a folder of its own."""
    settings.LOCALE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "compiled"]
    return catalogue(tmp_path, {"Call us.": "Zadzwoń do nas."})


def review(trust: Trust, one: catalogues.Catalogue, today: date, **fields: str) -> None:
    wording.review(
        trust=trust, reviewer="Ola Example", job="interpreter", reviewed=today - ONE_DAY, expires=today, by=CLOCK,
        today=today, **{"wording": one.wording, "digest": one.digest, **fields},
    )  # fmt: skip


@pytest.mark.django_db
def test_a_language_is_offered_on_the_last_day_of_its_review_and_not_after(
    polish: catalogues.Catalogue, today: date
) -> None:
    trust = make.a_trust()
    assert catalogues.offered(trust, today) == [("en", "English")]
    review(trust, polish, today)
    assert ("pl", "Polish") in catalogues.offered(trust, today)
    assert ("pl", "Polish") not in catalogues.offered(trust, today + ONE_DAY)
    assert ("pl", "Polish") not in catalogues.offered(make.a_trust(), today)
    with override("pl"):
        assert gettext("Call us.") == "Zadzwoń do nas."


@pytest.mark.django_db
def test_a_review_of_other_words_does_not_count(polish: catalogues.Catalogue, today: date) -> None:
    trust = make.a_trust()
    review(trust, polish, today, digest="0" * 64)
    assert catalogues.offered(trust, today) == [("en", "English")]


def test_the_shipped_catalogues_say_what_they_are() -> None:
    assert {one.language for one in catalogues.catalogues() if one.whole} == set()
    assert all(catalogues.missing(one).startswith("Nobody: ") for one in catalogues.catalogues())
