"""What holds of every rule and every pathway, tried on random ones.

A bigger search: `HYPOTHESIS_PROFILE=nightly` (thousands of pathways).
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pathway.rules import ALL, judge
from pathway.rules.days import FOREVER
from pathway.rules.facts import Contact, Meeting, Pathway, Support
from pathway.rules.known import Case
from pathway.rules.verdicts import Finding, Judgement
from pathway.rules.words import Outcome
from pathway.stories import Story, replay, replay_daily

from .pathways import BOOKED, LENGTH, dates, pathways
from .women import ENGLAND, keys

DAYS = [BOOKED + timedelta(days=gone) for gone in range(LENGTH + 1)]
LAST = DAYS[-1]
HELPED_BY_A_CONTACT = {"support_missed", "support_fading", "treatment_slipping", "alone_after_separation"}


def judgements(pathway: Pathway) -> list[Judgement]:
    """The judgement of every day."""
    return [judge(pathway, day, ENGLAND) for day in DAYS]


@given(pathways())
def test_each_rules_verdict_holds_every_day_before_it_may_change(pathway: Pathway) -> None:
    differs: dict[str, int] = {}
    following: dict[str, tuple[Finding, ...]] = {}
    for day in reversed(DAYS):
        case = Case(pathway, day.toordinal())
        for rule in ALL:
            verdict = rule.judge(case, ENGLAND.limits[rule.code])
            if verdict.findings != following.get(rule.code, verdict.findings):
                differs[rule.code] = case.today + 1
            following[rule.code] = verdict.findings
            assert case.today < min(verdict.changes_on, case.news) <= differs.get(rule.code, FOREVER), (rule.code, day)


@given(pathways())
def test_a_judgement_holds_every_day_before_it_may_change(pathway: Pathway) -> None:
    standing = judge(pathway, BOOKED, ENGLAND)
    for day, judgement in zip(DAYS, judgements(pathway), strict=True):
        if standing.changes_on is not None and day >= standing.changes_on:
            standing = judgement
        assert judgement.findings == standing.findings, day


@given(pathways())
def test_a_replay_by_jumps_equals_a_replay_by_days(pathway: Pathway) -> None:
    story = story_of(pathway)
    assert replay(story) == replay_daily(story)


@given(pathways())
def test_a_finding_keeps_the_day_it_began(pathway: Pathway) -> None:
    began: dict[tuple[str, str], date] = {}
    for day, judgement in zip(DAYS, judgements(pathway), strict=True):
        began = {key: began.get(key, day) for key in keys(judgement.findings)}
        for finding in judgement.findings:
            assert max(finding.since, BOOKED) == began[finding.rule, finding.about], (day, finding)


@given(pathways(), dates())
def test_nothing_known_only_later_changes_an_earlier_verdict(pathway: Pathway, today: date) -> None:
    assert judge(pathway, today, ENGLAND).findings == judge(as_known(pathway, today), today, ENGLAND).findings


@given(pathways(), st.data())
def test_one_more_delivered_contact_never_opens_nor_prolongs_these_flags(pathway: Pathway, data: st.DataObject) -> None:
    if not pathway.supports:
        return
    promise, day = data.draw(st.sampled_from(pathway.supports)), data.draw(dates())
    more = pathway._replace(contacts=(*pathway.contacts, Contact(promise.key, day, day, Outcome.DELIVERED)))
    before = lifetimes(pathway)
    for flag, spells in lifetimes(more).items():
        if flag[0] in HELPED_BY_A_CONTACT:
            for (
                opened,
                closed,
            ) in spells:  # within one of those without the contact: none opens, and each closes as early
                assert any(first <= opened and closed <= last for first, last in before.get(flag, [])), (flag, opened)


Lifetimes = dict[tuple[str, str], list[tuple[date, date]]]


def lifetimes(pathway: Pathway) -> Lifetimes:
    """From when until when each flag is open, to the day; one that never closes does so at the end of time."""
    found: Lifetimes = {}
    for entry in replay(story_of(pathway)):
        found.setdefault((entry.rule, entry.about), []).append((entry.opened, entry.closed or date.max))
    return found


def story_of(pathway: Pathway) -> Story:
    """A pathway as a story, to replay."""
    return Story("", "", "", "england", "Asha Example", pathway, {}, LAST, ())


@given(pathways())
def test_renaming_services_changes_no_flag(pathway: Pathway) -> None:
    def renamed(support: Support) -> Support:
        receiver = support.hand_over_to
        return support._replace(service=f"x{support.service}", hand_over_to=f"x{receiver}" if receiver else None)

    other = pathway._replace(supports=tuple(renamed(support) for support in pathway.supports))
    names = {support.service: f"x{support.service}" for support in pathway.supports}
    expected = {(rule, names.get(about, about)): spells for (rule, about), spells in lifetimes(pathway).items()}
    assert lifetimes(other) == expected


def as_known(pathway: Pathway, today: date) -> Pathway:
    """The same pathway, written down again with nothing in it that is known only later."""
    supports = {support.key: support for support in pathway.supports if support.planned <= today}
    return pathway._replace(
        born=past(pathway.born, today),
        closed=past(pathway.closed, today),
        homes=tuple(home for home in pathway.homes if home.start <= today),
        supports=tuple(support_as_known(support, today) for support in supports.values()),
        contacts=tuple(
            contact if contact.day <= today else contact._replace(outcome=None)
            for contact in pathway.contacts
            if contact.support in supports and min(contact.known, contact.day) <= today
        ),
        meetings=tuple(meeting_as_known(meeting, today) for meeting in pathway.meetings if meeting.known <= today),
        requests=tuple(
            request._replace(answered=past(request.answered, today))
            for request in pathway.requests
            if request.asked <= today
        ),
        versions=tuple(
            version._replace(given_to_her=past(version.given_to_her, today))
            for version in pathway.versions
            if version.agreed <= today
        ),
        answers=tuple(answer for answer in pathway.answers if answer.day <= today),
    )


def past(day: date | None, today: date) -> date | None:
    """A day, if it has come."""
    return day if day and day <= today else None


def support_as_known(support: Support, today: date) -> Support:
    return support._replace(
        stopped=past(support.stopped, today),
        agreed_ending=past(support.agreed_ending, today),
        accepted=past(support.accepted, today),
    )


def meeting_as_known(meeting: Meeting, today: date) -> Meeting:
    return meeting._replace(
        told_her=past(meeting.told_her, today),
        report_shared=past(meeting.report_shared, today),
        minutes_shared=past(meeting.minutes_shared, today),
        cancelled=past(meeting.cancelled, today),
    )
