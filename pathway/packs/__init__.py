"""Rule packs from their files: england.toml and its neighbours."""

import tomllib
from functools import cache
from pathlib import Path

from ..rules import ALL
from ..rules.pack import BadPack, Pack, read_pack

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The packs there are."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


@cache
def load(name: str) -> Pack:
    """A pack by its name; raises BadPack."""
    if name not in names():
        raise BadPack(name, [f"There is no such pack; there are {', '.join(names())}."])
    try:
        raw = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadPack(name, [f"It is not TOML: {fault}."]) from fault
    return read_pack(raw, ALL)
