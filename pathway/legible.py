"""What people write, as others read it: without signs that nobody sees and that can turn or hide the words beside them."""

import re
import unicodedata

UNSEEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control signs but for line ends and tabs, spaces without width, byte order marks, and signs that turn what follows.

Marks of direction and joiners stay: Arabic, Urdu and Bengali are not written without them. A NUL and half
a surrogate pair are kept, and no form takes them.
"""


def legible(text: str) -> str:
    """The text without those signs; nothing, if nobody could see any of what is left."""
    left = UNSEEN.sub("", text)
    return left if any(counts(sign) for sign in left) else ""


def counts(sign: str) -> bool:
    """Somebody can see it, or a form will refuse it."""
    kind = unicodedata.category(sign)
    return kind[0] not in "CZ" or kind == "Cs" or sign == "\0"
