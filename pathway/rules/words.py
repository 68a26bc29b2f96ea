"""The closed sets that rules, tables, stories and screens share."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a promised support is for."""

    SUPPORT = "support"
    CHECK = "check"
    BOTH = "both"


class Outcome(StrEnum):
    """What became of a booked contact."""

    DELIVERED = "delivered"
    CANCELLED_BY_SERVICE = "cancelled_by_service"
    CANCELLED_BY_HER = "cancelled_by_her"
    MISSED = "missed"


class Mode(StrEnum):
    """How a contact happens; a clinic is a place she must travel to."""

    HOME = "home"
    CLINIC = "clinic"
    PHONE = "phone"
    VIDEO = "video"


class Help(StrEnum):
    """What she needs, or is given, so that she can come."""

    CHILDCARE = "childcare"
    TRANSPORT = "transport"
    INTERPRETER = "interpreter"


class MeetingKind(StrEnum):
    """Formal meetings about her or her baby."""

    INITIAL_CONFERENCE = "initial conference"
    REVIEW_CONFERENCE = "review conference"
    CORE_GROUP = "core group"
    DISCHARGE_PLANNING = "discharge planning"
    OTHER = "other"


class GettingSupport(StrEnum):
    """Her answer to "are you getting the support you were promised?"."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


class Level(IntEnum):
    """How soon somebody should act; the smaller, the sooner."""

    NOW = 1
    SOON = 2
    WATCH = 3
