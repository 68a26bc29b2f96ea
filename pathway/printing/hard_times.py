"""If things get hard: whom she can call, by day and by night."""

from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .people import Door, front_door
from .records import Records
from .variants import Sheet
from .words import phone_number, said


class HardTimes(NamedTuple):
    """The section: her own people's number first, then those that anybody can call."""

    door: Door
    lines: tuple[SafeString, ...]


def hard_times(records: Records, sheet: Sheet) -> HardTimes:
    """The same for everybody but for whom she calls first."""
    lines = {
        "999": _("If you or someone else is in danger now, call %(phone)s."),
        "111": _("For help with your health, day or night, call NHS %(phone)s."),
        "116 123": _("To talk to someone who listens, day or night, call the Samaritans on %(phone)s."),
    }
    return HardTimes(
        front_door(records), tuple(said(words, phone=phone_number(phone)) for phone, words in lines.items())
    )
