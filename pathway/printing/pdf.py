"""The paper itself: HTML to a tagged PDF, with our own fonts and nothing fetched from anywhere else."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import unquote, urlparse

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .fonts import FONTS, HERE, sheets_of_fonts

ON_A_SHEET = ("roomy", "snug", "tight")
"""From the most generous type to the smallest that is still easy to read (plan-*.css)."""
MOST_PAGES = 2
_one_at_a_time = Lock()  # Pango's font map is shared and not made for two threads


class Pages(NamedTuple):
    """A paper that is drawn: its bytes, and how many pages it takes."""

    content: bytes
    number: int


class FontsOnly(URLFetcher):
    """Reads font files of our own folder and nothing else: no network, no other file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False)
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The font at this address, or ValueError."""
        path = Path(unquote(urlparse(url).path)).resolve()
        if not path.is_relative_to(self.folder) or path.suffix not in {".woff2", ".woff"}:
            raise ValueError(f"Only our own fonts are read for a paper, not {url}")
        return super().fetch(url, headers)


def pdf(html: str, layouts: Sequence[str] = ON_A_SHEET, fits: int | None = MOST_PAGES) -> bytes:
    """The HTML as PDF/UA-1, in the most generous layout (plan-*.css) in which it takes no more than `fits` pages.

    With `fits` None it takes as many as it needs, in the first layout; in a closer one that spares a nearly empty page.
    The same HTML gives the same bytes. Nothing is ever cut off: what does not fit in the last layout runs on.
    """
    return pages(html, layouts, fits).content


def pages(html: str, layouts: Sequence[str], fits: int | None) -> Pages:
    """The same, and how many pages it takes."""
    with _one_at_a_time:
        document = laid_out(html, layouts, fits)
        return Pages(written(document, html), len(document.pages))


def laid_out(html: str, layouts: Sequence[str], fits: int | None) -> Document:
    """The paper in the layout that suits its length: one page if it can be, else as few as `fits`, else the last."""
    if fits is None:
        return without_a_bare_page(html, layouts)
    sheets: list[Document] = []
    for layout in layouts[:-1]:
        sheets.append(rendered(html, layout))
        if len(sheets[-1].pages) == 1:
            return sheets[-1]
    fitting = (sheet for sheet in sheets if len(sheet.pages) <= fits)
    return next(fitting, None) or rendered(html, layouts[-1])


def without_a_bare_page(html: str, layouts: Sequence[str]) -> Document:
    """The paper in its first layout, or in its second where that spares a last page with next to nothing on it."""
    usual = rendered(html, layouts[0])
    if len(layouts) == 1 or not ends_on_a_bare_page(usual):
        return usual
    closer = rendered(html, layouts[1])
    return closer if len(closer.pages) < len(usual.pages) else usual


def ends_on_a_bare_page(document: Document) -> bool:
    """The last of several pages is filled to less than a third; its last line is the element with the id "end"."""
    last = document.pages[-1]
    *_, bottom = last.anchors.get("end", (last.height,))
    return len(document.pages) > 1 and bottom < last.height / 3


def rendered(html: str, layout: str) -> Document:
    """The pages in one layout; the HTML itself may fetch nothing at all."""
    source = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=frozenset(), allow_redirects=False))
    return source.render(stylesheets=style_sheets(layout), font_config=fonts(), **UA)


def written(document: Document, html: str) -> bytes:
    """The pages as bytes, with an identifier that follows from what they say."""
    result: bytes = document.write_pdf(pdf_identifier=hashlib.sha256(html.encode()).digest()[:16], **UA)
    return result


UA: dict[str, Any] = {"pdf_variant": "pdf/ua-1"}


@cache
def fonts() -> FontConfiguration:
    """The fonts, read once for all papers."""
    return FontConfiguration()


@cache
def style_sheets(layout: str) -> tuple[CSS, ...]:
    """Fonts (where set-up has fetched them), the common style, and the layout's own measures."""
    return tuple(style_sheet(HERE / f"{name}.css") for name in [*sheets_of_fonts(), "plan", f"plan-{layout}"])


def style_sheet(path: Path) -> CSS:
    """One style sheet; what it names is looked for among our fonts."""
    base = f"{FONTS.as_uri()}/"
    return CSS(string=path.read_text(), base_url=base, font_config=fonts(), url_fetcher=FontsOnly(FONTS))
