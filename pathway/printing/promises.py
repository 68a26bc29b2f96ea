"""What a service has promised, as sentences she can hold it to."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..models import Support
from ..rules.words import Kind, Mode
from .people import front_door, in_post, phone_of, service_name, who
from .records import Records
from .words import full_day, often, sentence

BOXES = 4
"""One for each of the next four times, to tick."""
TO_NAME_A_DATE = timedelta(days=14)
"""A promise that is still without a first date after this many days is flagged (RULES.md, support_undated)."""

DOING = {
    Mode.HOME: "visit you at home",
    Mode.CLINIC: "see you",
    Mode.PHONE: "phone you",
    Mode.VIDEO: "call you by video",
}
HOW = {
    Mode.HOME: "They come to your home.",
    Mode.CLINIC: "You go to them.",
    Mode.PHONE: "This is by phone.",
    Mode.VIDEO: "This is by video call.",
}
PURPOSE = {
    Kind.SUPPORT: "",
    Kind.CHECK: "to check how things are",
    Kind.BOTH: "to support you and to check how things are",
}
IF_NOT = {
    Mode.HOME: "If nobody comes, call",
    Mode.CLINIC: "If it is called off, or you cannot go, call",
    Mode.PHONE: "If nobody phones, call",
    Mode.VIDEO: "If the video call does not come, call",
}
VERBS = frozenset(
    "visit see phone call ring text write meet talk listen help support check take bring come go sit walk show teach give"
    " get find sort plan look make keep stay speak care drive collect book arrange explain tell ask work run offer do"
    " weigh measure test examine advise introduce join accompany".split()
)
SAYS_HOW = {
    Mode.HOME: ("home", "visit"),
    Mode.PHONE: ("phone", "call", "ring"),
    Mode.VIDEO: ("video",),
    Mode.CLINIC: (),
}
SAYS_HOW_OFTEN = ("every", "each", "daily", "weekly", "monthly", "fortnight", "once", "twice", "times")


@dataclass(frozen=True)
class Promise:
    """One promise on the paper: who, what they will do, what belongs to it, and whom to call if it is not kept."""

    who: str
    will: str
    more: tuple[str, ...]
    if_not: str
    phone: str
    boxes: range

    @property
    def sentence(self) -> str:
        """Such as "Kim from Family Support will visit you at home every week until 3 September 2026."."""
        return f"{self.who} {self.will}"


def promises(records: Records) -> list[Promise]:
    """Every promise that stands, in the order in which they were made."""
    return [promise(support, records) for support in records.supports]


def promise(support: Support, records: Records) -> Promise:
    """One promise in words."""
    what = what_in_words(support, records)
    more = [*extra_words(Mode(support.mode), what), *date_words(support, records), *pause_words(support, records)]
    more += [*leaving_words(support, records), *handover_words(support, records)]
    if_not, phone = call_words(support, records)
    name = who(support.worker, support.service, records)
    return Promise(
        name, will(support, what, records.today), tuple(more), if_not, phone,
        boxes=range(1 if support.once_by else BOXES),
    )  # fmt: skip


def will(support: Support, what: str, today: date) -> str:
    """Such as "will visit you at home every week until 3 September 2026."."""
    doing = what if begins_with_a_verb(what) else DOING[Mode(support.mode)]
    purpose = "" if what.startswith("check") else PURPOSE[Kind(support.kind)]
    return f"will {doing} {span(support, today)}" + (f", {purpose}." if purpose else ".")


def span(support: Support, today: date) -> str:
    """How often, from when and until when."""
    if support.every is None:
        return f"once, by {full_day(support.once_by)}" if support.once_by else "once"
    words = [often(support.every, support.times)]
    if support.start and support.start > today:
        words.append(f"from {full_day(support.start)}")
    if support.end:
        words.append(f"until {full_day(support.end)}")
    return " ".join(words)


def what_in_words(support: Support, records: Records) -> str:
    """What it is, ready to follow "will" where it begins with a verb; empty where it cannot stand on the paper."""
    what = records.screen.passed_about_care(support.what, f"“{support.what}” from {support.service.name}")
    what = what.rstrip(".! ")
    first = what.split(" ")[0]
    return what if first.isupper() else what[:1].lower() + what[1:]


def begins_with_a_verb(what: str) -> bool:
    """It can follow "will", and says nothing of its own about how often."""
    words = what.lower().split()
    return bool(words) and words[0] in VERBS and not any(word.startswith(SAYS_HOW_OFTEN) for word in words)


def extra_words(mode: Mode, what: str) -> list[str]:
    """What it is, if the sentence could not say it; and how it happens, if the sentence does not say so."""
    if not begins_with_a_verb(what):
        return [*([f"What it is: {sentence(what)}"] if what else []), *([HOW[mode]] if mode == Mode.CLINIC else [])]
    said = any(word in what.lower() for word in SAYS_HOW[mode])
    return [] if said else [HOW[mode]]


def date_words(support: Support, records: Records) -> list[str]:
    """No first date yet, a single visit that is late, or an ending that she agreed."""
    if support.once_by:
        return ["It is late, and that is not your fault."] if support.once_by < records.today else []
    if support.start is None:
        return [undated_words(support.planned + TO_NAME_A_DATE, records.today)]
    agreed = support.agreed_ending and support.agreed_ending <= records.today
    return ["You agreed that it can end then."] if support.end and agreed else []


def undated_words(by: date, today: date) -> str:
    """When she will hear the first date, or that she should have heard it."""
    if by >= today:
        return f"The first date is not decided yet. We will tell you by {full_day(by)}."
    return f"The first date is not decided yet. You should have heard by {full_day(by)}. We are sorry."


def pause_words(support: Support, records: Records) -> list[str]:
    """Each pause that is on or still to come."""
    pauses = [pause for pause in support.pauses.all() if pause.until >= records.today]
    return [f"You agreed to a pause from {full_day(pause.start)} until {full_day(pause.until)}." for pause in pauses]


def leaving_words(support: Support, records: Records) -> list[str]:
    """The worker's last day, where it comes before that of the promise."""
    there = in_post(support.worker, records)
    if there is None or there.left is None or (support.end and support.end <= there.left):
        return []
    return [f"{there.name} leaves on {full_day(there.left)}. We will tell you who comes next."]


def handover_words(support: Support, records: Records) -> list[str]:
    """Who goes on with it, and whether they have said yes."""
    said = []
    for handover in support.handovers.all():
        if handover.declined or handover.offered > records.today:
            continue
        then = "After that, " if support.end else ""
        name = service_name(handover.to_service, records)
        if handover.accepted and handover.accepted <= records.today:
            said.append(sentence(f"{then}{name} will take over. They have said yes"))
        else:
            said.append(sentence(f"We have asked {name} to take over. They have not said yes yet"))
    return said


def call_words(support: Support, records: Records) -> tuple[str, str]:
    """What to do if it does not happen: whom to call, and the number."""
    if_not = IF_NOT[Mode(support.mode)]
    if phone := phone_of(support.worker, support.service, records):
        return if_not, phone
    name, phone = front_door(records)
    return (f"{if_not} {name} on", phone) if phone else (if_not.removesuffix("call") + f"tell {name}.", "")
