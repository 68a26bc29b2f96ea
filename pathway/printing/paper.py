"""The plan as it stands on the paper: every word chosen, ready for the template."""

from dataclasses import dataclass

from ..models import Asked, Topic
from .coming_up import Coming, coming_up
from .people import Helper, front_door, helpers, main_worker_words
from .promises import Promise, promises
from .records import Records
from .words import full_day

NOT_SAID_YET = "You can tell us what matters to you. We will write it here."
KEPT_ELSEWHERE = "You told us what matters to you. We keep it in your notes, and not on this paper."


@dataclass(frozen=True)
class Paper:
    """All that is printed."""

    name: str
    for_her: str
    matters: str
    no_matters: str
    going_well: str
    main_worker: str
    helpers: tuple[Helper, ...]
    promises: tuple[Promise, ...]
    coming: tuple[Coming, ...]
    door: str
    door_phone: str
    version: str


def paper(records: Records) -> Paper:
    """Her plan on the day; texts left out are kept in `records.screen`."""
    promised = tuple(promises(records))
    matters = her_words(Topic.MATTERS, "What she said matters", records)
    door, phone = front_door(records)
    return Paper(
        name=records.pregnancy.mother.called,
        for_her=for_her(records) if promised else "",
        matters=matters,
        no_matters="" if matters else no_matters(records),
        going_well=her_words(Topic.GOING_WELL, "What she said is going well", records),
        main_worker=main_worker_words(records),
        helpers=tuple(helpers(records)),
        promises=promised,
        coming=tuple(coming_up(records)),
        door=door,
        door_phone=phone,
        version=version_words(records),
    )


def her_words(topic: Topic, called: str, records: Records) -> str:
    """Her own words on a topic, unchanged, if they give nothing away."""
    need = records.needs.get(topic)
    return records.screen.passed(need.her_words, called) if need else ""


def no_matters(records: Records) -> str:
    """What stands where her own words do not."""
    need = records.needs.get(Topic.MATTERS)
    told = need is not None and need.asked == Asked.ASKED and need.her_words.strip()
    return KEPT_ELSEWHERE if told else NOT_SAID_YET


def for_her(records: Records) -> str:
    """For a woman whose baby lives elsewhere, or has died: her own support goes on."""
    if records.a_baby_lives_elsewhere():
        return "These promises are for you. They stand wherever your baby lives."
    return "These promises are for you." if records.a_baby_is_not_with_her() else ""


def version_words(records: Records) -> str:
    """Which plan this is, and when the paper was made."""
    printed = f"Printed on {full_day(records.today)}."
    if records.version is None:
        return f"This plan is not agreed yet. {printed}"
    return f"Plan {records.version.number}, agreed on {full_day(records.version.agreed)}. {printed}"
