"""What the demonstration shows of births, separations, losses, days to remember and handovers, beyond what the stories hold."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from .actions import arrangements, handovers, losses, separations
from .births import first_contact_limit
from .local_packs import pack_of
from .models import BirthQuestion, LossKind, Pregnancy, Service, Support, User

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
NAMED_FOR_HALF = 2
ARRANGED_FOR = 3
ARRANGED = {
    BirthQuestion.WHO_WITH_HER: "Your mum, and the midwife on the ward",
    BirthQuestion.WHERE_BABY: "In a cot at your side",
    BirthQuestion.WHO_VISITS: "The midwife, on the first three days at home",
}
ASKS = "Health visiting"
MOURNS = "Layla Haddad"


def furnish(women: Iterable[tuple[Pregnancy, User | None]], today: date) -> None:
    """A person who comes for every second woman whose baby lives apart from her; one day to remember; one ask."""
    rows = Pregnancy.objects.filter(pk__in=[pregnancy.pk for pregnancy, _ in women])
    open_ = list(rows.open().select_related("team__service__trust", "mother").order_by("pk"))
    apart = [pregnancy for pregnancy in open_ if any(baby.apart_since() for baby in pregnancy.babies.all())]
    for pregnancy in apart[::NAMED_FOR_HALF]:
        name_who_comes(pregnancy, today)
    if apart:
        losses.remember(
            pregnancy=apart[0], day=today + 9 * ONE_DAY, words="my mum’s day", she_agreed_on=today, by=None, today=today
        )
    ask_for_a_handover(open_, today)
    offer_handovers(open_, today)
    mourn(open_, today)
    for pregnancy in [row for row in open_ if row.born is None and row.lost_on is None and row.due > today][
        :ARRANGED_FOR
    ]:
        arrange_the_birth(pregnancy, today)


def arrange_the_birth(pregnancy: Pregnancy, today: date) -> None:
    """Three questions about the birth are answered, and for one she knows when she hears."""
    for question, words in ARRANGED.items():
        arrangements.arrange(question=question, arranged=words, pregnancy=pregnancy, by=None, today=today)
    arrangements.arrange(
        question=BirthQuestion.HOW_LONG_WATCHED, tell_by=today + 14 * ONE_DAY, pregnancy=pregnancy, by=None, today=today
    )


def name_who_comes(pregnancy: Pregnancy, today: date) -> None:
    """Whoever leads is there for her."""
    lead = pregnancy.leads.on(today).select_related("worker").first()
    for baby in pregnancy.babies.all() if lead else ():
        if lead and (since := baby.apart_since()):
            limit = first_contact_limit(pack_of(pregnancy.team.service.trust), since, today)
            separations.begin(
                baby=baby, named_person=lead.worker, first_contact_by=min(limit, since + 2 * ONE_DAY), by=None,
                today=today,
            )  # fmt: skip


def ask_for_a_handover(women: Sequence[Pregnancy], today: date) -> None:
    """Health visiting asks to go on with what the family team gives."""
    if support := could_be_handed_over(women, today).first():
        handovers.ask(
            support=support, to_service=visitors(support), why="We see her each week already", by=None, today=today
        )


def offer_handovers(women: Sequence[Pregnancy], today: date) -> None:
    """The family team has offered two supports to health visiting: one waits for its answer, one was declined."""
    rows = could_be_handed_over(women, today).filter(
        until__isnull=True, stopped__isnull=True, handover_asks__isnull=True
    )
    offers = [
        handovers.offer(support=support, to_service=visitors(support), offered=today - days * ONE_DAY, by=None, today=today)
        for support, days in zip(rows.filter(pregnancy__flags__isnull=True), (3, 12), strict=False)
    ]  # fmt: skip
    for handover in offers[1:]:
        handovers.decline(
            handover=handover, on=today - 5 * ONE_DAY, because="Nobody can come weekly before January", by=None,
            today=today,
        )  # fmt: skip


def could_be_handed_over(women: Sequence[Pregnancy], today: date) -> QuerySet[Support]:
    """What the family team gives after a birth to women whom health visiting sees too."""
    rows = Support.objects.filter(pregnancy__in=women, service__name="Family support", handovers__isnull=True)
    rows = rows.not_over(today).filter(
        pregnancy__born__isnull=False, pregnancy__involvements__service__name=ASKS, pregnancy__involvements__until=None
    )
    return rows.select_related("service__trust").order_by("pk")


def visitors(support: Support) -> Service:
    """Health visiting in the trust of this support."""
    return support.service.trust.services.get(name=ASKS)


def mourn(women: Sequence[Pregnancy], today: date) -> None:
    """One baby has died, on a Saturday; whoever leads is there for her, and all that is hers goes on."""
    for pregnancy in (row for row in women if row.mother.name == MOURNS):
        lead = pregnancy.leads.on(today).select_related("worker")[0]
        day = today - 3 * ONE_WEEK - (today.weekday() + 2) * ONE_DAY
        losses.record_death(
            baby=pregnancy.babies.get(), day=day, named_person=lead.worker, first_contact_by=day + 2 * ONE_DAY,
            kind=LossKind.DEATH, by=None, today=today,
        )  # fmt: skip
