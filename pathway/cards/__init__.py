"""Fact cards for mothers: one file each, every part with its source and whether somebody of ours has read it there."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """A heading and its paragraphs, and where their facts come from."""

    heading: str
    text: tuple[str, ...]
    source: str
    verified: bool


@dataclass(frozen=True)
class Card:
    """A card; `digest` stands for these very words."""

    name: str
    title: str
    parts: tuple[Part, ...]
    digest: str

    @property
    def wording(self) -> str:
        """How reviews name it."""
        return f"card {self.name}"


@cache
def load(name: str) -> Card:
    """The card of this name; KeyError if there is none."""
    if name not in names():
        raise KeyError(name)
    raw = (FOLDER / f"{name}.toml").read_bytes()
    found = tomllib.loads(raw.decode())
    parts = tuple(Part(row["heading"], tuple(row["text"]), row["source"], row["verified"]) for row in found["part"])
    return Card(name, found["title"], parts, hashlib.sha256(raw).hexdigest())


@cache
def names() -> tuple[str, ...]:
    """All cards, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
