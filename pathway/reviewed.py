"""Whether a card or a catalogue may be printed in a trust: only while a named person stands for these very words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .models import Trust, WordingReview


@dataclass(frozen=True)
class Standing:
    """`review` holds today, or is None; `why_not` then says why nobody stands for it."""

    review: WordingReview | None
    why_not: str = ""


def standings(trust: Trust, wordings: dict[str, str], today: date) -> dict[str, Standing]:
    """How each wording (name: digest) stands in a trust on a day, in one query."""
    rows = list(WordingReview.objects.filter(trust=trust, wording__in=wordings))
    return {
        name: standing([row for row in rows if row.wording == name], digest, today) for name, digest in wordings.items()
    }


def standing(rows: Iterable[WordingReview], digest: str, today: date) -> Standing:
    """How one wording stands, by all reviews of it."""
    reviews = sorted(rows, key=lambda row: row.expires)
    of_these_words = [row for row in reviews if row.digest == digest]
    if now := [row for row in of_these_words if row.stands(today)]:
        return Standing(now[-1])
    if of_these_words:
        return Standing(
            None, f"The review ended on {of_these_words[-1].expires:%-d %B %Y}. Somebody must read it again."
        )
    if reviews:
        return Standing(None, "The words have changed since somebody last read them. Somebody must read them again.")
    return Standing(None, "Nobody has read and checked it for this trust yet.")
