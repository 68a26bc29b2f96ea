"""Who knows what about her, and why: from who is involved with her now and what each role may see."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import SEES, Information, Service, ServiceKind, Worker
from ..models.sharing import current
from .people import service_name
from .records import Records
from .variants import Sheet
from .words import listed, said, strong

SEEN = {
    Information.PATHWAY: _("your plan, your visits and how to reach you"),
    Information.NEEDS: _("what you told us that you need"),
    Information.HEALTH: _("your health notes"),
    Information.ALCOHOL_AND_DRUGS: _("the most private part of your health notes"),
    Information.CHILD_PROTECTION: _("meetings about you and your family"),
    Information.SAFETY: _("what you told us alone"),
}
"""The classes of information, in words that give nothing away; the same words whether or not anything is recorded."""
WHY = {
    ServiceKind.MIDWIFERY: _("They look after you and keep your plan together."),
    ServiceKind.HEALTH_VISITING: _("They see you at home and look after your health."),
    ServiceKind.DRUG_AND_ALCOHOL: _("They support you, and need to know what others do."),
    ServiceKind.FAMILY_SUPPORT: _("They help at home, and need to know what would help."),
    ServiceKind.GENERAL_PRACTICE: _("They are your doctors."),
    ServiceKind.MENTAL_HEALTH: _("They help with how you feel."),
    ServiceKind.SOCIAL_WORK: _("They must know how your family is, and find help for it."),
    ServiceKind.OTHER: _("They promised to help you."),
}


MOST_ROWS = 6


class Knows(NamedTuple):
    """One service, or several alike: what they can see, and why."""

    who: str
    what: tuple[str, ...]
    why: str

    @property
    def can_see(self) -> SafeString:
        """Before the list of what they can see."""
        return said(gettext("%(who)s can see:"), who=strong(self.who))


def knows(records: Records, sheet: Sheet) -> tuple[Knows, ...]:
    """Her midwives first, then everyone involved with her on the day."""
    services = involved(records)
    roles = roles_in(services, records)
    rows: list[Knows] = []
    for service in {service.pk: service for service in services}.values():
        if what := [str(words) for information, words in SEEN.items() if sees(roles[service.pk], information)]:
            rows.append(Knows(service_name(service, records), tuple(what), str(WHY[ServiceKind(service.kind)])))
    return tuple(row._replace(who=row.who[0].upper() + row.who[1:]) for row in short_enough(rows))


def short_enough(rows: list[Knows]) -> list[Knows]:
    """As they are; more than six: those that see the same for the same reason in one row, in the place of the first."""
    if len(rows) <= MOST_ROWS:
        return rows
    alike: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for row in rows:
        alike.setdefault((row.what, row.why), []).append(row.who)
    return [Knows(listed(list(dict.fromkeys(names))), what, why) for (what, why), names in alike.items()]


def involved(records: Records) -> list[Service]:
    """Her midwives' service for its team's sake, then those that are involved now, which may be the same again."""
    own = records.pregnancy.team.service
    rows = records.pregnancy.involvements.filter(current(records.today)).select_related("service")
    return [own, *{row.service_id: row.service for row in rows.order_by("start", "pk")}.values()]


def roles_in(services: list[Service], records: Records) -> dict[int, set[str]]:
    """The roles of those who work in each service now; of her midwives' only her own team's, unless all of them are involved."""
    found: dict[int, set[str]] = {service.pk: set() for service in services}
    there = Q(service__in=[service.pk for service in services[1:]]) | Q(team=records.pregnancy.team_id)
    rows = Worker.objects.filter(there).working(records.today)
    for service, role in rows.values_list("service", "role"):
        found[service].add(role)
    return found


def sees(roles: Iterable[str], information: str) -> bool:
    """Somebody with one of these roles may see this class."""
    return any(information in SEES[role] for role in roles)
