"""What she will do: each labelled her choice, agreed together or required, and paired with the help that makes it possible."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Binding
from .records import Records
from .variants import Sheet
from .words import full_day, phone_number, said, sentence

LABELS = {
    Binding.HER_CHOICE: gettext_lazy("Your choice"),
    Binding.AGREED: gettext_lazy("Agreed together"),
    Binding.REQUIRED: gettext_lazy("Required"),
}
DETAILS = (
    ("authority", gettext_lazy("Who says so: %(words)s")),
    ("why", gettext_lazy("Why: %(words)s")),
    ("enough", gettext_lazy("What is enough: %(words)s")),
    ("ends_when", gettext_lazy("How it ends: %(words)s")),
    ("if_not", gettext_lazy("If it does not work out: %(words)s")),
)
HELP_MISSING = gettext_lazy("The help for this is not arranged yet. Ask us for it: it is our job.")


class Ask(NamedTuple):
    """One thing that she does: how binding it is, what belongs to it, and the help that comes with it."""

    what: str
    label: str
    details: tuple[str, ...]
    help: str
    if_not: str


class Asks(NamedTuple):
    """The section; `kept_back` if there is more that cannot stand on paper."""

    all: tuple[Ask, ...]
    kept_back: bool


def asks(records: Records, sheet: Sheet) -> Asks | None:
    """What was agreed or asked of her, requirements first; and what she set out to do herself."""
    order = [Binding.REQUIRED, Binding.AGREED, Binding.HER_CHOICE]
    rows = sorted(records.content["asks"], key=lambda row: order.index(Binding(row["binding"])))
    made = [ask(row, records) for row in rows]
    own = [her_action(row, records) for row in records.content["actions"] if row["hers"]]
    found = tuple(each for each in [*made, *own] if each)
    kept_back = len(found) < len(made) + len(own)
    return Asks(found, kept_back) if found or kept_back else None


def ask(row: dict[str, Any], records: Records) -> Ask | None:
    """One ask in words, or None if it cannot stand on paper."""
    what = records.screen.passed_about_care(row["what"], "Something that she is asked to do")
    if not what:
        return None
    given = help_words(row, records)
    return Ask(
        what=sentence(what),
        label=str(LABELS[Binding(row["binding"])]),
        details=tuple(details(row, records)),
        help=given or (str(HELP_MISSING) if row["binding"] != Binding.HER_CHOICE else ""),
        if_not=if_no_help(row["help_phone"]) if given and row["help_phone"] else "",
    )


def if_no_help(phone: str) -> str:
    """Whom to call if the help does not come."""
    return said(_("If this help does not come, call %(phone)s."), phone=phone_number(phone))


def details(row: dict[str, Any], records: Records) -> Iterator[str]:
    """By whom, why, what is enough, how it ends, until when."""
    for name, pattern in DETAILS:
        if words := records.screen.passed_about_care(row[name], f"A detail of what she is asked to do ({name})"):
            yield str(pattern) % {"words": sentence(words)}
    if row["review"]:
        yield _("We look at it again with you on %(day)s.") % {"day": day_of(row["review"])}
    if row["until"]:
        yield _("It goes on until %(day)s.") % {"day": day_of(row["until"])}


def help_words(row: dict[str, Any], records: Records) -> str:
    """The help that makes it possible, and who gives it."""
    given = records.screen.passed_about_care(row["help"], "Help with what she is asked to do")
    service = records.screen.passed(row["help_service"], f"The name “{row['help_service']}”")
    if not given:
        return ""
    if not service or service.lower() in given.lower():
        return _("Your help with this: %(help)s") % {"help": sentence(given)}
    return _("Your help with this: %(help)s From %(service)s.") % {"help": sentence(given), "service": service}


def her_action(row: dict[str, Any], records: Records) -> Ask | None:
    """Something that she set out to do by a day."""
    what = records.screen.passed_about_care(row["what"], "Something that she set out to do")
    if not what:
        return None
    by = _("By %(day)s.") % {"day": day_of(row["by"])}
    return Ask(sentence(what), str(LABELS[Binding.HER_CHOICE]), (by,), "", "")


def day_of(text: str) -> str:
    """A day from its ISO form, in words."""
    return full_day(date.fromisoformat(text))
