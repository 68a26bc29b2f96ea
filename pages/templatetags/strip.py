"""The week strip's symbols and words: told apart in black and white, and by ear."""

from django import template

from pathway.strip import Cell, State

register = template.Library()

SYMBOLS = {
    State.KEPT: "✓",
    State.BOOKED: "◉",
    State.NOT_RECORDED: "?",
    State.CANCELLED_BY_SERVICE: "⊘",
    State.COULD_NOT_COME: "✕",
    State.NOTHING: "–",
    State.PROMISED: "○",
    State.PAUSED: "‖",
    State.NOT_DUE: "·",
    State.NOT_PROMISED: "",
}
WORDS = {
    State.KEPT: "kept",
    State.BOOKED: "booked",
    State.NOT_RECORDED: "outcome not recorded",
    State.CANCELLED_BY_SERVICE: "cancelled by the service",
    State.COULD_NOT_COME: "she could not come",
    State.NOTHING: "promised, nothing recorded or booked",
    State.PROMISED: "promised, not booked yet",
    State.PAUSED: "a pause she asked for or agreed to",
    State.NOT_DUE: "nothing due this week",
    State.NOT_PROMISED: "not promised",
}
TALLEST_BAR = 5


@register.filter
def symbol(cell: Cell) -> str:
    """The sign for a cell's state."""
    return SYMBOLS[cell.state]


@register.filter
def spoken(cell: Cell) -> str:
    """A cell in words: “kept”, or “2 kept, 1 cancelled by the service”."""
    if cell.contacts < 2:
        return WORDS[cell.state]
    return ", ".join(f"{number} {WORDS[state]}" for state, number in cell.counts)


@register.filter
def bar(number: int) -> int:
    """The height of a bar for so many contacts, in steps."""
    return min(number, TALLEST_BAR)


@register.simple_tag
def legend() -> list[tuple[State, str, str]]:
    """Every state with its sign and its words, but for the empty cell."""
    return [(state, SYMBOLS[state], WORDS[state]) for state in State if SYMBOLS[state]]
