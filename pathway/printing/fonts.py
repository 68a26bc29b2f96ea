"""The fonts of our papers, which set-up fetches, and the letters that they have."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

HERE = Path(__file__).parent
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
FETCHED = {"fonts": "files", "fonts-further": "further"}
"""Style sheets that name fonts, and the folder in which set-up puts those fonts."""
FACE = re.compile(r"font-weight: (?P<weight>\d+); src: url\((?P<path>[^)]+)\)")
EVERYWHERE = frozenset([*range(0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x20D0)])
"""Latin letters, marks and signs: where set-up has fetched nothing, whatever font the machine has is good for these."""


def sheets_of_fonts() -> list[str]:
    """The style sheets whose fonts are there."""
    return [name for name, folder in FETCHED.items() if (FONTS / folder).is_dir()]


@cache
def printable() -> frozenset[int]:
    """The letters that our own fonts have in every weight. What a machine has besides is no promise, so it counts for nothing."""
    from fontTools.ttLib import TTFont

    by_weight: dict[str, set[int]] = {}
    for sheet in sheets_of_fonts():
        for face in FACE.finditer((HERE / f"{sheet}.css").read_text()):
            with TTFont(FONTS / face["path"]) as font:
                by_weight.setdefault(face["weight"], set()).update(font.getBestCmap())
    return frozenset(set.intersection(*by_weight.values())) if by_weight else EVERYWHERE
