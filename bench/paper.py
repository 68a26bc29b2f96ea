"""How fast papers are drawn: ours beside bare WeasyPrint on the same HTML, in the same run, on one core and on two."""

from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from pathway.printing import pdf

PAPERS, ROUNDS = 12, 3
LAYOUT = "full"
Draw = Callable[[list[str]], int]
START = get_context("fork").Barrier(2)
"""Made before the processes that share it."""
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
        paths = [Path(pdf.HERE) / f"{name}.css" for name in (*pdf.sheets_of_fonts(), "plan", f"plan-{LAYOUT}")]
        base = f"{pdf.FONTS.as_uri()}/"
        sheets = [CSS(string=path.read_text(), base_url=base, font_config=fonts) for path in paths]
        document = HTML(string=one).render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
        document.write_pdf(pdf_variant="pdf/ua-1")
        found += len(document.pages)
    return found


class Drawn(NamedTuple):
    """So many pages, in so many seconds by the clock on the wall and of one core's work."""

    pages: int
    wall: float
    work: float

    @property
    def speed(self) -> float:
        """Pages for each second of one core's work, whatever else the machine did meanwhile."""
        return self.pages / self.work


def timed(draw: Draw, html: list[str]) -> Drawn:
    """Draw them all."""
    wall, work = perf_counter(), process_time()
    number = draw(html)
    return Drawn(number, perf_counter() - wall, process_time() - work)


def on_two(papers: list[str]) -> Drawn:
    """In one of two processes: wait until the other is ready too, so that both draw at the same time."""
    START.wait()
    return timed(ours, papers)


def measure(number: int = PAPERS, rounds: int = ROUNDS) -> dict[str, float]:
    """Pages a second, the best of some rounds: bare, ours on one core, ours on two that each draw as many.

    The rounds take turns, so that a busy minute of the machine harms all three alike.
    """
    html = papers(number)
    for draw in (bare, ours):
        draw(html[:2])
    found: dict[str, list[float]] = {name: [] for name in ("bare", "ours", "ours_on_two", "wall_ours", "wall_on_two")}
    with get_context("fork").Pool(2) as pool:  # as the worker does
        for _ in range(1 + rounds):  # the first warms both of them up
            bare_ones, alone, both = (
                timed(bare, html),
                pool.apply(timed, (ours, html)),
                pool.map(on_two, [html, html], 1),
            )
            pages = sum(one.pages for one in both)
            found["bare"].append(bare_ones.speed)
            found["ours"].append(alone.speed)
            found["ours_on_two"].append(sum(one.speed for one in both))
            found["wall_ours"].append(alone.pages / alone.wall)
            found["wall_on_two"].append(pages / max(one.wall for one in both))
    return {name: max(speeds[1:]) for name, speeds in found.items()}
