"""What a service will do, as whole sentences: no language has to put them together from parts.

By how it happens; None is what the plan itself says, where that can follow "will". `number` chooses the plural form,
`count` is how it is written.
"""

from django.utils.translation import gettext_lazy, ngettext_lazy

from ..rules.words import Mode

COMES = {
    Mode.HOME: gettext_lazy("%(who)s will visit you at home."),
    Mode.CLINIC: gettext_lazy("%(who)s will see you."),
    Mode.PHONE: gettext_lazy("%(who)s will phone you."),
    Mode.VIDEO: gettext_lazy("%(who)s will call you by video."),
    None: gettext_lazy("%(who)s will %(what)s."),
}
"""A single visit, call or appointment, or a promise that says no more."""

COMES_ONCE = {
    Mode.HOME: gettext_lazy("%(who)s will visit you at home once."),
    Mode.CLINIC: gettext_lazy("%(who)s will see you once."),
    Mode.PHONE: gettext_lazy("%(who)s will phone you once."),
    Mode.VIDEO: gettext_lazy("%(who)s will call you by video once."),
    None: gettext_lazy("%(who)s will %(what)s once."),
}
"""Once, on no day that is known."""

COMES_ONCE_BY = {
    Mode.HOME: gettext_lazy("%(who)s will visit you at home once, by %(day)s."),
    Mode.CLINIC: gettext_lazy("%(who)s will see you once, by %(day)s."),
    Mode.PHONE: gettext_lazy("%(who)s will phone you once, by %(day)s."),
    Mode.VIDEO: gettext_lazy("%(who)s will call you by video once, by %(day)s."),
    None: gettext_lazy("%(who)s will %(what)s once, by %(day)s."),
}
"""Once, by a day."""

IN_DAYS = {
    Mode.HOME: ngettext_lazy(
        "%(who)s will visit you at home every day.",
        "%(who)s will visit you at home every %(count)s days.",
        "number",
    ),
    Mode.CLINIC: ngettext_lazy(
        "%(who)s will see you every day.",
        "%(who)s will see you every %(count)s days.",
        "number",
    ),
    Mode.PHONE: ngettext_lazy(
        "%(who)s will phone you every day.",
        "%(who)s will phone you every %(count)s days.",
        "number",
    ),
    Mode.VIDEO: ngettext_lazy(
        "%(who)s will call you by video every day.",
        "%(who)s will call you by video every %(count)s days.",
        "number",
    ),
    None: ngettext_lazy("%(who)s will %(what)s every day.", "%(who)s will %(what)s every %(count)s days.", "number"),
}
"""Once in so many days."""

IN_WEEKS = {
    Mode.HOME: ngettext_lazy(
        "%(who)s will visit you at home every week.",
        "%(who)s will visit you at home every %(count)s weeks.",
        "number",
    ),
    Mode.CLINIC: ngettext_lazy(
        "%(who)s will see you every week.",
        "%(who)s will see you every %(count)s weeks.",
        "number",
    ),
    Mode.PHONE: ngettext_lazy(
        "%(who)s will phone you every week.",
        "%(who)s will phone you every %(count)s weeks.",
        "number",
    ),
    Mode.VIDEO: ngettext_lazy(
        "%(who)s will call you by video every week.",
        "%(who)s will call you by video every %(count)s weeks.",
        "number",
    ),
    None: ngettext_lazy("%(who)s will %(what)s every week.", "%(who)s will %(what)s every %(count)s weeks.", "number"),
}
"""Once in so many weeks."""

TIMES_IN_DAYS = {
    Mode.HOME: ngettext_lazy(
        "%(who)s will visit you at home %(times)s times every day.",
        "%(who)s will visit you at home %(times)s times every %(count)s days.",
        "number",
    ),
    Mode.CLINIC: ngettext_lazy(
        "%(who)s will see you %(times)s times every day.",
        "%(who)s will see you %(times)s times every %(count)s days.",
        "number",
    ),
    Mode.PHONE: ngettext_lazy(
        "%(who)s will phone you %(times)s times every day.",
        "%(who)s will phone you %(times)s times every %(count)s days.",
        "number",
    ),
    Mode.VIDEO: ngettext_lazy(
        "%(who)s will call you by video %(times)s times every day.",
        "%(who)s will call you by video %(times)s times every %(count)s days.",
        "number",
    ),
    None: ngettext_lazy(
        "%(who)s will %(what)s %(times)s times every day.",
        "%(who)s will %(what)s %(times)s times every %(count)s days.",
        "number",
    ),
}
"""More than once in so many days."""

TIMES_IN_WEEKS = {
    Mode.HOME: ngettext_lazy(
        "%(who)s will visit you at home %(times)s times every week.",
        "%(who)s will visit you at home %(times)s times every %(count)s weeks.",
        "number",
    ),
    Mode.CLINIC: ngettext_lazy(
        "%(who)s will see you %(times)s times every week.",
        "%(who)s will see you %(times)s times every %(count)s weeks.",
        "number",
    ),
    Mode.PHONE: ngettext_lazy(
        "%(who)s will phone you %(times)s times every week.",
        "%(who)s will phone you %(times)s times every %(count)s weeks.",
        "number",
    ),
    Mode.VIDEO: ngettext_lazy(
        "%(who)s will call you by video %(times)s times every week.",
        "%(who)s will call you by video %(times)s times every %(count)s weeks.",
        "number",
    ),
    None: ngettext_lazy(
        "%(who)s will %(what)s %(times)s times every week.",
        "%(who)s will %(what)s %(times)s times every %(count)s weeks.",
        "number",
    ),
}
"""More than once in so many weeks."""
