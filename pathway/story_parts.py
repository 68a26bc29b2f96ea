"""The parts of a story, from YAML values to the rules' facts. The stories in stories/ show the format."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from .rules import facts
from .rules.words import GettingSupport, Help, Kind, MeetingKind, Mode, Outcome
from .story_reader import Reader

BOOKED_AHEAD = timedelta(days=14)  # a contact is known so long before its day, unless said otherwise
ARRANGED_AHEAD = timedelta(days=28)  # a meeting
MOST_CONTACTS = 5_000

PREGNANCY = frozenset({"booked", "due", "born", "conference_needed"})
HOME = frozenset({"from", "with", "where"})
LEAD = frozenset({"worker", "from", "until"})
SPAN = frozenset({"from", "until"})
SUPPORT = frozenset(
    "id service kind treatment every once_by times from until stopped planned pauses agreed_ending hand_over_to accepted".split()
)
OF_A_CONTACT = frozenset("support outcome worker at minutes mode help needs_her".split())
CONTACT = OF_A_CONTACT | {"day", "known"}
RUN = OF_A_CONTACT | {"repeat", "from", "until"}
MEETING = frozenset("id kind day at minutes known told_her report_shared minutes_shared needs_her cancelled".split())
REQUEST = frozenset({"id", "what", "service", "asked", "answered"})
VERSION = frozenset({"agreed", "her_view", "given_to_her"})
ANSWER = frozenset({"day", "getting_support"})
HER = "her"


def read_anchors(read: Reader, value: Any) -> dict[str, Any]:
    """The pregnancy's own dates, from which the others count."""
    part = read.mapping(value, "pregnancy", PREGNANCY, ("booked", "due"))
    for key in ("booked", "due", "born"):
        if key in part and (day := read.iso(part[key], f"pregnancy.{key}")):
            read.anchors[key] = day
    read.no_birth = "born" not in part
    booked, born = read.anchors.get("booked"), read.anchors.get("born")
    if booked and born and born < booked:
        read.fault("pregnancy.born", f"{born} is before the booking on {booked}", "a birth on or after the booking")
    return part


def read_pathway(read: Reader, story: dict[str, Any]) -> facts.Pathway | None:
    """Everything but the title and the checks; None where a fault stands in the way."""
    pregnancy = read_anchors(read, story.get("pregnancy"))
    woman = read.mapping(story.get("woman"), "woman", frozenset({"name", "needs"}), ("name",))
    if "name" in woman:
        read.words(woman["name"], "woman.name")
    supports = tuple(_supports(read, story.get("supports")))
    some_unread = any(fault.where.startswith("supports") for fault in read.faults)
    parts: dict[str, Any] = {
        "conference_needed": _truth(read, pregnancy, "conference_needed", "pregnancy", default=False),
        "needs": _helps(read, woman.get("needs"), "woman.needs"),
        "homes": tuple(_homes(read, story.get("baby_lives"))),
        "leads": tuple(_leads(read, story.get("lead"))),
        "supports": supports,
        "contacts": tuple(
            _contacts(read, story.get("contacts"), None if some_unread else {support.key for support in supports})
        ),
        "meetings": tuple(_meetings(read, story.get("meetings"))),
        "requests": tuple(_requests(read, story.get("requests"))),
        "versions": tuple(_versions(read, story.get("plan"))),
        "answers": tuple(_answers(read, story.get("answers"))),
    }
    if read.faults:
        return None
    return facts.Pathway(read.anchors["booked"], read.anchors["due"], read.anchors.get("born"), **parts)


def wheres(story: dict[str, Any], read: Reader) -> dict[date, str]:
    """Where the baby lives from each day, in the story's own words."""
    days = ((read.day(home["from"], ""), home) for home in story.get("baby_lives") or ())
    return {day: str(home.get("where") or ("" if home["with"] == HER else home["with"])) for day, home in days if day}


def _truth(read: Reader, part: dict[str, Any], key: str, where: str, *, default: bool) -> bool:
    return read.truth(part[key], f"{where}.{key}") if key in part else default


def _helps(read: Reader, value: Any, where: str) -> frozenset[Help]:
    found = (read.choice(item, place, Help) for item, place in read.items(value, where))
    return frozenset(help_ for help_ in found if help_)


def _day(read: Reader, part: dict[str, Any], key: str, where: str) -> date | None:
    return read.day(part[key], f"{where}.{key}") if key in part else None


def _name(read: Reader, part: dict[str, Any], key: str, where: str) -> str:
    return read.words(part[key], f"{where}.{key}") if key in part else ""


def _own_id(read: Reader, part: dict[str, Any], where: str, taken: set[str]) -> str:
    key = _name(read, part, "id", where)
    if key and key in taken:
        read.fault(f"{where}.id", f"“{key}” is there already", "an id of its own")
    taken.add(key)
    return key


def _homes(read: Reader, value: Any) -> Iterator[facts.Home]:
    for item, where in read.items(value, "baby_lives"):
        part = read.mapping(item, where, HOME, ("from", "with"))
        start, with_ = _day(read, part, "from", where), _name(read, part, "with", where)
        _name(read, part, "where", where)
        if start:
            yield facts.Home(start, with_ == HER, where)


def _leads(read: Reader, value: Any) -> Iterator[facts.Lead]:
    for item, where in read.items(value, "lead"):
        part = read.mapping(item, where, LEAD, ("worker", "from"))
        start, until = _day(read, part, "from", where), _day(read, part, "until", where)
        read.ordered(start, until, f"{where}.until")
        worker = _name(read, part, "worker", where)
        if start:
            yield facts.Lead(worker, start, until, where)


def _supports(read: Reader, value: Any) -> Iterator[facts.Support]:
    taken: set[str] = set()
    for item, where in read.items(value, "supports"):
        part = read.mapping(item, where, SUPPORT, ("id", "service", "kind"))
        key, service = _own_id(read, part, where, taken), _name(read, part, "service", where)
        kind = read.choice(part["kind"], f"{where}.kind", Kind) if "kind" in part else None
        every, once_by = _rhythm(read, part, where)
        start, until = _day(read, part, "from", where), _day(read, part, "until", where)
        read.ordered(start, until, f"{where}.until")
        planned = _day(read, part, "planned", where) if "planned" in part else read.anchors.get("booked")
        support = facts.Support(
            key=key,
            service=service,
            kind=kind or Kind.SUPPORT,
            planned=planned or date.min,
            every=every,
            once_by=once_by,
            times=read.number(part["times"], f"{where}.times", 100) if "times" in part else 1,
            start=start,
            until=until,
            stopped=_day(read, part, "stopped", where),
            treatment=_truth(read, part, "treatment", where, default=False),
            pauses=tuple(_pauses(read, part.get("pauses"), f"{where}.pauses")),
            agreed_ending=_day(read, part, "agreed_ending", where),
            hand_over_to=_name(read, part, "hand_over_to", where) or None,
            accepted=_day(read, part, "accepted", where),
            ref=where,
        )
        yield support


def _rhythm(read: Reader, part: dict[str, Any], where: str) -> tuple[int | None, date | None]:
    """`every` in days, or `once_by`: one of them."""
    if part and ("every" in part) == ("once_by" in part):
        wrong = "every and once_by are both given" if "every" in part else "neither every nor once_by is given"
        read.fault(where, wrong, "one of them: every (such as 7 days) or once_by (a date)")
    every = read.length(part["every"], f"{where}.every") if "every" in part else None
    return every, _day(read, part, "once_by", where)


def _pauses(read: Reader, value: Any, place: str) -> Iterator[facts.Span]:
    for item, where in read.items(value, place):
        part = read.mapping(item, where, SPAN, ("from", "until"))
        start, until = _day(read, part, "from", where), _day(read, part, "until", where)
        read.ordered(start, until, f"{where}.until")
        if start and until:
            yield facts.Span(start, until)


def _contacts(read: Reader, value: Any, supports: set[str] | None) -> Iterator[facts.Contact]:
    for item, where in read.items(value, "contacts"):
        repeated = isinstance(item, dict) and "repeat" in item
        needed = ("repeat", "from", "until", "support") if repeated else ("day", "support")
        part = read.mapping(item, where, RUN if repeated else CONTACT, needed)
        support = _name(read, part, "support", where)
        if support and supports is not None and support not in supports:
            among = ", ".join(sorted(filter(None, supports))) or "a support of this story (it has none)"
            read.fault(f"{where}.support", f"no support has the id “{support}”", among)
        same = _of_a_contact(read, part, where)
        for day, known in _run(read, part, where) if repeated else _once(read, part, where):
            yield facts.Contact(support, day, known, **same)


def _of_a_contact(read: Reader, part: dict[str, Any], where: str) -> dict[str, Any]:
    """What a contact and a run of contacts may say alike."""
    return {
        "outcome": read.choice(part["outcome"], f"{where}.outcome", Outcome) if "outcome" in part else None,
        "worker": _name(read, part, "worker", where) or None,
        "at": read.at(part["at"], f"{where}.at") if "at" in part else None,
        "minutes": read.number(part["minutes"], f"{where}.minutes") if "minutes" in part else None,
        "mode": (read.choice(part["mode"], f"{where}.mode", Mode) if "mode" in part else None) or Mode.HOME,
        "help": _helps(read, part.get("help"), f"{where}.help"),
        "needs_her": _truth(read, part, "needs_her", where, default=True),
        "ref": where,
    }


def _once(read: Reader, part: dict[str, Any], where: str) -> Iterator[tuple[date, date]]:
    """The contact's day, and the day it was booked."""
    day = _day(read, part, "day", where)
    if day:
        yield day, _known(read, part, where, day, BOOKED_AHEAD)


def _known(read: Reader, part: dict[str, Any], where: str, day: date, ahead: timedelta) -> date:
    known = _day(read, part, "known", where)
    if known and known > day:
        read.fault(f"{where}.known", f"{known} is after the day itself, {day}", "that day or an earlier one")
    return known or day - ahead


def _run(read: Reader, part: dict[str, Any], where: str) -> Iterator[tuple[date, date]]:
    """A run's days, both ends included, each with the day it was booked."""
    every = read.length(part["repeat"], f"{where}.repeat") if "repeat" in part else None
    first, last = _day(read, part, "from", where), _day(read, part, "until", where)
    read.ordered(first, last, f"{where}.until")
    if not (every and first and last):
        return
    if (last - first).days // every >= MOST_CONTACTS:
        read.fault(where, "these are too many contacts", f"fewer than {MOST_CONTACTS}")
        return
    for gone in range(0, (last - first).days + 1, every):
        day = first + timedelta(days=gone)
        yield day, day - BOOKED_AHEAD


def _meetings(read: Reader, value: Any) -> Iterator[facts.Meeting]:
    taken: set[str] = set()
    for item, where in read.items(value, "meetings"):
        part = read.mapping(item, where, MEETING, ("id", "kind", "day"))
        key, day = _own_id(read, part, where, taken), _day(read, part, "day", where)
        kind = read.choice(part["kind"], f"{where}.kind", MeetingKind) if "kind" in part else None
        meeting: dict[str, Any] = {
            "at": read.at(part["at"], f"{where}.at") if "at" in part else None,
            "minutes": read.number(part["minutes"], f"{where}.minutes") if "minutes" in part else None,
            "needs_her": _truth(read, part, "needs_her", where, default=True),
        }
        dates: dict[str, Any] = {
            name: _day(read, part, name, where) for name in ("told_her", "report_shared", "minutes_shared", "cancelled")
        }
        if day and kind:
            known = _known(read, part, where, day, ARRANGED_AHEAD)
            yield facts.Meeting(key, kind, day, known, ref=where, **meeting, **dates)


def _requests(read: Reader, value: Any) -> Iterator[facts.Request]:
    taken: set[str] = set()
    for item, where in read.items(value, "requests"):
        part = read.mapping(item, where, REQUEST, ("id", "what", "service", "asked"))
        key, what = _own_id(read, part, where, taken), _name(read, part, "what", where)
        service, answered = _name(read, part, "service", where), _day(read, part, "answered", where)
        if asked := _day(read, part, "asked", where):
            yield facts.Request(key, what, service, asked, answered, where)


def _versions(read: Reader, value: Any) -> Iterator[facts.Version]:
    for item, where in read.items(value, "plan"):
        part = read.mapping(item, where, VERSION, ("agreed",))
        her_view, given = _truth(read, part, "her_view", where, default=False), _day(read, part, "given_to_her", where)
        if agreed := _day(read, part, "agreed", where):
            yield facts.Version(agreed, her_view, given, where)


def _answers(read: Reader, value: Any) -> Iterator[facts.Answer]:
    for item, where in read.items(value, "answers"):
        part = read.mapping(item, where, ANSWER, ("day", "getting_support"))
        place = f"{where}.getting_support"
        getting = read.choice(part["getting_support"], place, GettingSupport) if "getting_support" in part else None
        if (day := _day(read, part, "day", where)) and getting:
            yield facts.Answer(day, getting, where)
