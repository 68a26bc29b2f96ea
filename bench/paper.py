"""How fast papers are drawn: ours beside bare WeasyPrint on the same HTML, in the same run, on one core and on two."""

from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from pathway.printing import pdf

PAPERS = 24
LAYOUT = "full"
SECTION = "<section><h2>Who helps you {n}</h2><ul class=lines>{lines}</ul></section>"
LINE = (
    "<li><p><b>Kim {n}</b>, family worker. Call <b class=phone>01632 960001</b></p><p>They can: help at home.</p></li>"
)


def papers(number: int) -> list[str]:
    """So many plans of about four pages, no two the same."""
    head = "<!doctype html><html lang=en-GB><meta charset=utf-8><title>My plan</title><body><h1>My plan</h1>"
    body = "".join(SECTION.format(n=n, lines="".join(LINE.format(n=m) for m in range(8))) for n in range(8))
    return [f"{head}<p class=name>Nadia {n}</p>{body}" for n in range(number)]


def ours(html: list[str]) -> int:
    """Pages drawn by the house: fonts and style sheets read once in the process."""
    return sum(pdf.pages(one, (LAYOUT,), None).number for one in html)


def bare(html: list[str]) -> int:
    """Pages drawn by WeasyPrint as its manual says, with the same style sheets."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    found = 0
    for one in html:
        fonts = FontConfiguration()
        names = ["fonts"] if (pdf.FONTS / "files").is_dir() else []
        paths = [Path(pdf.HERE) / f"{name}.css" for name in (*names, "plan", f"plan-{LAYOUT}")]
        base = f"{pdf.FONTS.as_uri()}/"
        sheets = [CSS(string=path.read_text(), base_url=base, font_config=fonts) for path in paths]
        document = HTML(string=one).render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
        document.write_pdf(pdf_variant="pdf/ua-1")
        found += len(document.pages)
    return found


def pages_per_second(draw: Any, html: list[str]) -> float:
    """Drawn once to warm up, then timed."""
    draw(html[:2])
    before = perf_counter()
    return float(draw(html) / (perf_counter() - before))


def measure() -> dict[str, float]:
    """Pages a second: bare, ours on one core, ours on two."""
    html = papers(PAPERS)
    found = {"bare": pages_per_second(bare, html), "ours": pages_per_second(ours, html)}
    halves = [html[::2], html[1::2]]
    with get_context("fork").Pool(2) as pool:  # as the worker does
        pool.map(ours, [half[:2] for half in halves], chunksize=1)
        before = perf_counter()
        drawn = sum(pool.map(ours, halves, chunksize=1))
        found["ours_on_two"] = drawn / (perf_counter() - before)
    return found
