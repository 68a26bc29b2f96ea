"""The database itself holds the invariants: each constraint refuses the row that its name forbids."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, models, transaction

from pathway.models import (
    Aim,
    Ask,
    Baby,
    Contact,
    Flag,
    Handover,
    HandoverAsk,
    HerPerson,
    Involvement,
    KeptWord,
    Lead,
    Loss,
    Meeting,
    Need,
    OptionBefore,
    OutcomeRecord,
    Pause,
    PlanAction,
    PlanVersion,
    PracticalRequest,
    Pregnancy,
    Reassessment,
    Residence,
    SafetyDetail,
    Sending,
    Separation,
    Service,
    SubstanceTalk,
    SubstanceUse,
    Support,
    Tally,
    Team,
    Threshold,
    WordingReview,
    Worker,
)

from ..people import People
from .broken_contacts import BROKEN_CONTACTS
from .broken_meetings import BROKEN_MEETINGS
from .broken_printouts import BROKEN_PRINTOUTS

DAY = date(2026, 3, 2)
BEFORE = DAY - timedelta(days=1)


def support_of(p: People) -> Support:
    return p.nadia.supports.get(reference="family-support")


def contact_of(p: People) -> Contact:
    return Contact.objects.create(support=support_of(p), day=DAY, known=DAY)


def support(p: People, **fields: object) -> Support:
    terms = {"reference": "new", "service": support_of(p).service, "planned": DAY, "every": 7, "pregnancy": p.nadia}
    return Support(**terms | fields)


def flag(p: People, **fields: object) -> Flag:
    return Flag(**{"pregnancy": p.nadia, "rule": "example", "level": 1, "began": DAY, "opened": DAY} | fields)


def review(p: People, **fields: object) -> WordingReview:
    names = {"wording": "card feeding", "digest": "0", "reviewer": "Hana Example", "job": "Midwife", "reviewed": DAY}
    return WordingReview(trust=p.nadia.team.service.trust, **names | {"expires": DAY + timedelta(days=1)} | fields)


def aim(p: People, **fields: object) -> Aim:
    return Aim(**{"pregnancy": p.nadia, "words": "A bigger flat", "set_on": DAY} | fields)


def action(p: People, **fields: object) -> PlanAction:
    return PlanAction(**{"pregnancy": p.nadia, "what": "Ring", "hers": True, "by": DAY, "set_on": DAY} | fields)


def ask(p: People, **fields: object) -> Ask:
    return Ask(**{"pregnancy": p.nadia, "what": "Come to the clinic", "set_on": DAY} | fields)


def asked_for(p: People, **fields: object) -> HandoverAsk:
    return HandoverAsk(support=support_of(p), to_service=support_of(p).service, asked=DAY, why="Closer", **fields)


def separation(p: People) -> Separation:
    baby = Baby.objects.create(pregnancy=p.nadia, born=DAY)
    home = Residence.objects.create(baby=baby, start=DAY, with_her=False)
    person = Worker.objects.first()
    return Separation.objects.create(baby=baby, residence=home, named_person=person, first_contact_by=DAY)


def option(p: People, **fields: object) -> OptionBefore:
    return OptionBefore(separation=separation(p), **{"option": "family", "explored": "offered"} | fields)


def loss(p: People, **fields: object) -> Loss:
    return Loss(pregnancy=p.nadia, day=DAY, named_person=Worker.objects.first(), first_contact_by=DAY, **fields)


def request(p: People, **fields: object) -> PracticalRequest:
    terms = {"pregnancy": p.nadia, "reference": "cot", "what": "Cot", "service": support_of(p).service, "asked": DAY}
    return PracticalRequest(**terms | fields)


def twice(row: models.Model) -> models.Model:
    row.save()
    row.pk, row._state.adding = None, True
    return row


def tally(p: People, **fields: object) -> Tally:
    """A month of a team's promises, not saved."""
    numbers = {"month": DAY, "after_birth": True, "women": 1, "promised": 4, "kept": 4} | fields
    return Tally(team=p.nadia.team, service=support_of(p).service, **numbers)


BROKEN: dict[str, Callable[[People], models.Model]] = {
    "a_support_is_either_repeated_or_once": lambda p: support(p, once_by=DAY),
    "a_support_is_at_least_one_contact": lambda p: support(p, times=0),
    "a_support_does_not_end_before_it_starts": lambda p: support(p, start=DAY, until=BEFORE),
    "a_support_has_its_own_reference": lambda p: support(p, reference="family-support"),
    "dates_are_counted_from_a_day_that_is_named": lambda p: support(p, start_days=10),
    "an_aim_says_what_she_wants": lambda p: aim(p, words=""),
    "an_aim_is_reached_or_let_go_not_both": lambda p: aim(p, reached=DAY, let_go=DAY),
    "an_aim_does_not_end_before_it_is_set": lambda p: aim(p, reached=BEFORE),
    "an_action_says_what_is_done": lambda p: action(p, what=""),
    "an_action_is_a_services_or_hers": lambda p: action(p, hers=False),
    "an_action_is_done_or_let_go_not_both": lambda p: action(p, done=DAY, let_go=DAY),
    "an_ask_says_what_is_asked": lambda p: ask(p, what=""),
    "a_requirement_says_by_whom_what_is_enough_and_when_it_ends": lambda p: ask(
        p,
        binding="required",
        required_by="other",
        authority="The clinic",
        enough="Four visits",
        review=DAY,
        ends_when="At the review",
    ),
    "an_ask_is_in_the_class_of_whoever_requires_it": lambda p: ask(
        p, binding="required", authority="Unsaid", enough="Four visits", review=DAY, until=DAY, ends_when="Then"
    ),
    "an_ask_is_reviewed_before_it_ends": lambda p: ask(p, review=DAY, until=BEFORE),
    "help_in_words_names_the_service_that_gives_it": lambda p: ask(p, help_words="A lift"),
    "an_ask_does_not_end_before_it_is_set": lambda p: ask(p, ended=BEFORE),
    "a_pause_does_not_end_before_it_starts": lambda p: Pause(support=support_of(p), start=DAY, until=BEFORE),
    "a_contact_is_known_by_its_day_at_the_latest": lambda p: Contact(support=support_of(p), day=BEFORE, known=DAY),
    "an_outcome_is_one_of_the_four": lambda p: Contact(support=support_of(p), day=DAY, known=DAY, outcome="lost"),
    "a_contact_has_one_first_outcome": lambda p: twice(
        OutcomeRecord(contact=contact_of(p), outcome="missed", recorded_on=DAY)
    ),
    "a_reason_fits_who_could_not_come": lambda p: OutcomeRecord(
        contact=contact_of(p), outcome="missed", reason="not_safe", recorded_on=DAY
    ),
    "childcare_that_somebody_gives_is_arranged": lambda p: Contact(
        support=support_of(p), day=DAY, known=DAY, childcare="ours"
    ),
    "a_birth_is_not_before_booking": lambda p: Pregnancy(
        mother=p.nadia.mother, team=p.nadia.team, booked=DAY, due=DAY, born=BEFORE
    ),
    "a_closing_is_not_before_booking": lambda p: Pregnancy(
        mother=p.nadia.mother, team=p.nadia.team, booked=DAY, due=DAY, closed=BEFORE
    ),
    "a_loss_is_not_before_booking": lambda p: Pregnancy(
        mother=p.nadia.mother, team=p.nadia.team, booked=DAY, due=DAY, lost_on=BEFORE
    ),
    "a_loss_is_not_before_the_birth": lambda p: Pregnancy(
        mother=p.nadia.mother, team=p.nadia.team, booked=BEFORE, due=DAY, born=DAY, lost_on=BEFORE
    ),
    "a_pregnancy_is_lost_once": lambda p: twice(loss(p)),
    "the_death_of_a_baby_is_recorded_once": lambda p: twice(
        loss(p, baby=Baby.objects.create(pregnancy=p.nadia, born=DAY))
    ),
    "an_option_stands_once_for_a_separation": lambda p: twice(option(p)),
    "an_unexplored_option_has_its_reason": lambda p: option(p, explored="not_explored"),
    "a_service_is_asked_for_once_at_a_time": lambda p: twice(asked_for(p)),
    "an_ask_is_not_answered_before_it_is_made": lambda p: asked_for(p, answered=BEFORE),
    "a_pregnancy_is_booked_once_a_day": lambda p: Pregnancy(
        mother=p.nadia.mother, team=p.nadia.team, booked=p.nadia.booked, due=DAY
    ),
    "a_baby_does_not_die_before_birth": lambda p: Baby(pregnancy=p.nadia, born=DAY, died=BEFORE),
    "a_lead_does_not_end_before_it_starts": lambda p: Lead(
        pregnancy=p.nadia, worker=Worker.objects.first(), start=DAY, until=BEFORE
    ),
    "a_worker_does_not_leave_before_starting": lambda p: Worker(
        name="Kim", service=support_of(p).service, role="gp", started=DAY, left=BEFORE
    ),
    "an_answer_needs_a_question": lambda p: Need(pregnancy=p.nadia, topic="home", needs_help=True),
    "a_topic_is_recorded_once_for_a_pregnancy": lambda p: twice(Need(pregnancy=p.nadia, topic="home")),
    "a_request_is_not_answered_before_it_is_asked": lambda p: request(p, answered=BEFORE),
    "a_request_has_its_own_reference": lambda p: twice(request(p)),
    "an_answer_to_a_request_has_its_day": lambda p: request(p, result="granted"),
    "help_reaches_her_after_it_is_answered": lambda p: request(p, reached_her=DAY),
    "a_topic_has_its_own_class_of_information": lambda p: Need(pregnancy=p.nadia, topic="health"),
    "a_person_of_hers_has_a_name": lambda p: HerPerson(pregnancy=p.nadia, name=""),
    "what_would_help_needs_a_question": lambda p: SubstanceTalk(pregnancy=p.nadia, her_words="Somebody to ring."),
    "a_kind_of_substance_is_listed_once_at_a_time": lambda p: twice(
        SubstanceUse(pregnancy=p.nadia, kind="alcohol", substance="Alcohol", recorded_on=DAY)
    ),
    "a_key_is_sent_once_by_a_person": lambda p: twice(Sending(by=p.asha, key="a key", digest="a digest", made=1)),
    "safety_is_asked_only_when_she_is_alone": lambda p: SafetyDetail(pregnancy=p.nadia, asked="asked", recorded_on=DAY),
    "a_plan_version_has_its_own_number": lambda p: twice(
        PlanVersion(pregnancy=p.nadia, number=1, agreed=DAY, promises=[])
    ),
    "her_words_stand_only_where_she_gave_them": lambda p: PlanVersion(
        pregnancy=p.nadia, number=1, agreed=DAY, promises=[], her_words="I want …"
    ),
    "a_meeting_is_known_by_its_day": lambda p: Meeting(
        pregnancy=p.nadia, reference="m", kind="review conference", day=BEFORE, known=DAY
    ),
    "a_meeting_has_its_own_reference": lambda p: twice(
        Meeting(pregnancy=p.nadia, reference="m", kind="review conference", day=DAY, known=DAY)
    ),
    "a_support_is_handed_to_one_service": lambda p: twice(
        Handover(support=support_of(p), to_service=Service.objects.first(), offered=DAY)
    ),
    "a_handover_is_accepted_or_declined_not_both": lambda p: Handover(
        support=support_of(p), to_service=Service.objects.first(), offered=DAY, accepted=DAY, declined=DAY, because="x"
    ),
    "a_handover_is_declined_with_a_reason": lambda p: Handover(
        support=support_of(p), to_service=Service.objects.first(), offered=DAY, declined=DAY
    ),
    "a_handover_is_not_accepted_before_it_is_offered": lambda p: Handover(
        support=support_of(p), to_service=Service.objects.first(), offered=DAY, accepted=BEFORE
    ),
    "an_involvement_does_not_end_before_it_starts": lambda p: Involvement(
        pregnancy=p.nadia, service=Service.objects.first(), start=DAY, until=BEFORE
    ),
    "a_service_is_involved_with_her_once_at_a_time": lambda p: Involvement(
        pregnancy=p.nadia, service=support_of(p).service, start=DAY
    ),
    "a_service_has_its_name_once_in_a_trust": lambda p: Service(
        trust=support_of(p).service.trust, name=support_of(p).service.name
    ),
    "a_review_expires_after_its_day": lambda p: review(p, expires=DAY),
    "a_review_names_who_read_it": lambda p: review(p, reviewer=""),
    "a_word_is_kept_for_a_reason": lambda p: KeptWord(pregnancy=p.nadia, term="clean", found="clean", day=DAY),
    "a_team_has_its_name_once_in_a_service": lambda p: Team(service=p.nadia.team.service, name=p.nadia.team.name),
    "a_finding_has_one_open_flag": lambda p: twice(flag(p)),
    "a_threshold_is_changed_with_a_reason": lambda p: Threshold(
        trust=p.nadia.team.service.trust, rule="support_missed", name="grace_most", value=1, because="", day=DAY
    ),
    "a_trust_is_reassessed_once_at_a_time": lambda p: twice(
        Reassessment(trust=p.nadia.team.service.trust, pack="england 2026.1", total=1)
    ),
    "a_flag_does_not_close_before_it_opens": lambda p: flag(p, closed=BEFORE),
    "a_months_promises_are_counted_once": lambda p: twice(tally(p)),
    "no_more_is_kept_than_was_promised": lambda p: tally(p, kept=5),
} | BROKEN_MEETINGS
BROKEN |= BROKEN_PRINTOUTS | BROKEN_CONTACTS


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str, people: People) -> None:
    row = BROKEN[name](people)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save()
    assert name in str(refusal.value) or columns_of(type(row), name) in str(refusal.value)


def columns_of(model: type[models.Model], name: str) -> str:
    """SQLite names a unique constraint's columns, not the constraint."""
    constraint = next(c for c in model._meta.constraints if c.name == name)
    table = model._meta.db_table
    return ", ".join(f"{table}.{model._meta.get_field(field).column}" for field in getattr(constraint, "fields", ()))


def test_every_constraint_is_tried() -> None:
    from django.apps import apps

    named = {c.name for model in apps.get_app_config("pathway").get_models() for c in model._meta.constraints}
    assert named == set(BROKEN)


def test_nothing_about_a_woman_is_deleted(people: People) -> None:
    with pytest.raises(TypeError, match="never deleted"):
        support_of(people).delete()


def test_what_was_recorded_is_never_changed(people: People) -> None:
    record = OutcomeRecord.objects.create(contact=contact_of(people), outcome="missed", recorded_on=DAY)
    record.outcome = "delivered"
    with pytest.raises(TypeError, match="never changed"):
        record.save()
