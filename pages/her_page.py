"""What her page shows: each part only if this user may see its class of information, in a fixed number of queries."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404

from pathway import conversation, facts, strip
from pathway.models import (
    Asked,
    Contact,
    Flag,
    FlagStep,
    Handover,
    Information,
    Meeting,
    Need,
    PracticalRequest,
    Pregnancy,
    Route,
    Support,
    Topic,
    User,
)
from pathway.reasons import reveal
from pathway.rules.words import Mode

from . import her_babies
from .seeing import sees, with_classes

TWO_WEEKS, TWELVE_WEEKS = timedelta(weeks=2), timedelta(weeks=12)
RECENT = timedelta(weeks=8)
BIRTH_IS_NEAR = 22 * 7
"""From so many days of pregnancy on, recording the birth stands at the top of her page; earlier it is one of the rare steps."""
CONTACTS_SHOWN = 40
PAST_FLAGS_SHOWN = 50
LONG_STRIP = 36
"""From so many weeks on the columns are narrower."""


def find(user: User, pk: int, today: date) -> Pregnancy:
    """The pregnancy, if this user may see it, with the classes of information that they may see of her."""
    rows = Pregnancy.objects.visible_to(user, today).select_related("mother", "team__service")
    pregnancy: Pregnancy = get_object_or_404(with_classes(rows, user, today), pk=pk)
    return pregnancy


def contents(user: User, pregnancy: Pregnancy, today: date) -> dict[str, Any]:
    """All parts of her page that this user may see."""
    supports = list(supports_of(pregnancy, today))
    parts: dict[str, Any] = {
        "today": today,
        "pregnancy": pregnancy,
        "mother": pregnancy.mother,
        "birth_is_near": birth_is_near(pregnancy, today),
        "leads": pregnancy.leads.on(today).select_related("worker__service"),
        **her_babies.of_her(pregnancy, today),
        **ways_to_reach(pregnancy),
        "supports": [support for support in supports if not is_over(support, today)],
        "past_supports": [support for support in supports if is_over(support, today)],
        "strip": strip_of(pregnancy, supports, today),
        "versions": pregnancy.plan_versions.prefetch_related("given").order_by("-number"),
        "answers": pregnancy.answers.order_by("-day", "-pk")[:5],
        **flags_of(user, pregnancy, today),
        **parts_by_class(pregnancy, today),
    }
    parts |= contacts_of(user, pregnancy, parts["flags"] + parts["flags_aside"], today)
    link_evidence(parts, pregnancy)
    return parts


def birth_is_near(pregnancy: Pregnancy, today: date) -> bool:
    """She has not given birth, and may at any time."""
    return pregnancy.is_expecting and pregnancy.days_pregnant(today) >= BIRTH_IS_NEAR


BY_NUMBER = (Route.PHONE, Route.TEXT)


def ways_to_reach(pregnancy: Pregnancy) -> dict[str, Any]:
    """Each way of reaching her with her latest answer, and the ways of which nobody knows whether they are safe."""
    latest = {answer.route: answer for answer in pregnancy.safe_contacts.all()}
    known = [latest[route] for route in Route if route in latest]
    return {
        "ways_safe": [answer for answer in known if answer.safe],
        "ways_not_safe": [answer for answer in known if not answer.safe],
        "may_call": any(answer.safe and answer.route in BY_NUMBER for answer in known),
        "may_ring": any(answer.safe and answer.route == Route.PHONE for answer in known),
        "home_is_safe": latest[Route.HOME].safe if Route.HOME in latest else None,
        "ways_unknown": [label for route, label in Route.choices if route not in latest],
    }


def supports_of(pregnancy: Pregnancy, today: date) -> Iterable[Support]:
    """Her promises with all that belongs to them."""
    rows = pregnancy.supports.select_related("service", "worker")
    offered = Prefetch("handovers", Handover.objects.with_seen(today).select_related("to_service"))
    return rows.prefetch_related("pauses", offered, "handover_asks__to_service")


def is_over(support: Support, today: date) -> bool:
    """It has ended."""
    return support.end is not None and support.end < today


def flags_of(user: User, pregnancy: Pregnancy, today: date) -> dict[str, Any]:
    """Open flags with their steps, those set aside, and past ones."""
    steps = Prefetch("steps", FlagStep.objects.select_related("by", "to_worker"))
    rows = Flag.objects.visible_to(user, today).filter(pregnancy=pregnancy).select_related("service", "with_worker")
    open_flags = list(rows.open().most_urgent_first().prefetch_related(steps))
    aside = [flag for flag in open_flags if flag.set_aside_until and flag.set_aside_until > today]
    return {
        "flags": [flag for flag in open_flags if flag not in aside],
        "flags_aside": aside,
        "past_flags": rows.that_stood().order_by("-closed", "-pk")[:PAST_FLAGS_SHOWN],
    }


def contacts_of(user: User, pregnancy: Pregnancy, flags: list[Flag], today: date) -> dict[str, Any]:
    """What is coming, or is called off; what came lately, waits for its outcome or is what a flag rests on; and earlier."""
    rows = Contact.objects.filter(support__pregnancy=pregnancy).select_related("support__service", "worker")
    rows = rows.prefetch_related("records", "moves")
    coming = Q(day__gte=today, outcome__isnull=True, entered_in_error="")
    waiting = Q(outcome__isnull=True, day__lt=today, entered_in_error="")
    named = {item["ref"] for flag in flags for item in flag.evidence if item["kind"] == "contact"}
    called_off = rows.filter(day__gt=today, outcome__isnull=False)
    past = rows.filter(Q(day__gte=today - RECENT, day__lte=today) | waiting | Q(pk__in=named)).exclude(coming)
    recent: list[Contact] = []
    earlier: list[Contact] = []
    for contact in past.exclude(pk__in=called_off.order_by().values("pk")).order_by("-day", "-pk"):
        at_once = contact.day >= today - TWO_WEEKS or str(contact.pk) in named or not contact.outcome
        (recent if at_once else earlier).append(contact)
    shown = {
        "coming": list(rows.filter(coming)[:CONTACTS_SHOWN]), "called_off": list(called_off[:CONTACTS_SHOWN]),
        "recent": recent, "earlier": earlier,
    }  # fmt: skip
    reveal([contact for found in shown.values() for contact in found], user, today)
    return shown | {"booked_at_home": any(contact.mode == Mode.HOME for contact in shown["coming"])}


PARTS_LINKED = {
    "support": ("supports", "past_supports"),
    "contact": ("coming", "called_off", "recent"),
    "version": ("versions",),
    "answer": ("answers",),
    "lead": ("leads",),
    "request": ("requests",),
    "meeting": ("meetings",),
}
IN_HER_HEAD = {"pregnancy": "her-dates", "home": "her-dates", "lead": "her-dates"}
"""Where her own dates stand, where her baby lives and who leads."""
CLASS_OF_EVIDENCE = {"meeting": Information.CHILD_PROTECTION, "request": Information.NEEDS, "need": Information.NEEDS}


def link_evidence(parts: dict[str, Any], pregnancy: Pregnancy) -> None:
    """Lead each flag's evidence to its record on this page; evidence that this user may not see is left out."""
    there = {
        f"{kind}-{row.pk}" for kind, names in PARTS_LINKED.items() for name in names for row in parts.get(name) or ()
    }
    there |= {f"home-{home.pk}" for _, home in parts["babies"] if home}
    who = {
        f"contact-{row.pk}": row.worker.name
        for name in ("coming", "called_off", "recent")
        for row in parts[name]
        if row.worker
    }
    seen = sees(pregnancy)
    for flag in parts["flags"] + parts["flags_aside"]:
        shown = [item for item in flag.evidence if CLASS_OF_EVIDENCE.get(item["kind"], "pathway") in seen]
        anchors = (f"{item['kind']}-{item['ref']}" for item in shown)
        flag.evidence = [
            item | {"anchor": anchor if anchor in there else IN_HER_HEAD.get(item["kind"], ""), "who": who.get(anchor)}
            for item, anchor in zip(shown, anchors, strict=True)
        ]


def parts_by_class(pregnancy: Pregnancy, today: date) -> dict[str, Any]:
    """The parts that not every role may see; those that this user may not see are not there at all."""
    parts: dict[str, Any] = {}
    seen = sees(pregnancy)
    if Information.NEEDS in seen:
        parts |= told(pregnancy, today)
        parts["requests"] = requests_of(pregnancy)
    if Information.CHILD_PROTECTION in seen:
        parts["meetings"] = Meeting.objects.filter(pregnancy=pregnancy).order_by("-day", "-pk")
        decided = pregnancy.decisions.open().select_related("service", "worker__service", "pregnancy__mother")
        parts["decisions"] = decided
    return parts


def requests_of(pregnancy: Pregnancy) -> list[PracticalRequest]:
    """Practical help that she asked for: what is owed to her first, by how long she has waited."""
    rows = pregnancy.requests.select_related("service").prefetch_related("chases__by").order_by("asked", "pk")
    return sorted(rows, key=lambda row: not row.is_owed)


TOLD_FIRST = (Topic.MATTERS, Topic.GOING_WELL)
"""What stands on her page in her own words; the rest of the conversation is one step away."""


def home_unknown(pregnancy: Pregnancy, need: Need | None, today: date) -> str:
    """From 12 weeks before a birth to come until she is home: nobody asked where she will live, or she needs help with it."""
    home_by = pregnancy.born + TWO_WEEKS if pregnancy.born else today
    lost = pregnancy.lost_on is not None and pregnancy.born is None
    if pregnancy.closed or lost or today < pregnancy.due - TWELVE_WEEKS or today > home_by:
        return ""
    if need is None or need.asked == Asked.NOT_ASKED:
        return "Nobody has asked yet where she will live when she leaves hospital."
    return "She does not know yet where she will live when she leaves hospital." if need.needs_help else ""


def told(pregnancy: Pregnancy, today: date) -> dict[str, Any]:
    """The booking conversation as far as this user may see it: what she said, how far it has come."""
    seen = sees(pregnancy)
    by_topic = {need.topic: need for need in pregnancy.needs.filter(information__in=seen)}
    progress = conversation.progress(pregnancy, conversation.steps_for(pregnancy, seen))
    parts: dict[str, Any] = {
        "helps": [by_topic[topic] for topic in Topic if topic in by_topic and by_topic[topic].needs_help],
        "words_of_hers": [by_topic[topic] for topic in TOLD_FIRST if topic in by_topic and by_topic[topic].her_words],
        "her_people": pregnancy.her_people.filter(removed__isnull=True),
        "told": [(row, [by_topic[topic] for topic in row.step.topics if topic in by_topic]) for row in progress],
        "progress": progress,
        "next_open": next((row for row in progress if row.is_open), None),
    }
    parts |= conversation.how_far(progress)
    parts["home_unknown"] = home_unknown(pregnancy, by_topic.get(Topic.HOME_AFTER), today)
    if Information.ALCOHOL_AND_DRUGS in seen:
        parts["uses"] = pregnancy.substance_uses.filter(over__isnull=True)
    return parts


def strip_of(pregnancy: Pregnancy, supports: list[Support], today: date) -> dict[str, Any]:
    """The week strip with each promise's own row, its months, and whether there is much to show."""
    drawn = strip.draw(facts.load([pregnancy.pk])[pregnancy.pk], today)
    by_reference = {support.reference: support for support in supports}
    months = [(month, len(list(weeks))) for month, weeks in groupby(f"{week.monday:%b %Y}" for week in drawn.weeks)]
    return {
        "weeks": drawn.weeks,
        "months": months,
        "rows": [(by_reference[row.support.key], list(zip(drawn.weeks, row.cells, strict=True))) for row in drawn.rows],
        "reached": list(zip(drawn.weeks, drawn.reached, strict=True)),
        "states": {cell.state for row in drawn.rows for cell in row.cells},
        "long": len(drawn.weeks) > LONG_STRIP,
    }
