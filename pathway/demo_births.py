"""What the demonstration shows of separations, days to remember and handovers, beyond what the stories hold."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from .actions import handovers, losses, separations
from .births import first_contact_limit
from .local_packs import pack_of
from .models import Pregnancy, Support, User

ONE_DAY = timedelta(days=1)
NAMED_FOR_HALF = 2
ASKS = "Health visiting"


def furnish(women: Iterable[tuple[Pregnancy, User | None]], today: date) -> None:
    """A person who comes for every second woman whose baby lives apart from her; one day to remember; one ask."""
    rows = Pregnancy.objects.filter(pk__in=[pregnancy.pk for pregnancy, _ in women])
    open_ = list(rows.open().select_related("team__service__trust").order_by("pk"))
    apart = [pregnancy for pregnancy in open_ if any(baby.apart_since() for baby in pregnancy.babies.all())]
    for pregnancy in apart[::NAMED_FOR_HALF]:
        name_who_comes(pregnancy, today)
    if apart:
        losses.remember(
            pregnancy=apart[0], day=today + 9 * ONE_DAY, words="my mum’s day", she_agreed_on=today, by=None, today=today
        )
    ask_for_a_handover(open_, today)


def name_who_comes(pregnancy: Pregnancy, today: date) -> None:
    """Whoever leads comes for her."""
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
    rows = Support.objects.filter(pregnancy__in=women, service__name="Family support", handovers__isnull=True)
    rows = rows.not_over(today).filter(
        pregnancy__born__isnull=False, pregnancy__involvements__service__name=ASKS, pregnancy__involvements__until=None
    )
    if support := rows.order_by("pk").first():
        asks = support.service.trust.services.get(name=ASKS)
        handovers.ask(support=support, to_service=asks, why="We see her each week already", by=None, today=today)
