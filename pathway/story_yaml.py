"""YAML files to plain values, with doubled keys found and dates and times left as words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml  # the format that midwives can write

LARGEST_FILE = 1_000_000  # bytes
MOST_VALUES = 100_000


class Fault(NamedTuple):
    """What is wrong, where in which file, and what was expected."""

    file: str
    where: str
    wrong: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where or 'the file'}: {self.wrong}; expected {self.expected}"


class NotWords(str):
    """What stood without quotation marks and is no word: 2025-09-01, 7.5, 10:00 (600 to YAML), 09:00 (like 10:00)."""

    __slots__ = ()


class Duplicate(NamedTuple):
    """Stands in a mapping for a key that is there twice."""

    key: str


class _Loader(yaml.SafeLoader):
    """YAML with dates and times left as words, whole numbers as numbers, and doubled keys found."""


_A_TIME = re.compile(r"\d\d:\d\d")
_LEFT_AS_WORDS = {
    "tag:yaml.org,2002:timestamp",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:merge",
}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in _LEFT_AS_WORDS]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[+-]?(0|[1-9]\d*)$"), list("+-0123456789"))


def _words(loader: _Loader, node: yaml.ScalarNode) -> str:
    if node.style:  # quoted
        return str(node.value)
    found = yaml.SafeLoader.yaml_implicit_resolvers.get(node.value[:1], [])
    is_other = any(tag in _LEFT_AS_WORDS and pattern.match(node.value) for tag, pattern in found)
    return NotWords(node.value) if is_other or _A_TIME.fullmatch(node.value) else str(node.value)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "(not a word)"
        found[key] = Duplicate(key) if key in found else loader.construct_object(value_node, deep=True)
    return found


def _sequence(loader: _Loader, node: yaml.SequenceNode) -> list[Any]:
    return [loader.construct_object(item, deep=True) for item in node.value]


_Loader.add_constructor("tag:yaml.org,2002:str", _words)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:seq", _sequence)


def story_paths(paths: list[Path]) -> Iterator[Path]:
    """The story files named, and those in the folders named, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in {".yaml", ".yml"} and file.is_file())
        else:
            yield path


def parse(file: Path) -> tuple[Any, Fault | None]:
    """A file's YAML as plain values; or the fault for which it cannot be read at all."""
    try:
        text = _text(file)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            raise _CannotRead("the file is empty", "a story: title, woman, pregnancy, …")
        if _size(node, {}) > MOST_VALUES:
            raise _CannotRead("the file is too large", f"at most {MOST_VALUES} values")
        return loader.construct_document(node), None
    except _CannotRead as fault:
        return None, Fault(str(file), fault.where, fault.wrong, fault.expected)
    except RecursionError:
        return None, Fault(str(file), "", "it is nested too deeply", "a story as in stories/")
    except (yaml.YAMLError, ValueError) as error:
        return None, Fault(str(file), _line(error), f"this is not YAML: {_problem(error)}", "YAML as in stories/")


class _CannotRead(Exception):
    def __init__(self, wrong: str, expected: str, where: str = "") -> None:
        self.wrong, self.expected, self.where = wrong, expected, where


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise _CannotRead(f"it cannot be read ({error.strerror})", "a story file or a folder of them") from error
    if len(raw) > LARGEST_FILE:
        raise _CannotRead(f"it has {len(raw)} bytes", f"at most {LARGEST_FILE}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _CannotRead("a character is not UTF-8", "text saved as UTF-8", f"line {line}") from error


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """How many values a node holds, each alias counted as what it stands for."""
    if id(node) not in known:
        known[id(node)] = MOST_VALUES  # a node that holds itself is too large
        known[id(node)] = 1 + sum(_size(child, known) for child in _children(node))
    return known[id(node)]


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        yield from child if isinstance(child, tuple) else (child,)


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else ""


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).split("\n")[0]
