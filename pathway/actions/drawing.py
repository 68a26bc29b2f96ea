"""A paper drawn, if our fonts have every letter on it: nobody is handed empty boxes for what she said."""

from typing import TYPE_CHECKING

from .base import Problem

if TYPE_CHECKING:
    from ..printing.document import Document
    from ..printing.pdf import Pages


class CannotPrint(Problem):
    """Words on it hold letters that our fonts lack. `in_short` quotes none of them."""

    in_short = "It holds letters that the paper cannot print. The page before printing says which."


def drawn(document: "Document") -> "Pages":
    """The paper's bytes, or CannotPrint with the words and where they stand."""
    from ..printing.alphabets import lacking
    from ..printing.pdf import pages

    if found := lacking(document):
        raise CannotPrint(" ".join(each.sentence for each in found))
    return pages(document.html, document.sheet.layouts, document.sheet.fits)
