"""Gentle questions about a plan as it stands; none of them stops anybody. Pure."""

from collections.abc import Collection, Iterator

AFTER_LOSS = (
    "Some of this may have been written before her loss. Read it with her: nothing falls away by itself. "
    "What would help her now, for herself?"
)
OWN_LIFE = frozenset({"me", "home", "money", "work", "people", "other"})


def prompts(*, aims: Collection[str], asks_without_help: int, born: bool, lost: bool, promises: int) -> Iterator[str]:
    """What to ask her or each other; `aims` holds what each standing aim is about. After a loss one question is enough."""
    if not promises:
        yield "No service has promised her anything from today on."
    if lost:
        yield AFTER_LOSS
        return
    if not aims:
        yield "Nothing is noted yet of what she wants. What would make the biggest difference to her?"
    elif OWN_LIFE.isdisjoint(aims):
        after = "Since the birth, what" if born else "What"
        yield (
            "All that stands here is about the baby or her health. "
            f"{after} would she like for herself: home, money, work, learning, people?"
        )
    if asks_without_help:
        what = "One thing is" if asks_without_help == 1 else f"{asks_without_help} things are"
        yield f"{what} asked of her for which no help is promised yet. What would make it possible?"
