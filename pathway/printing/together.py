"""Many kept papers in one PDF for a printer that prints on both sides."""

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO

from pypdf import PdfReader, PdfWriter


def together(papers: Iterable[BinaryIO]) -> bytes:
    """The papers one after another; one with an odd number of pages is followed by an empty one.

    It is for the printer alone: read on a screen, each paper by itself keeps its headings and its reading order.
    """
    writer = PdfWriter()
    for paper in papers:
        pages = PdfReader(paper).pages
        for page in pages:
            writer.add_page(page)
        if len(pages) % 2:
            writer.add_blank_page()
    result = BytesIO()
    writer.write(result)
    return result.getvalue()
