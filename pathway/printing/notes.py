"""What the person who prints should know first: what was left out, what is blank, and whether paper is safe for her."""

from typing import Any

from ..models import Information, Meeting, Support, Topic
from . import language
from .birth import blanks as birth_blanks
from .birth import by_when
from .coming_up import is_called_off
from .people import front_door, in_post, nobody_leads_next, phone_of
from .records import Records
from .words import full_day, week_day

NO_PLAN = "No plan has been agreed with her yet. The paper says so."
NO_NUMBER = "Neither her main worker nor her midwives have a telephone number on record: she cannot call."
COMPARED = ("mode", "every", "times", "once_by", "start", "until", "stopped")


def notes(records: Records) -> list[str]:
    """One sentence each, the safety of the paper first; call it when the paper has been put together."""
    return [
        *safety_notes(records), *meeting_notes(records), *records.screen.left_out, *version_notes(records),
        *blank_notes(records), *promise_notes(records), *contact_notes(records), *wording_notes(records),
    ]  # fmt: skip


def safety_notes(records: Records) -> list[str]:
    """Whether she has said that paper given by hand is safe; unknown is not safe."""
    safe = records.by_hand_is_safe()
    if safe is None:
        return ["Nobody has recorded whether paper is safe for her. Ask her alone before you give her this."]
    return [] if safe else ["She has said that paper given by hand is not safe for her. Do not give her this."]


def meeting_notes(records: Records) -> list[str]:
    """Meetings on the paper that she may not know of, and meetings that this user does not see."""
    if not records.sees(Information.CHILD_PROTECTION):
        return ["Your role does not show meetings, so none is on the paper. Her midwife can print it with them."]
    told = [untold(meeting) for meeting in records.meetings if not meeting.told_her or meeting.told_her > records.today]
    named = ["The paper names a meeting about her baby. Ask her whether that is safe to take home."]
    if not records.with_meetings and records.read_meetings():
        return [
            "No meeting is on the paper: it names one only once she has said that a way of giving it to her is safe."
        ]
    return [*told, *(named if records.meetings else [])]


def untold(meeting: Meeting) -> str:
    """She would learn of it from the paper."""
    return f"It is not recorded that she knows of the meeting on {week_day(meeting.day)}. Tell her before she reads it here."


def version_notes(records: Records) -> list[str]:
    """No plan agreed yet, or other promises than those agreed."""
    if records.version is None:
        return [NO_PLAN]
    then = {row["reference"]: terms(row) for row in records.version.promises}
    standing = (support for support in records.live if not (support.end and support.end < records.today))
    now = {support.reference: terms(as_row(support)) for support in standing}
    if all(then.get(reference) == promised for reference, promised in now.items()):
        return []
    day = full_day(records.version.agreed)
    return [
        f"What is promised has changed since plan {records.version.number} was agreed on {day}. "
        "The paper says what was agreed. Agree the plan with her again to print the change."
    ]


def as_row(support: Support) -> dict[str, Any]:
    """What was promised, as a plan version keeps it."""
    return {name: getattr(support, name) for name in COMPARED}


def terms(row: dict[str, Any]) -> list[str]:
    """What was promised, in a form that compares."""
    return [str(row.get(name) or "") for name in COMPARED]


def blank_notes(records: Records) -> list[str]:
    """What the paper has to leave open."""
    matters = records.needs.get(Topic.MATTERS)
    language_spoken = records.pregnancy.mother.language.strip()
    blanks = {
        "What matters to her is not on the paper: nobody has written it down.": not (
            matters and matters.her_words.strip()
        ),
        "Nobody leads. The paper says that her main worker is not named yet.": not records.main_workers(),
        "Her main worker stops soon and nobody is named next. The paper says so.": nobody_leads_next(records),
        NO_NUMBER: not front_door(records)[1],
        "No service has promised her anything. The paper says so.": not records.supports,
        f"The paper is in English. Her language is {language_spoken}: arrange for somebody to read it with her.": (
            language_spoken.lower() not in {"", "english"}
        ),
    }
    return [*(note for note, blank in blanks.items() if blank), *birth_notes(records)]


def birth_notes(records: Records) -> list[str]:
    """The questions about the birth to which nobody has given an answer or a day, where the paper asks them."""
    if not (open_ := birth_blanks(records)):
        return []
    day = full_day(by_when(records))
    return [f"Not recorded about the birth: {', '.join(open_).lower()}. The paper says that she will hear by {day}."]


def promise_notes(records: Records) -> list[str]:
    """Promises without a first date, a person in post or a number to call."""
    found = []
    for support in records.supports:
        if support.every and support.start is None:
            found.append(f"{support.service} has given no first date. The paper says that it is not decided yet.")
        if support.worker and not in_post(support.worker, records):
            found.append(
                f"{support.worker} has left, or has not begun: the paper says “someone” from {support.service}."
            )
        if not phone_of(support.worker, support.service, records):
            found.append(f"{support.service} has no telephone number: she cannot call if nobody comes.")
    return list(dict.fromkeys(found))


def contact_notes(records: Records) -> list[str]:
    """What is booked after its promise stops, and so is not on the paper."""
    off = [contact for contact in records.contacts if is_called_off(contact)]
    return [
        f"{contact.support.service} is booked for {week_day(contact.day)}, after its last day. It is not on the paper."
        for contact in off
    ]


def wording_notes(records: Records) -> list[str]:
    """Words that services wrote about themselves and that would hurt her."""
    texts = [text for support in records.supports for text in (support.what, support.service.does)]
    remarks = [remark for text in texts for remark in language.check(text)]
    found = {f"“{remark.term}” is on the paper. Say instead: {remark.instead}." for remark in remarks}
    return sorted(found)
