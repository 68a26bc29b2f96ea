"""Her baby lives apart from her, and since then nobody has been there for her: not in the first three days, or not for two weeks."""

from typing import Annotated, NamedTuple

from .days import FOREVER, Day, said, walk_back
from .facts import Contact
from .known import Case, by_day
from .limits import days
from .rule import NOTHING, About, Rule
from .telling import contact_evidence
from .verdicts import Evidence, Finding, Verdict
from .words import Level


class Thresholds(NamedTuple):
    """How soon and how often somebody should be there for her."""

    first_contact: Annotated[int, days("After the first day apart a contact for her reaches her within")]
    gap: Annotated[int, days("Between later contacts for her there is no longer than")]
    days: Annotated[int, days("Speaks until so long after her baby went to live apart from her")]


def judge(case: Case, limits: Thresholds) -> Verdict:
    """Count from the first day apart, wherever the baby has lived since."""
    if not case.separations or case.separations[-1][1] < FOREVER:
        return NOTHING
    apart, _ = case.separations[-1]
    last = last_for_her(case, apart)
    opens, last_day = too_long(apart, last.day.toordinal() if last else None, limits), apart + limits.days
    if case.today > last_day or opens > last_day:
        return NOTHING
    if case.today < opens:
        return Verdict((), opens)
    return Verdict((finding(case, apart, last, since(case, apart, limits)),), last_day + 1)


def too_long(apart: Day, last: Day | None, limits: Thresholds) -> Day:
    """The first day that is too long after the last contact for her; without one, after the first day apart."""
    return apart + limits.first_contact + 1 if last is None else last + limits.gap + 1


def last_for_her(case: Case, apart: Day) -> Contact | None:
    """The last delivered contact that was for her, on or after the first day apart."""
    latest = [promise.visits[-1] for promise in case.promises if promise.supportive and promise.visits]
    last = max(latest, key=by_day, default=None)
    return last if last and last.day.toordinal() >= apart else None


def since(case: Case, apart: Day, limits: Thresholds) -> Day:
    """The first day of the present breach, each day judged by what was known on it."""
    came = [
        (contact.day.toordinal(), case.delivered_seen_on(contact))
        for promise in case.promises
        if promise.supportive
        for contact in promise.visits
        if contact.day.toordinal() >= apart
    ]

    def breached(day: Day) -> bool:
        last = max((came_on for came_on, known in came if known <= day), default=None)
        return too_long(apart, last, limits) <= day

    turns = {turn for came_on, known in came for turn in (known, came_on + limits.gap + 1)}
    return walk_back(turns | {apart + limits.first_contact + 1}, case.today, breached)


def finding(case: Case, apart: Day, last: Contact | None, since: Day) -> Finding:
    """Since when she has been on her own."""
    home = next(home for home in reversed(case.homes) if home.start.toordinal() <= apart)
    if last:
        alone = f"no support for her has reached her since {said(last.day.toordinal())}"
    else:
        alone = "no support for her has reached her since then"
    moved = Evidence("home", home.ref, f"Her baby has lived apart from her since {said(apart)}")
    return RULE.finding(
        since=since,
        sentence=f"Her baby has lived apart from her since {said(apart)}, and {alone}.",
        evidence=(moved, contact_evidence(last)) if last else (moved,),
        service=None,
        next_step="Have somebody she knows reach her today, for her own sake, and agree when they come again.",
        closes_when="A contact that is for her reaches her.",
    )


RULE = Rule("alone_after_separation", About.PREGNANCY, Level.NOW, Thresholds, judge)
