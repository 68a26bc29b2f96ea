"""Who helps her, what they can do and how to reach them, in words that give nothing away."""

from dataclasses import dataclass
from datetime import date

from ..models import Lead, Service, ServiceKind, Worker
from .records import FOUR_WEEKS, Records
from .words import full_day, listed, sentence

NEUTRAL_NAME = "your support service"
NAMELESS_UNLESS_PLAIN = {ServiceKind.DRUG_AND_ALCOHOL}
NOBODY_NEXT = "Who comes next is not decided yet. We will tell you."


@dataclass(frozen=True)
class Helper:
    """A line of "Who helps you"."""

    name: str
    service: str
    does: str
    phone: str


def service_name(service: Service, records: Records) -> str:
    """The service in words that are safe on paper."""
    plain = service.plain_name.strip()
    if not plain and service.kind in NAMELESS_UNLESS_PLAIN:
        records.screen.keep(f"{service.name} has no plain name yet: the paper says “{NEUTRAL_NAME}”.")
        return NEUTRAL_NAME
    return records.screen.passed(plain or service.name, f"The name “{plain or service.name}”") or NEUTRAL_NAME


def in_post(worker: Worker | None, records: Records) -> Worker | None:
    """The worker, unless they have left or have not begun."""
    if worker is None or worker.started > records.today or (worker.left and worker.left < records.today):
        return None
    return worker


def who(worker: Worker | None, service: Service, records: Records) -> str:
    """Such as "Kim from the family team", or "Someone from the family team" while nobody is named."""
    there = in_post(worker, records)
    return f"{there.name if there else 'Someone'} from {service_name(service, records)}"


def phone_of(worker: Worker | None, service: Service, records: Records) -> str:
    """The worker's own number, else the service's, else none."""
    there = in_post(worker, records)
    return (there.phone if there else "") or service.phone


def front_door(records: Records) -> tuple[str, str]:
    """Whom to tell anything, and their number: her main worker, else her midwives."""
    for lead in records.main_workers():
        if phone := phone_of(lead.worker, lead.worker.service, records):
            return lead.worker.name, phone
    midwives = records.pregnancy.team.service
    return service_name(midwives, records), midwives.phone


def main_worker_words(records: Records) -> str:
    """Who her main worker is, and who will be."""
    now = records.main_workers()
    named = [lead.worker.name for lead in now]
    if not named:
        words = "We have not named your main worker yet."
    elif len(named) == 1:
        words = f"Your main worker is {named[0]}{until(now[0])}."
    else:
        words = f"Your main workers are {listed(named)}."
    coming = [lead for lead in records.leads if lead.start > records.today]
    then = [f"{lead.worker.name} will be your main worker from {full_day(lead.start)}." for lead in coming]
    return " ".join([words, *(then or [NOBODY_NEXT] * nobody_leads_next(records))])


def nobody_leads_next(records: Records) -> bool:
    """Her main workers all stop in the next four weeks, and nobody takes over."""
    last_days = [last_day(lead) for lead in records.main_workers()]
    soon = records.today + FOUR_WEEKS
    return (
        bool(last_days)
        and all(day and day <= soon for day in last_days)
        and not any(lead.start > records.today for lead in records.leads)
    )


def last_day(lead: Lead) -> date | None:
    """The last day of a lead: its own, or the worker's last in post."""
    return min((day for day in (lead.until, lead.worker.left) if day), default=None)


def until(lead: Lead) -> str:
    """The last day of a lead, where there is one."""
    day = last_day(lead)
    return f" until {full_day(day)}" if day else ""


def helpers(records: Records) -> list[Helper]:
    """Everyone who helps her now: main workers first, then in the order of the promises and of what is coming up."""
    pairs: dict[tuple[int, int | None], tuple[Worker | None, Service]] = {}
    for worker, service in everyone(records):
        there = in_post(worker, records)
        pairs.setdefault((service.pk, there.pk if there else None), (there, service))
    served = {service for service, worker in pairs if worker}
    return [
        helper(worker, service, records) for worker, service in pairs.values() if worker or service.pk not in served
    ]


def everyone(records: Records) -> list[tuple[Worker | None, Service]]:
    """Each worker and service that leads, has promised or is coming, some more than once; if there is none, her midwives."""
    leads = [(lead.worker, lead.worker.service) for lead in records.main_workers()]
    promised = [(support.worker, support.service) for support in records.supports]
    coming = [(contact.worker or contact.support.worker, contact.support.service) for contact in records.contacts]
    return [*leads, *promised, *coming] or [(None, records.pregnancy.team.service)]


def helper(worker: Worker | None, service: Service, records: Records) -> Helper:
    """One line: a named person, or the service while nobody is named."""
    place = service_name(service, records)
    does = records.screen.passed_about_care(service.does, f"What {service.name} can help with")
    return Helper(
        name=worker.name if worker else place[0].upper() + place[1:],
        service=place if worker else "",
        does=sentence(does),
        phone=phone_of(worker, service, records),
    )
