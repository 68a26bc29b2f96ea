"""Handovers: offered to another service, and its yes or no."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import handovers
from pathway.models import Handover, Support

from .forms import PageForm, day, record_of, words
from .pages import form_page
from .plans import services_near, support_or_404
from .seeing import Request


class OfferForm(PageForm):
    """To which service, since when."""

    to_service = record_of("To which service", "Choose the service that is asked to go on.")
    offered = day("Asked on", "Give the day.")

    def __init__(self, *args: Any, support: Support, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_service", services_near(support.pregnancy).exclude(pk=support.service_id))
        self.fields["offered"].initial = today


def handover_offer(request: Request, pk: int) -> HttpResponse:
    """Ask another service to go on with a support."""
    today = timezone.localdate()
    support = support_or_404(request, pk, today)
    form = OfferForm.of(request, support=support, today=today)
    if form.carry_out(handovers.offer, support=support, by=request.user, today=today):
        messages.success(
            request, f"{form.done.to_service} is asked. Until they say yes, {support.service} stays with her."
        )
        return redirect("pregnancy_show", support.pregnancy_id)
    intro = "Until the other service has said yes, this support stays where it is. They can see her page from now on."
    return form_page(request, form, f"Hand over: {support.service}", support.pregnancy, intro=intro, submit="Ask them")


class AcceptForm(PageForm):
    """The day of the yes."""

    on = day("They said yes on", "Give the day.")


class DeclineForm(PageForm):
    """The day of the no, and why."""

    on = day("They said no on", "Give the day.")
    because = words("Why", "Say why the handover is declined, so that another way can be found.", max_length=300)


def answered(
    request: Request, pk: int, form: PageForm, action: Callable[..., Any], said: str, title: str
) -> HttpResponse:
    """Record the receiving service's answer."""
    today = timezone.localdate()
    rows = Handover.objects.visible_to(request.user, today).select_related("support__pregnancy__mother", "to_service")
    handover = get_object_or_404(rows, pk=pk)
    if form.carry_out(action, handover=handover, by=request.user, today=today):
        messages.success(request, said)
        return redirect("pregnancy_show", handover.support.pregnancy_id)
    return form_page(request, form, f"{handover.to_service} {title}", handover.support.pregnancy)


def handover_accept(request: Request, pk: int) -> HttpResponse:
    """The receiving service says yes."""
    form = AcceptForm.of(request, initial={"on": timezone.localdate()})
    said = "Noted. Alongside watches for their first contact with her."
    return answered(request, pk, form, handovers.accept, said, "says yes")


def handover_decline(request: Request, pk: int) -> HttpResponse:
    """The receiving service says no."""
    form = DeclineForm.of(request, initial={"on": timezone.localdate()})
    said = "Noted. The support stays where it is until another way is found."
    return answered(request, pk, form, handovers.decline, said, "says no")
