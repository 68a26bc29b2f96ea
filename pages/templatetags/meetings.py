"""Signs and words for the way through meetings, and signs for the squares of a review: told apart in black and white."""

from fractions import Fraction

from django import template

from pathway.meetings import State
from pathway.review_grid import Grid, Square
from pathway.strip import State as WeekState

from .strip import SYMBOLS, WORDS

register = template.Library()

SIGNS = {State.DONE: "✓", State.BOOKED: "◉", State.TO_DO: "○", State.LATE: "!"}
SAID = {State.DONE: "Done.", State.BOOKED: "Booked.", State.TO_DO: "To come.", State.LATE: "Late."}
PART = "◐"
SQUARE_WORDS = WORDS | {WeekState.PROMISED: "still to come", WeekState.NOTHING: "promised, nothing recorded"}


@register.filter
def way_sign(state: State) -> str:
    """The sign for how far a step has come."""
    return SIGNS[state]


@register.filter
def way_word(state: State) -> str:
    """The same in a word."""
    return SAID[state]


@register.filter
def square_sign(square: Square) -> str:
    """The sign for a service's week."""
    return PART if square.part else SYMBOLS[square.state]


@register.simple_tag
def square_legend(grid: Grid) -> list[tuple[str, str, str]]:
    """The signs that stand in a review's squares, with their words."""
    shown = [state for state in WeekState if state in grid.states and SYMBOLS[state]]
    signs = [(str(state), SYMBOLS[state], SQUARE_WORDS[state]) for state in shown]
    if grid.parts:
        signs.append(("part", PART, "some of it came"))
    if grid.numbers:
        signs.append(("number", "1/2", "1 came of 2"))
    return signs


@register.filter
def rate(number: Fraction) -> str:
    """So many in four weeks, with one decimal where it is needed: 4, 1.5."""
    rounded = f"{float(number):.1f}"
    return rounded.removesuffix(".0")
