"""The PDF read back: its words, its structure, its fonts; and that it fetches nothing."""

import logging
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
import pytest

from pathway.models import Pregnancy
from pathway.printing import plan_html, plan_pdf
from pathway.printing.giveaways import giveaway_in
from pathway.printing.pdf import FONTS, FontsOnly, pdf

from .women import (
    TODAY,
    WEEK,
    Place,
    a_meeting,
    a_mother,
    a_promise,
    a_visit,
    a_woman,
    one_with_fourteen_promises,
    one_with_long_words,
    one_with_much_to_hide,
    says,
)


@pytest.fixture(autouse=True)
def complaints(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """WeasyPrint only logs what breaks the rules of accessible PDF; here its errors and warnings are failures."""
    logger = logging.getLogger("weasyprint")
    before = logger.level
    logger.setLevel(logging.WARNING)
    yield
    logger.setLevel(before)
    told = [record.getMessage() for record in caplog.get_records("call") if record.name.startswith("weasyprint")]
    assert told == []


def an_empty_plan(place: Place) -> Pregnancy:
    """A woman to whom nobody has promised anything."""
    return a_woman(place)


def an_ordinary_plan(place: Place) -> Pregnancy:
    """One promise, one visit, one meeting, her words."""
    woman = a_woman(place)
    says(woman, "matters", "Being treated like anyone else")
    a_visit(a_promise(woman, place), TODAY + WEEK)
    a_meeting(woman)
    return woman


def one_apart_from_her_baby(place: Place) -> Pregnancy:
    """Her baby lives with a carer."""
    woman = a_mother(place, born=TODAY - 8 * WEEK, with_her=False)
    a_promise(woman, place)
    return woman


WOMEN = [
    an_empty_plan, an_ordinary_plan, one_apart_from_her_baby, one_with_much_to_hide, one_with_fourteen_promises,
    one_with_long_words,
]  # fmt: skip


def printed(woman: Pregnancy) -> bytes:
    """Her paper; the same HTML is laid out once for all tests."""
    return printed_once(plan_html(woman, today=TODAY))


printed_once = cache(pdf)


def words_in(document: bytes) -> str:
    """The text of all pages, each space a single one."""
    pages = pypdf.PdfReader(BytesIO(document)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def tags_in(document: bytes) -> list[str]:
    """The structure's tags in reading order, without the leading slash."""
    with pikepdf.open(BytesIO(document)) as opened:
        return list(tags_below(opened.Root.StructTreeRoot.K))


def tags_below(node: Any) -> Iterator[str]:
    """The tags of a node and of all below it."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags_below(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S).lstrip("/")
        yield from tags_below(node.get("/K", pikepdf.Array()))


@pytest.mark.parametrize("woman", WOMEN)
def test_every_paper_is_tagged_titled_and_in_english(place: Place, woman: Any) -> None:
    with pikepdf.open(BytesIO(printed(woman(place)))) as opened:
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.docinfo.Title) == "My plan"
        assert set(opened.docinfo.keys()) == {"/Title", "/Producer"}
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("woman", WOMEN)
def test_headings_follow_one_another_without_a_leap(place: Place, woman: Any) -> None:
    headings = [tag for tag in tags_in(printed(woman(place))) if re.fullmatch(r"H\d", tag)]
    assert headings == ["H1", "H2", "H2", "H2", "H2", "H2"]


@pytest.mark.parametrize("woman", WOMEN)
def test_the_same_plan_gives_the_same_bytes(place: Place, woman: Any) -> None:
    her = woman(place)
    assert plan_pdf(her, today=TODAY) == plan_pdf(her, today=TODAY)


@pytest.mark.parametrize("woman", WOMEN)
def test_every_font_is_embedded(place: Place, woman: Any) -> None:
    with pikepdf.open(BytesIO(printed(woman(place)))) as opened:
        descriptors = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert descriptors
        assert all("/FontFile2" in each or "/FontFile3" in each for each in descriptors)


@pytest.mark.skipif(not (FONTS / "files").is_dir(), reason="set-up has not fetched the fonts: make run")
def test_the_fonts_are_ours(place: Place) -> None:
    with pikepdf.open(BytesIO(printed(an_ordinary_plan(place)))) as opened:
        names = {
            str(each.FontName)
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        }
    assert all("Atkinson" in name for name in names), names


@pytest.mark.skipif(not (FONTS / "files").is_dir(), reason="set-up has not fetched the fonts: make run")
def test_letters_beyond_western_europe_come_from_their_own_font(place: Place) -> None:
    """WeasyPrint draws wrong letters where two font files share a name, though the text behind them reads right."""
    document = printed(one_with_long_words(place))
    with pikepdf.open(BytesIO(document)) as opened:
        fonts = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        names = [str(each.FontName) for each in fonts]
    assert any("Atkinson-Extended-Bold" in name for name in names), names
    assert not [name for name in names if re.search("Italic|Oblique", name)]


@pytest.mark.parametrize("woman", WOMEN)
def test_one_sheet_is_enough(place: Place, woman: Any) -> None:
    document = printed(woman(place))
    assert len(pypdf.PdfReader(BytesIO(document)).pages) <= 2


def test_an_ordinary_plan_fits_on_one_side(place: Place) -> None:
    assert len(pypdf.PdfReader(BytesIO(printed(an_ordinary_plan(place)))).pages) == 1


def test_lists_and_tables_are_lists_and_tables(place: Place) -> None:
    tags = tags_in(printed(an_ordinary_plan(place)))
    assert [tags.count(tag) for tag in ("L", "LI", "Table", "THead", "BlockQuote", "Figure")] == [1, 1, 2, 2, 1, 0]


def test_the_words_come_in_reading_order(place: Place) -> None:
    words = words_in(printed(an_ordinary_plan(place)))
    order = [
        "My plan", "Asha", "What you said matters", "Being treated", "What you have been promised", "Kim from Family",
        "If nobody comes, call", "Coming up", "Who helps you", "If you do not agree", "not agreed yet",
    ]  # fmt: skip
    places = [words.index(each) for each in order]
    assert places == sorted(places)


def test_no_giveaway_can_be_read_out_of_it(place: Place) -> None:
    document = printed(one_with_much_to_hide(place))
    assert giveaway_in(words_in(document)) == ""
    assert not re.search(rb"heroin|methadon|[Dd]rug|alcohol|Asha", document)


def test_long_names_and_words_survive(place: Place) -> None:
    words = words_in(printed(one_with_long_words(place))).replace(" ", "")
    for each in ("Featherstonehaugh", "Şahin", "Łukaszewska", "Pneumonoultramicroscopicsilicovolcanoconiosis" * 6,
                 "Bartholomew-Christopher" * 4, "Donaudampfschifffahrtsgesellschaft" * 3, "Wort" * 60):  # fmt: skip
        assert each in words


def test_nothing_of_fourteen_promises_is_lost(place: Place) -> None:
    words = words_in(printed(one_with_fourteen_promises(place)))
    for number in range(14):
        assert words.count(f"01632 9600{number:02}") == 2
        assert f"Worker{number} from Team {number} will" in words


def test_what_does_not_fit_on_a_sheet_runs_on_and_is_never_cut(place: Place) -> None:
    woman = a_woman(place)
    says(woman, "matters", " ".join(f"word{number}" for number in range(4000)))
    document = printed(woman)
    assert len(pypdf.PdfReader(BytesIO(document)).pages) > 2
    assert "word3999" in words_in(document)


@pytest.mark.parametrize(
    "address",
    ["http://example.test/a.woff2", "file:///etc/passwd", f"{FONTS.as_uri()}/../../pathway/settings.py",
     f"{FONTS.as_uri()}/%2e%2e/%2e%2e/var/secret_key", "data:text/plain,hello", f"{FONTS.as_uri()}/LICENSE"],
)  # fmt: skip
def test_style_sheets_fetch_our_fonts_and_nothing_else(address: str) -> None:
    with pytest.raises(ValueError, match=r"Only our own fonts|disallowed protocol"):
        FontsOnly(FONTS).fetch(address)


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png", "data:image/png;base64,aaaa"])
def test_the_paper_itself_fetches_nothing(address: str, caplog: pytest.LogCaptureFixture) -> None:
    html = f"<html lang=en><title>My plan</title><h1>My plan</h1><img alt='A picture' src='{address}'></html>"
    pdf(html)
    assert "disallowed protocol" in caplog.text
    caplog.clear()
