"""What is owed to her: practical help that she asked for, not answered or not come yet, as it stands today."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from ..models import HelpResult, PracticalRequest
from .people import service_name
from .records import Records
from .variants import Sheet
from .words import full_day, sentence


def owed(records: Records, sheet: Sheet) -> list[tuple[str, str]]:
    """Each thing that she asked for, and how it stands; nothing that gives her away, or would hurt."""
    rows = PracticalRequest.objects.filter(pregnancy=records.pregnancy, asked__lte=records.today).owed()
    return list(lines(records, records.seen(rows).select_related("service").order_by("asked", "pk")))


def lines(records: Records, rows: Iterable[PracticalRequest]) -> Iterator[tuple[str, str]]:
    """What she asked for, and a sentence about it."""
    for row in rows:
        if what := records.screen.passed_about_care(row.what, "Something that she asked for"):
            yield sentence(what), state(row, records)


def state(row: PracticalRequest, records: Records) -> str:
    """How it stands with one request."""
    service = service_name(row.service, records)
    if row.answered is None or row.answered > records.today:
        said = {"service": service, "day": full_day(row.asked)}
        return _("Asked of %(service)s on %(day)s. No answer has come yet.") % said
    said = {"service": service, "day": full_day(row.answered)}
    if row.result == HelpResult.GRANTED:
        return _("Promised by %(service)s on %(day)s. It has not come yet.") % said
    return _("Something else was offered by %(service)s on %(day)s. It has not come yet.") % said
