"""Every section of every variant: what it says, from her records. Nothing to say is nothing printed."""

from collections.abc import Callable
from typing import Any

from ..models import Information
from .around_her import care, own_people
from .asks import asks
from .birth import birth
from .coming_up import coming_up_section
from .dates import dates, number, words
from .glossary import glossary
from .hard_times import hard_times
from .knows import knows
from .matters import going_well, matters
from .meetings import meetings
from .owed import owed
from .people import call, helpers_section
from .promises import promises_section
from .records import Records
from .variants import Sheet

SECTIONS: dict[str, Callable[[Records, Sheet], Any]] = {
    "matters": matters,
    "going_well": going_well,
    "own_people": own_people,
    "care": care,
    "helpers": helpers_section,
    "promises": promises_section,
    "owed": owed,
    "asks": asks,
    "coming_up": coming_up_section,
    "birth": birth,
    "meetings": meetings,
    "knows": knows,
    "hard_times": hard_times,
    "disagree": call,
    "glossary": glossary,
    "call": call,
    "words": words,
    "dates": dates,
    "number": number,
}
"""By name; the template of each is templates/printing/<name>.html."""
OF_NEEDS = ("matters", "going_well", "own_people", "care", "owed", "birth")
WITH_MEETINGS = ("meetings", "coming_up", "dates")


def class_of(name: str, records: Records) -> Information:
    """The most private class of information that stands in a section of her paper."""
    if name in WITH_MEETINGS and records.meetings:
        return Information.CHILD_PROTECTION
    if name == "asks" and records.something_is_required():
        return Information.CHILD_PROTECTION
    return Information.NEEDS if name in OF_NEEDS else Information.PATHWAY
