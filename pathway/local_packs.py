"""The pack that judges a trust's pregnancies: the one it ships with, and the trust's own values on top."""

import logging
from collections.abc import Iterable
from functools import lru_cache

from . import packs
from .models.services import Trust
from .models.thresholds import Threshold
from .rules.pack import BadPack, Pack

log = logging.getLogger(__name__)

Own = tuple[tuple[str, str, int], ...]


def named(pack: Pack) -> str:
    """How a flag names the pack that judged it: "england 2026.1"."""
    return f"{pack.name} {pack.version}"


def pack_of(trust: Trust) -> Pack:
    """The pack of one trust."""
    return packs_of([trust])[trust.pk]


def packs_of(trusts: Iterable[Trust]) -> dict[int, Pack]:
    """Each trust's pack by its key, in one query."""
    by_key = {trust.pk: trust for trust in trusts}
    rows: dict[int, list[Threshold]] = {pk: [] for pk in by_key}
    for row in Threshold.objects.filter(trust__in=by_key):
        rows[row.trust_id].append(row)
    return {pk: usable(trust, rows[pk]) for pk, trust in by_key.items()}


def usable(trust: Trust, rows: list[Threshold]) -> Pack:
    """The trust's pack; the shipped one where an upgrade has made a value of the trust's own impossible."""
    try:
        return with_own(trust.pack, own_values(rows), len(rows))
    except BadPack as fault:
        log.error("Trust %d: %s The shipped pack is used instead.", trust.pk, fault)
        return packs.load(trust.pack)


def own_values(rows: Iterable[Threshold]) -> Own:
    """The values that stand: the latest of each threshold, left out where the trust went back to the pack's."""
    latest = {(row.rule, row.name): row.value for row in rows}
    return tuple((rule, name, value) for (rule, name), value in sorted(latest.items()) if value is not None)


@lru_cache(maxsize=200)
def with_own(name: str, own: Own, changes: int) -> Pack:
    """The shipped pack with a trust's own values; its version counts the trust's changes. Raises BadPack."""
    pack = packs.load(name)
    if not changes:
        return pack
    values: dict[str, dict[str, object]] = {}
    for rule, threshold, value in own:
        values.setdefault(rule, {})[threshold] = value
    return pack.with_changes(values, version=f"{pack.version}+{changes}", source="Decided by the trust")
