"""Who helps her, what they can do and how to reach them, in words that give nothing away."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Lead, Role, Service, ServiceKind, Worker
from .records import FOUR_WEEKS, Records
from .variants import Sheet
from .words import full_day, listed, phone_number, said, sentence

NEUTRAL_NAME = gettext_lazy("your support service")
NAMELESS_UNLESS_PLAIN = {ServiceKind.DRUG_AND_ALCOHOL}
NOBODY_NEXT = gettext_lazy("Who comes next is not decided yet. We will tell you.")
JOBS = {
    Role.LIAISON_MIDWIFE: gettext_lazy("midwife"),
    Role.MIDWIFE: gettext_lazy("midwife"),
    Role.PERINATAL_SOCIAL_WORKER: gettext_lazy("social worker"),
    Role.HEALTH_VISITOR: gettext_lazy("health visitor"),
    Role.DRUG_AND_ALCOHOL_WORKER: gettext_lazy("support worker"),
    Role.FAMILY_SUPPORT_WORKER: gettext_lazy("family worker"),
    Role.GP: gettext_lazy("doctor"),
    Role.MENTAL_HEALTH_WORKER: gettext_lazy("someone to talk to about how you feel"),
    Role.ADMINISTRATOR: gettext_lazy("office worker"),
}
"""A worker's job in plain words that are safe on paper."""


@dataclass(frozen=True)
class Helper:
    """A line of "Who helps you"."""

    name: str
    job: str
    service: str
    does: str
    cannot: str
    phone: str

    @property
    def call(self) -> SafeString:
        """Their number, or that it is not known yet."""
        if not self.phone:
            return said(_("We will write their number here."))
        return said(_("Call %(phone)s."), phone=phone_number(self.phone))


class Helpers(NamedTuple):
    """The section: who leads, and everyone."""

    main_worker: str
    all: tuple[Helper, ...]


class Door(NamedTuple):
    """Whom to tell anything, and their number."""

    name: str
    phone: str

    @property
    def call(self) -> SafeString:
        """Whom to call, and on which number."""
        return said(_("Call %(name)s on %(phone)s."), name=self.name, phone=phone_number(self.phone))

    @property
    def ask_why(self) -> SafeString:
        """Whom to ask why nothing is promised."""
        return said(_("To ask why, call %(phone)s."), phone=phone_number(self.phone))


def helpers_section(records: Records, sheet: Sheet) -> Helpers:
    """Who helps her."""
    return Helpers(main_worker_words(records), tuple(helpers(records)))


def call(records: Records, sheet: Sheet) -> Door:
    """Fixed words round her front door."""
    return front_door(records)


def service_name(service: Service, records: Records) -> str:
    """The service in words that are safe on paper."""
    plain = service.plain_name.strip()
    if not plain and service.kind in NAMELESS_UNLESS_PLAIN:
        records.screen.keep(f"{service.name} has no plain name yet: the paper says “{NEUTRAL_NAME}”.")
        return str(NEUTRAL_NAME)
    return records.screen.passed(plain or service.name, f"The name “{plain or service.name}”") or str(NEUTRAL_NAME)


def in_post(worker: Worker | None, records: Records, on: date | None = None) -> Worker | None:
    """The worker, unless they have left or have not begun: today, or on the day of what is to come."""
    day = on or records.today
    if worker is None or worker.started > day or (worker.left and worker.left < day):
        return None
    return worker


def who(worker: Worker | None, service: Service, records: Records) -> str:
    """Such as "Kim from the family team", or "Someone from the family team" while nobody is named."""
    there = in_post(worker, records)
    service_words = service_name(service, records)
    if there is None:
        return _("Someone from %(service)s") % {"service": service_words}
    return _("%(name)s from %(service)s") % {"name": there.name, "service": service_words}


def phone_of(worker: Worker | None, service: Service, records: Records) -> str:
    """The worker's own number, else the service's, else none."""
    there = in_post(worker, records)
    return (there.phone if there else "") or service.phone


def front_door(records: Records) -> Door:
    """Whom to tell anything, and their number: her main worker, else her midwives."""
    for lead in records.main_workers():
        if phone := phone_of(lead.worker, lead.worker.service, records):
            return Door(lead.worker.name, phone)
    midwives = records.pregnancy.team.service
    return Door(service_name(midwives, records), midwives.phone)


def main_worker_words(records: Records) -> str:
    """Who her main worker is, and who will be."""
    now = records.main_workers()
    named = [lead.worker.name for lead in now]
    if not named:
        words = _("We have not named your main worker yet.")
    elif len(named) == 1:
        words = one_main_worker(now[0])
    else:
        words = _("Your main workers are %(names)s.") % {"names": listed(named)}
    coming = [lead for lead in records.leads if lead.start > records.today]
    then = [
        _("%(name)s will be your main worker from %(day)s.") % {"name": lead.worker.name, "day": full_day(lead.start)}
        for lead in coming
    ]
    return " ".join([words, *(then or [str(NOBODY_NEXT)] * nobody_leads_next(records))])


def one_main_worker(lead: Lead) -> str:
    """Who it is, and until when if that is known."""
    day = lead.last_day
    if day:
        return _("Your main worker is %(name)s until %(day)s.") % {"name": lead.worker.name, "day": full_day(day)}
    return _("Your main worker is %(name)s.") % {"name": lead.worker.name}


def nobody_leads_next(records: Records) -> bool:
    """Her main workers all stop in the next four weeks, and nobody takes over."""
    last_days = [lead.last_day for lead in records.main_workers()]
    soon = records.today + FOUR_WEEKS
    return (
        bool(last_days)
        and all(day and day <= soon for day in last_days)
        and not any(lead.start > records.today for lead in records.leads)
    )


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
    does = records.screen.passed_about_care(service.does, f"What they can help with ({service.name})")
    cannot = records.screen.passed_about_care(service.cannot, f"What they cannot do ({service.name})")
    return Helper(
        name=worker.name if worker else place[0].upper() + place[1:],
        job=str(JOBS[Role(worker.role)]) if worker else "",
        service=place if worker else "",
        does=_("They can: %(what)s") % {"what": sentence(does)} if does else _("You can ask them what they do."),
        cannot=_("They cannot: %(what)s") % {"what": sentence(cannot)} if cannot else "",
        phone=phone_of(worker, service, records),
    )
