"""What a service has promised, as sentences she can hold it to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..local_packs import pack_of
from ..models import Handover, Support
from ..rules.words import Kind, Mode
from .people import NEUTRAL_NAME, front_door, in_post, phone_of, service_name, who
from .promise_words import COMES_ONCE, COMES_ONCE_BY, IN_DAYS, IN_WEEKS, TIMES_IN_DAYS, TIMES_IN_WEEKS
from .records import Records
from .text import text_of
from .variants import Sheet
from .words import DAYS_IN_A_WEEK, full_day, number, phone_number, said, sentence, short_day, strong

BOXES = 4
"""One for each of the next four times, to tick."""

HOW = {
    Mode.HOME: gettext_lazy("They come to your home."),
    Mode.CLINIC: gettext_lazy("You go to them."),
    Mode.PHONE: gettext_lazy("This is by phone."),
    Mode.VIDEO: gettext_lazy("This is by video call."),
}
PURPOSE = {
    Kind.SUPPORT: "",
    Kind.CHECK: gettext_lazy("It is to check how things are."),
    Kind.BOTH: gettext_lazy("It is to support you and to check how things are."),
}
IF_NOT = {
    Mode.HOME: gettext_lazy("If nobody comes, call %(phone)s."),
    Mode.CLINIC: gettext_lazy("If it is called off, or you cannot go, call %(phone)s."),
    Mode.PHONE: gettext_lazy("If nobody phones, call %(phone)s."),
    Mode.VIDEO: gettext_lazy("If the video call does not come, call %(phone)s."),
}
IF_NOT_CALL = {
    Mode.HOME: gettext_lazy("If nobody comes, call %(name)s on %(phone)s."),
    Mode.CLINIC: gettext_lazy("If it is called off, or you cannot go, call %(name)s on %(phone)s."),
    Mode.PHONE: gettext_lazy("If nobody phones, call %(name)s on %(phone)s."),
    Mode.VIDEO: gettext_lazy("If the video call does not come, call %(name)s on %(phone)s."),
}
IF_NOT_TELL = {
    Mode.HOME: gettext_lazy("If nobody comes, tell %(name)s."),
    Mode.CLINIC: gettext_lazy("If it is called off, or you cannot go, tell %(name)s."),
    Mode.PHONE: gettext_lazy("If nobody phones, tell %(name)s."),
    Mode.VIDEO: gettext_lazy("If the video call does not come, tell %(name)s."),
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
    """One promise on the paper: who will do what, what belongs to it, and whom to call if it is not kept."""

    who: str
    html: SafeString
    more: tuple[str, ...]
    if_not: SafeString
    boxes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Such as "Kim from Family Support will visit you at home every week."."""
        return text_of(self.html)


class Doing(NamedTuple):
    """Something that a service does by a day."""

    what: str
    if_not: str


class Promises(NamedTuple):
    """The section: the promises, and what services do besides."""

    all: tuple[Promise, ...]
    also: tuple[Doing, ...]


def promises_section(records: Records, sheet: Sheet) -> Promises:
    """What services have promised her."""
    return Promises(tuple(promises(records)), tuple(doings(records)))


def doings(records: Records) -> Iterator[Doing]:
    """What the plan says that services do, each with its day."""
    for row in records.content["actions"]:
        service = row["worker"] or records.screen.passed(row["plain_service"], f"The name “{row['plain_service']}”")
        if row["hers"] or not (what := records.screen.passed_about_care(row["what"], "Something that a service does")):
            continue
        by = {
            "who": service or NEUTRAL_NAME,
            "what": what.rstrip(".! "),
            "day": full_day(date.fromisoformat(row["by"])),
        }
        if_not = said(_("If it is not done, call %(phone)s."), phone=phone_number(row["phone"])) if row["phone"] else ""
        yield Doing(_("%(who)s: %(what)s, by %(day)s.") % by, if_not)


def promises(records: Records) -> list[Promise]:
    """Every promise that stands, in the order in which they were made."""
    return [promise(support, records) for support in records.supports]


def promise(support: Support, records: Records) -> Promise:
    """One promise in words."""
    what = what_in_words(support, records)
    more = [*span(support, records), *purpose(support, what), *extra_words(Mode(support.mode), what)]
    more += [*pause_words(support, records), *stopped_words(support, records)]
    more += [*leaving_words(support, records), *handover_words(support, records)]
    name = who(support.worker, support.service, records)
    return Promise(
        name, will(support, name, what), tuple(more), call_words(support, records),
        boxes=() if records.stopped_since(support) else boxes(support, records.today),
    )  # fmt: skip


def boxes(support: Support, today: date) -> tuple[str, ...]:
    """Days to tick: the first days of the next four times round, or the day by which it happens once."""
    if support.once_by:
        return (short_day(support.once_by),)
    if not (support.start and support.every):
        return ()
    step = timedelta(days=max(support.every, 7))
    first = support.start + max((today - support.start) // step, 0) * step
    days = (first + step * count for count in range(BOXES))
    return tuple(short_day(day) for day in days if not (support.end and day > support.end))


def stopped_words(support: Support, records: Records) -> list[str]:
    """It was agreed, and has stopped since."""
    day = records.stopped_since(support)
    return [_("This stopped on %(day)s. You can ask us why.") % {"day": full_day(day)}] if day else []


def will(support: Support, name: str, what: str) -> SafeString:
    """Such as "Kim from Family Support will visit you at home every week."."""
    mode = None if begins_with_a_verb(what) else Mode(support.mode)
    who_does = {"who": strong(name), "what": what}
    if support.once_by:
        return said(COMES_ONCE_BY[mode], **who_does, day=full_day(support.once_by))
    if support.every is None:
        return said(COMES_ONCE[mode], **who_does)
    weeks, over = divmod(support.every, DAYS_IN_A_WEEK)
    often, count = (TIMES_IN_DAYS if over else TIMES_IN_WEEKS), support.every if over else weeks
    if support.times == 1:
        often = IN_DAYS if over else IN_WEEKS
    return said(often[mode], **who_does, number=count, count=number(count), times=number(support.times))


def span(support: Support, records: Records) -> list[str]:
    """From when and until when, or how it stands with its date."""
    words = []
    if support.every and support.start and support.start > records.today:
        words.append(_("It starts on %(day)s.") % {"day": full_day(support.start)})
    if support.every and support.end:
        words.append(_("It goes on until %(day)s.") % {"day": full_day(support.end)})
    return [*words, *date_words(support, records)]


def purpose(support: Support, what: str) -> list[str]:
    """What it is for, where it is not only to support her and does not say so itself."""
    words = PURPOSE[Kind(support.kind)]
    return [str(words)] if words and not what.startswith("check") else []


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
        named = [_("What it is: %(what)s") % {"what": sentence(what)}] if what else []
        return [*named, *([str(HOW[mode])] if mode == Mode.CLINIC else [])]
    said = any(word in what.lower() for word in SAYS_HOW[mode])
    return [] if said else [str(HOW[mode])]


def date_words(support: Support, records: Records) -> list[str]:
    """No first date yet, a single visit that is late, or an ending that she agreed."""
    if support.once_by:
        return [_("It is late, and that is not your fault.")] if support.once_by < records.today else []
    if support.start is None:
        return [undated_words(date_by(support, records), records.today)]
    agreed = support.agreed_ending and support.agreed_ending <= records.today
    return [_("You agreed that it can end then.")] if support.end and agreed else []


def date_by(support: Support, records: Records) -> date:
    """The last day for a first date, before the rule support_undated speaks in her trust."""
    limits = pack_of(records.pregnancy.team.service.trust).limits["support_undated"]
    return support.planned + timedelta(days=limits.days)


def undated_words(by: date, today: date) -> str:
    """When she will hear the first date, or that she should have heard it."""
    if by >= today:
        return _("The first date is not decided yet. We will tell you by %(day)s.") % {"day": full_day(by)}
    words = _("The first date is not decided yet. You should have heard by %(day)s. We are sorry.")
    return words % {"day": full_day(by)}


def pause_words(support: Support, records: Records) -> list[str]:
    """Each pause that is on or still to come."""
    pauses = [pause for pause in support.pauses.all() if pause.until >= records.today]
    words = _("You agreed to a pause from %(start)s until %(until)s.")
    return [words % {"start": full_day(pause.start), "until": full_day(pause.until)} for pause in pauses]


def leaving_words(support: Support, records: Records) -> list[str]:
    """The worker's last day, where it comes before that of the promise."""
    there = in_post(support.worker, records)
    if there is None or there.left is None or (support.end and support.end <= there.left):
        return []
    words = _("%(name)s leaves on %(day)s. We will tell you who comes next.")
    return [words % {"name": there.name, "day": full_day(there.left)}]


def handover_words(support: Support, records: Records) -> list[str]:
    """Who goes on with it, and whether they have said yes."""
    said = []
    for handover in support.handovers.all():
        if handover.declined or handover.offered > records.today:
            continue
        said.append(sentence(next_words(handover, support, records)))
    return said


def next_words(handover: Handover, support: Support, records: Records) -> str:
    """One handover: offered, or accepted."""
    name = {"service": service_name(handover.to_service, records)}
    if not (handover.accepted and handover.accepted <= records.today):
        return _("We have asked %(service)s to take over. They have not said yes yet.") % name
    if support.end:
        return _("After that, %(service)s will take over. They have said yes.") % name
    return _("%(service)s will take over. They have said yes.") % name


def call_words(support: Support, records: Records) -> SafeString:
    """What to do if it does not happen: whom to call, and the number."""
    mode = Mode(support.mode)
    if phone := phone_of(support.worker, support.service, records):
        return said(IF_NOT[mode], phone=phone_number(phone))
    name, phone = front_door(records)
    if not phone:
        return said(IF_NOT_TELL[mode], name=name)
    return said(IF_NOT_CALL[mode], name=name, phone=phone_number(phone))
