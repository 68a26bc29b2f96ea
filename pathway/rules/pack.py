"""A rule pack: every threshold of every rule, each with its source and whether a person has verified it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, get_type_hints

from .limits import DAYS_MOST, Limit
from .rule import Rule


class BadPack(ValueError):
    """A pack that cannot be used; `faults` says what to mend, a sentence each."""

    def __init__(self, name: str, faults: Iterable[str]) -> None:
        """Name the pack and its faults."""
        self.faults = tuple(faults)
        super().__init__(f"The rule pack {name} cannot be used. " + " ".join(self.faults))


class Value(NamedTuple):
    """A threshold's value, where it comes from, and whether a person has verified it."""

    value: int
    source: str
    verified: bool


class Pack(NamedTuple):
    """A pack as the rules use it: `limits` holds each rule's own thresholds by its code."""

    name: str
    version: str
    title: str
    rules: tuple[Rule, ...]
    values: Mapping[str, Mapping[str, Value]]
    limits: Mapping[str, Any]

    def with_changes(self, changes: Mapping[str, Mapping[str, object]], *, version: str, source: str) -> "Pack":
        """This pack with some values changed locally: {"support_missed": {"grace_most": 5}}; raises BadPack.

        `version` names the changed pack; `source` says who decided on the values, and why.
        """
        raw: dict[str, Any] = {"name": self.name, "version": version, "title": self.title}
        for code, values in self.values.items():
            raw[code] = {name: value._asdict() for name, value in values.items()}
        for code, new in changes.items():
            for name, value in new.items():
                entry = {"value": value, "source": source, "verified": False}
                raw[code] = {**raw.get(code, {}), name: entry}
        return read_pack(raw, self.rules)


def limits_of(rule: Rule) -> dict[str, Limit]:
    """A rule's thresholds by name."""
    hints = get_type_hints(rule.thresholds, include_extras=True)
    return {name: hints[name].__metadata__[0] for name in rule.thresholds._fields}


def read_pack(raw: Mapping[str, Any], rules: Iterable[Rule]) -> Pack:
    """A pack from its TOML; raises BadPack with every fault in it."""
    rules = tuple(rules)
    faults = list(_faults(raw, rules))
    if faults:
        raise BadPack(str(raw.get("name", "without a name")), faults)
    values = {rule.code: {name: Value(**entry) for name, entry in raw.get(rule.code, {}).items()} for rule in rules}
    limits = {
        rule.code: rule.thresholds(**{name: value.value for name, value in values[rule.code].items()}) for rule in rules
    }
    return Pack(raw["name"], raw["version"], raw["title"], rules, values, limits)


def _faults(raw: Mapping[str, Any], rules: tuple[Rule, ...]) -> Iterator[str]:
    """What is missing, unknown or impossible in a pack."""
    for key in ("name", "version", "title"):
        if not isinstance(raw.get(key), str) or not raw[key].strip():
            yield f'"{key}" must be given as text.'
    for key in raw.keys() - {"name", "version", "title"} - {rule.code for rule in rules}:
        yield f'"{key}" is not a rule.'
    for rule in rules:
        entries = raw.get(rule.code, {})
        if isinstance(entries, Mapping):
            yield from _faults_of_rule(rule, entries)
        else:
            yield f'"{rule.code}" must be a table of thresholds.'


def _faults_of_rule(rule: Rule, entries: Mapping[str, Any]) -> Iterator[str]:
    limits = limits_of(rule)
    for name in sorted(entries.keys() - limits.keys()):
        yield f'"{rule.code}" has no threshold "{name}".'
    for name, limit in limits.items():
        where = f"{rule.code}.{name}"
        entry = entries.get(name)
        if entry is None:
            yield f"{where} is missing ({limit.words} … {limit.unit})."
        elif not isinstance(entry, Mapping) or entry.keys() != set(Value._fields):
            yield f'{where} must have exactly "value", "source" and "verified".'
        else:
            yield from _faults_of_value(where, entry, limit, entries)


def _faults_of_value(where: str, entry: Mapping[str, Any], limit: Limit, entries: Mapping[str, Any]) -> Iterator[str]:
    value, source = entry["value"], entry["source"]
    most = _most(limit, entries)
    if type(value) is not int:
        yield f"{where} must be a whole number, not {value!r}."
    elif not limit.least <= value <= most:
        named = f" (its {limit.most})" if isinstance(limit.most, str) else ""
        yield f"{where} is {value}; it must be between {limit.least} and {most}{named}."
    if not isinstance(source, str) or not source.strip():
        yield f"{where} needs a source in words."
    if type(entry["verified"]) is not bool:
        yield f"{where}: verified must be true or false."


def _most(limit: Limit, entries: Mapping[str, Any]) -> int:
    """The most a threshold may be; where another threshold says so, that one's value."""
    if isinstance(limit.most, int):
        return limit.most
    other = entries.get(limit.most)
    value = other.get("value") if isinstance(other, Mapping) else None
    return value if type(value) is int else DAYS_MOST
