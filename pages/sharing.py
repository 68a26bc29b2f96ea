"""Who is involved with her and who can see what: for the services, and on paper for her."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pathway import sharing
from pathway.actions import sharing as actions
from pathway.models import Information, Involvement, Pregnancy, Role
from pathway.models.sharing import current
from pathway.permissions import may_end, require_to_end
from pathway.printing.people import NAMELESS_UNLESS_PLAIN, NEUTRAL_NAME
from pathway.printing.records import Records

from . import her_page
from .forms import PageForm, day, line
from .pages import form_page
from .seeing import Request

FOR_HER = {
    Information.PATHWAY: "Your plan, your visits and your dates",
    Information.NEEDS: "What you said you need",
    Information.HEALTH: "Your health",
    Information.CHILD_PROTECTION: "Formal meetings, and what is written for them",
}
"""What stands on her paper; what she told in confidence is named only by a sentence."""


def services_involved(request: Request, pk: int) -> HttpResponse:
    """Which services are involved, since when and why, and which roles see which class of information."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    rows = sharing.involved(pregnancy, today)
    past = pregnancy.involvements.exclude(current(today)).select_related("service").order_by("-until", "pk")
    ends = may_end(request.user, [row.involvement for row in rows], today)
    context = {"pregnancy": pregnancy, "today": today, "rows": rows, "past": past, "ends": ends}
    context |= {"classes": who_sees(pregnancy, rows), "nobody_there": nobody_there(rows)}
    context["disclosures"] = sharing.disclosures(pregnancy, request.user, today)
    return render(request, "sharing/involved.html", context)


def who_sees(pregnancy: Pregnancy, rows: list[sharing.Involved]) -> list[tuple[Information, list[str]]]:
    """For each class of information the services, with the roles there, that see it."""
    midwives = f"{pregnancy.team.service}: {Role.LIAISON_MIDWIFE.label.lower()}"
    found = []
    for item in Information:
        roles = sharing.roles_with(item)
        others = [
            f"{row.involvement.service}: {', '.join(Role(role).label.lower() for role in row.roles if role in roles)}"
            for row in rows
            if any(role in roles for role in row.roles) and row.involvement.service_id != pregnancy.team.service_id
        ]
        found.append((item, [midwives, *others]))
    return found


def nobody_there(rows: list[sharing.Involved]) -> list[str]:
    """The services that are involved and for which nobody works who could see her record."""
    return [str(row.involvement.service) for row in rows if not any(role != Role.ADMINISTRATOR for role in row.roles)]


def who_sees_what(request: Request, pk: int) -> HttpResponse:
    """The same in words for her, ready to print."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    rows = sharing.involved(pregnancy, today)
    safe = Records(pregnancy, today, request.user).by_hand_is_safe()
    context = {"pregnancy": pregnancy, "today": today, "classes": for_her(pregnancy, rows), "safe": safe}
    return render(request, "sharing/for_her.html", context)


def for_her(pregnancy: Pregnancy, rows: list[sharing.Involved]) -> list[tuple[str, list[str]]]:
    """For each class that may stand on paper, who sees it, in names that give nothing away."""
    found = []
    for item, words in FOR_HER.items():
        seeing = [
            row.involvement.service for row in rows if any(role in sharing.roles_with(item) for role in row.roles)
        ]
        names = [pregnancy.team.service, *seeing]
        found.append((words, list(dict.fromkeys(plain(service) for service in names))))
    return found


def plain(service: Any) -> str:
    """A service in words that are safe on paper."""
    if not service.plain_name and service.kind in NAMELESS_UNLESS_PLAIN:
        return str(NEUTRAL_NAME)
    return str(service.in_plain_words)


class EndForm(PageForm):
    """The last day, and why although something of theirs still stands."""

    until = day("Last day", "Give the last day.", hint="They are involved until the end of this day.")
    because = line(
        "Why they no longer see her record although this still stands",
        "Say why they no longer see her record, or end first what still stands.",
        max_length=300,
    )

    def __init__(self, *args: Any, why: sharing.Why, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if why.nothing:
            del self.fields["because"]

    @classmethod
    def values(cls, record: Any) -> dict[str, Any]:
        """What stands in the record, in the form's words."""
        return super().values(record) | {"because": record.ended_because}


def involvement_end(request: Request, pk: int) -> HttpResponse:
    """A service is no longer involved with her after a day."""
    today = timezone.localdate()
    rows = Involvement.objects.visible_to(request.user, today)
    involvement = get_object_or_404(rows.select_related("pregnancy__mother", "pregnancy__team", "service"), pk=pk)
    require_to_end(request.user, involvement, today)
    pregnancy, service = involvement.pregnancy, involvement.service
    why = sharing.reasons(pregnancy, today)[service.pk]
    form = EndForm.of(request, why=why, version=involvement.version, initial={"until": involvement.until or today})
    if form.carry_out(actions.end_involvement, involvement=involvement, by=request.user, today=today):
        messages.success(request, f"They are involved until {involvement.until:%-d %B %Y}.")
        seen = Pregnancy.objects.visible_to(request.user, today).filter(pk=pregnancy.pk).exists()
        return redirect("services_involved", pregnancy.pk) if seen else redirect("caseload")
    return form_page(
        request, form, f"End the involvement of {service}", pregnancy, record=involvement, template="sharing/end.html",
        why=why, service=service, loses=sharing.loses(service, today), submit="End their involvement",
        hidden_title="End an involvement",
    )  # fmt: skip
