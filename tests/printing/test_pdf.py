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

from pathway.models import Pregnancy, Variant
from pathway.printing import SHEETS, plan_document, plan_pdf
from pathway.printing.giveaways import giveaway_in
from pathway.printing.pdf import FONTS, FontsOnly, pdf

from .whole_plans import (
    WHOLE_PLANS,
    a_whole_plan,
    apart,
    with_fourteen_promises,
    with_long_words,
    with_much_to_hide,
    with_twins,
)
from .women import TODAY, Place


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


VARIANTS = [Variant.FULL, Variant.LARGE, Variant.FRIDGE, Variant.SAFE]
SOME = [a_whole_plan, apart, with_much_to_hide, with_long_words]
"""Four women who differ most; all eight are printed where layout is what is tested."""


def printed(woman: Pregnancy, variant: str = Variant.FULL) -> bytes:
    """Her paper; the same HTML is laid out once for all tests."""
    document = plan_document(woman, today=TODAY, variant=variant)
    return printed_once(document.html, document.sheet.layouts, document.sheet.fits)


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


@pytest.mark.parametrize("woman", SOME)
def test_every_variant_says_truly_what_it_is(place: Place, woman: Any) -> None:
    her = woman(place)
    for variant in VARIANTS:
        document = printed(her, variant)
        with pikepdf.open(BytesIO(document)) as opened:
            assert str(opened.Root.Lang) == "en-GB"
            assert opened.Root.MarkInfo.Marked
            assert opened.Root.ViewerPreferences.DisplayDocTitle
            assert str(opened.docinfo.Title) == SHEETS[variant].title
            assert set(opened.docinfo.keys()) == {"/Title", "/Producer"}
            with opened.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
            descriptors = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
            assert descriptors
            assert all("/FontFile2" in one or "/FontFile3" in one for one in descriptors)
        tags = tags_in(document)
        headings = [tag for tag in tags if re.fullmatch(r"H\d", tag)]
        assert headings[0] == "H1"
        assert set(headings[1:]) == {"H2"}
        assert whole(tags)


def whole(tags: list[str]) -> bool:
    """Every list has items, every table rows with a header, and there are no pictures."""
    lists = tags.count("L") <= tags.count("LI") and tags.count("LI") == tags.count("LBody")
    tables = tags.count("Table") == tags.count("THead") and (not tags.count("Table") or tags.count("TH") >= 8)
    return lists and tables and "Figure" not in tags


def test_lists_tables_and_quotes_are_what_they_are(place: Place) -> None:
    document = plan_document(a_whole_plan(place), today=TODAY)
    tags = tags_in(pdf(document.html, document.sheet.layouts, None))
    assert tags.count("LI") == document.html.count("<li>")
    assert tags.count("BlockQuote") == document.html.count("<blockquote") == 3
    assert (tags.count("Table"), tags.count("TR"), tags.count("TH")) == (1, 6, 8 + 5)
    assert tags.count("H2") == len(document.sections) == document.html.count("<h2>")


def test_the_same_plan_gives_the_same_bytes(place: Place) -> None:
    her = with_twins(place)
    assert plan_pdf(her, today=TODAY) == plan_pdf(her, today=TODAY)


@pytest.mark.skipif(not (FONTS / "files").is_dir(), reason="set-up has not fetched the fonts: make run")
def test_the_fonts_are_ours(place: Place) -> None:
    with pikepdf.open(BytesIO(printed(with_twins(place)))) as opened:
        names = {
            str(each.FontName)
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        }
    assert all("Atkinson" in name for name in names), names


@pytest.mark.skipif(not (FONTS / "files").is_dir(), reason="set-up has not fetched the fonts: make run")
def test_letters_beyond_western_europe_come_from_their_own_font(place: Place) -> None:
    """WeasyPrint draws wrong letters where two font files share a name, though the text behind them reads right."""
    document = printed(with_long_words(place))
    with pikepdf.open(BytesIO(document)) as opened:
        fonts = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        names = [str(each.FontName) for each in fonts]
    assert any("Atkinson-Extended-Bold" in name for name in names), names
    assert not [name for name in names if re.search("Italic|Oblique", name)]


@pytest.mark.parametrize("woman", WHOLE_PLANS)
def test_the_fridge_takes_one_page(place: Place, woman: Any) -> None:
    document = printed(woman(place), Variant.FRIDGE)
    assert len(pypdf.PdfReader(BytesIO(document)).pages) == 1


def test_large_print_is_large_in_one_column_and_loses_nothing(place: Place) -> None:
    her = a_whole_plan(place)
    document = printed(her, Variant.LARGE)
    sizes = [float(size) for size in re.findall(rb"/\S+ ([\d.]+) Tf", content_of(document))]
    assert min(sizes) * POINTS_IN_A_PIXEL >= 18
    assert "Table" not in tags_in(document)
    large, usual = (plan_document(her, today=TODAY, variant=one) for one in (Variant.LARGE, Variant.FULL))
    assert [one.heading for one in large.sections] == [one.heading for one in usual.sections]
    for section, same in zip(large.sections, usual.sections, strict=True):
        if section.name != "coming_up":  # the calendar says in a picture what its list says in words
            assert section.text == same.text


@pytest.mark.parametrize(("lines", "pages"), [(33, 1), (36, 1), (37, 2), (60, 2)])
def test_a_last_page_with_next_to_nothing_on_it_is_spared(lines: int, pages: int) -> None:
    body = "<p>A line.</p>" * lines
    html = f"<html lang=en><title>My plan</title><h1>My plan</h1>{body}<p id=end>The end.</p></html>"
    assert len(pypdf.PdfReader(BytesIO(pdf(html, ("full", "full-close"), None))).pages) == pages


POINTS_IN_A_PIXEL = 0.75
"""WeasyPrint draws in CSS pixels and scales the page."""


def content_of(document: bytes) -> bytes:
    """What the pages draw."""
    with pikepdf.open(BytesIO(document)) as opened:
        return b"\n".join(page.Contents.read_bytes() for page in opened.pages)


def test_the_words_come_in_reading_order(place: Place) -> None:
    words = words_in(printed(a_whole_plan(place)))
    order = [
        "My plan", "Nadi", "What you said matters", "Being there", "What is going well", "Who helps you", "What you have been promised",
        "Kim from Family", "If nobody comes, call", "What you will do", "Required", "Coming up", "What happens when your baby",
        "Meetings, and your rights", "initial child protection conference", "Who knows what", "If things get hard",
        "If you do not agree", "What the words mean", "Plan 1, agreed on",
    ]  # fmt: skip
    places = [words.index(each) for each in order]
    assert places == sorted(places)


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_giveaway_can_be_read_out_of_it(place: Place, variant: str) -> None:
    document = printed(with_much_to_hide(place), variant)
    assert giveaway_in(words_in(document)) == ""
    assert not re.search(rb"heroin|methadon|[Dd]rug|alcohol|Asha", document)


@pytest.mark.parametrize("variant", [Variant.FULL, Variant.LARGE, Variant.FRIDGE])
def test_long_names_and_words_survive(place: Place, variant: str) -> None:
    words = words_in(printed(with_long_words(place), variant)).replace(" ", "")
    there = [
        "Featherstonehaugh",
        "Şahin",
        "Łukaszewska",
        "Bartholomew-Christopher" * 4,
        "Donaudampfschifffahrtsgesellschaft" * 3,
    ]
    there += ["Pneumonoultramicroscopicsilicovolcanoconiosis" * 6, "Wort" * 60] * (variant != Variant.FRIDGE)
    assert [each for each in there if each not in words] == []


def test_nothing_of_fourteen_promises_is_lost(place: Place) -> None:
    words = words_in(printed(with_fourteen_promises(place)))
    for number in range(14):
        assert words.count(f"01632 9600{number:02}") == 2
        assert f"Worker{number} from Team {number} will" in words


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
