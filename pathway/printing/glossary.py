"""Words of the trade that stand in what people wrote on this paper, explained; with advice where they have the force of law."""

from typing import NamedTuple

from . import jargon
from .giveaways import giveaway_in
from .records import Records
from .variants import Sheet


class Entry(NamedTuple):
    """A word, what it means, and the advice that goes with it."""

    term: str
    plain: str
    advice: str


def glossary(records: Records, sheet: Sheet) -> tuple[Entry, ...]:
    """Each word once, in the order in which it is met; it comes last, when every text has been let through."""
    uses = [use for text in records.screen.let_through for use in jargon.find(text)]
    first = {use.term: use for use in uses if not giveaway_in(use.plain)}
    return tuple(Entry(use.term, use.plain, use.advice) for use in first.values())
