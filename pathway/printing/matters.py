"""What she said: what matters to her, what she wants, what she thinks of the plan, what is going well. Her words, unchanged."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from ..models import Asked, Information, Topic
from .records import Records
from .variants import Sheet
from .words import sentence

NOT_SAID_YET = _("You can tell us what matters to you. We will write it here.")
KEPT_ELSEWHERE = _("You told us what matters to you. We keep it in your notes, and not on this paper.")


class Matters(NamedTuple):
    """Her words, or what stands in their place; what she wants; her view of the plan."""

    words: str
    instead: str
    aims: tuple[str, ...]
    view: str


def matters(records: Records, sheet: Sheet) -> Matters:
    """What she said matters, first on the paper."""
    words = her_words(Topic.MATTERS, "What she said matters", records)
    view = passed(records.version.her_words, "What she said about the plan", records) if records.version else ""
    return Matters(words, "" if words else instead(records), aims(records), view)


def going_well(records: Records, sheet: Sheet) -> str:
    """What she said is going well."""
    return her_words(Topic.GOING_WELL, "What she said is going well", records)


def her_words(topic: Topic, called: str, records: Records) -> str:
    """Her own words on a topic as they stand in the plan, if they give nothing away."""
    said = {need["topic"]: need["her_words"] for need in records.content["needs"]}
    words = said.get(topic.value, "") if records.sees(Information.NEEDS) else ""
    return passed(words, called, records)


def passed(words: str, called: str, records: Records) -> str:
    """Her own words unchanged, if they give nothing away; after a loss, none that speak of the baby."""
    lost = records.a_baby_is_not_with_her() and not records.a_baby_lives_elsewhere()
    screen = records.screen
    return screen.passed_about_care(words, called) if lost else screen.passed(words, called)


def instead(records: Records) -> str:
    """What stands where her own words do not."""
    need = records.needs.get(Topic.MATTERS)
    told = need is not None and need.asked == Asked.ASKED and need.her_words.strip()
    return str(KEPT_ELSEWHERE if told else NOT_SAID_YET)


def aims(records: Records) -> tuple[str, ...]:
    """What she wants."""
    words = (passed(aim["words"], "Something that she wants", records) for aim in records.content["aims"])
    return tuple(sentence(each) for each in words if each)
