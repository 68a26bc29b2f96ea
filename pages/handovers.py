"""Handovers: asked for, offered to another service, its yes or no; and the list of those that are under way."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pathway.actions import handovers
from pathway.models import Handover, HandoverAsk, Lead, Support, User
from pathway.models.handovers import State

from .forms import PageForm, day, record_of, words
from .pages import form_page
from .plans import said_support, services_near, support_or_404
from .seeing import Request

SHOWN = 50
HIDDEN = "A handover"
"""The title of the window: which service helps her is nobody's business who looks over a shoulder."""


def part(rows: list[Any]) -> dict[str, Any]:
    """One part of the list: the first rows of it, and how many there are in all."""
    return {"rows": rows[:SHOWN], "number": len(rows)}


def handover_list(request: Request) -> HttpResponse:
    """What waits for our answer, what waits for theirs, and what was accepted by a service that has not seen her yet."""
    today = timezone.localdate()
    mine = set(request.user.jobs(today).values_list("service", flat=True))
    rows = under_way(request.user, today)
    offered = [row for row in rows if row.state == State.OFFERED]
    asks = list(asked(request.user, today))
    parts = {
        "ours": part([row for row in offered if row.to_service_id in mine]),
        "asks": part([ask for ask in asks if ask.support.service_id in mine]),
        "theirs": part([row for row in offered if row.to_service_id not in mine]),
        "our_asks": part([ask for ask in asks if ask.support.service_id not in mine]),
        "not_seen": part([row for row in rows if row.state == State.SAID_YES]),
    }
    return render(request, "handovers/list.html", parts | {"today": today, "nothing": not rows and not asks})


def under_way(user: User, today: date) -> list[Handover]:
    """The handovers of open records that concern this user's services or team and are not done, the oldest first."""
    rows = Handover.objects.visible_to(user, today).concerning(user, today).with_seen(today).under_way()
    return list(with_her(rows.filter(support__pregnancy__closed__isnull=True), today).order_by("offered", "pk"))


def asked(user: User, today: date) -> Any:
    """The asks of open records that concern this user's services or team and that nobody has answered."""
    rows = HandoverAsk.objects.visible_to(user, today).concerning(user, today).filter(answered__isnull=True)
    return with_her(rows.filter(support__pregnancy__closed__isnull=True), today).order_by("asked", "pk")


def with_her(rows: Any, today: date) -> Any:
    """The same rows with what the list shows of her."""
    leading = Prefetch("support__pregnancy__leads", Lead.objects.on(today).select_related("worker"), to_attr="leading")
    return rows.select_related("support__pregnancy__mother", "support__service", "to_service").prefetch_related(leading)


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
    form = OfferForm.of(request, support=support, today=today, initial={"to_service": request.GET.get("to")})
    if form.carry_out(handovers.offer, support=support, by=request.user, today=today):
        messages.success(
            request,
            "They are asked. Until they have said yes and have seen her, it stays where it is.",
        )
        return redirect("pregnancy_show", support.pregnancy_id)
    intro = (
        f"{said_support(support)}. Until the other service has said yes and has seen her, it stays with {support.service}. "
        "The other service can see her page from now on; if it says no, that ends."
    )
    return form_page(
        request, form, "Hand over a promise", support.pregnancy, intro=intro, submit="Ask them", hidden_title=HIDDEN
    )


class AskForm(PageForm):
    """Which service should take it on, and why."""

    to_service = record_of("Which service should take it on?", "Choose the service.")
    why = words("Why would that help her?", "Say why it would help her, in a few words.", max_length=300)

    def __init__(self, *args: Any, support: Support, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to_service", services_near(support.pregnancy).exclude(pk=support.service_id))


def handover_ask(request: Request, pk: int) -> HttpResponse:
    """Ask the giving service to hand a support over."""
    today = timezone.localdate()
    support = support_or_404(request, pk, today)
    own = request.user.jobs(today).exclude(service=support.service_id).values_list("service", flat=True).first()
    form = AskForm.of(request, support=support, initial={"to_service": own})
    if form.carry_out(handovers.ask, support=support, by=request.user, today=today):
        messages.success(request, "They see on their handovers page that this is asked.")
        return redirect("pregnancy_show", support.pregnancy_id)
    intro = f"{said_support(support)}. They give this now, and can offer it, or say why it stays where it is."
    return form_page(
        request, form, "Ask for a handover", support.pregnancy, intro=intro, submit="Ask for it", hidden_title=HIDDEN
    )


class AnswerAskForm(PageForm):
    """Why it stays where it is."""

    because = words("Why does it stay where it is for now?", "Say why it stays where it is for now.", max_length=300)
    on = day("Said on", "Give the day.")


def handover_answer_ask(request: Request, pk: int) -> HttpResponse:
    """The giving service says why a support stays with it for now."""
    today = timezone.localdate()
    rows = HandoverAsk.objects.visible_to(request.user, today)
    ask = get_object_or_404(rows.select_related("support__pregnancy__mother", "support__service", "to_service"), pk=pk)
    form = AnswerAskForm.of(request, initial={"on": today}, version=ask.version)
    if form.carry_out(handovers.answer_ask, ask=ask, by=request.user, today=today):
        messages.success(request, "Noted: it stays where it is for now.")
        return redirect("pregnancy_show", ask.support.pregnancy_id)
    intro = (
        f"{said_support(ask.support)}. On {ask.asked:%-d %B %Y} {ask.support.service} was asked to hand this to "
        f"{ask.to_service}: “{ask.why}”."
    )
    return form_page(
        request, form, f"It stays with {ask.support.service}", ask.support.pregnancy, intro=intro, record=ask,
        hidden_title=HIDDEN,
    )  # fmt: skip


def handover_or_404(request: Request, pk: int, today: date) -> Handover:
    """The handover, if this user may see it."""
    rows = Handover.objects.visible_to(request.user, today)
    rows = rows.select_related("support__pregnancy__mother", "support__service", "to_service", "opened")
    handover: Handover = get_object_or_404(rows, pk=pk)
    return handover


class AcceptForm(PageForm):
    """The day of the yes."""

    on = day("They said yes on", "Give the day.")


def handover_accept(request: Request, pk: int) -> HttpResponse:
    """The receiving service says yes."""
    today = timezone.localdate()
    handover = handover_or_404(request, pk, today)
    sender, receiver = handover.support.service, handover.to_service
    form = AcceptForm.of(request, initial={"on": today}, version=handover.version)
    if form.carry_out(handovers.accept, handover=handover, by=request.user, today=today):
        messages.success(
            request, "Noted. It stays where it is until they have seen her. Next: note what they promise her."
        )
        return redirect("pregnancy_show", handover.support.pregnancy_id)
    intro = (
        f"{said_support(handover.support)}. A yes is not the end: it stays with {sender} until {receiver} has seen her."
    )
    title, hers = f"{receiver} says yes", handover.support.pregnancy
    return form_page(request, form, title, hers, intro=intro, record=handover, hidden_title=HIDDEN)


class DeclineForm(PageForm):
    """The day of the no, and why."""

    on = day("They said no on", "Give the day.")
    because = words(
        "Why they say no", "Say why the handover is declined, so that another way can be found.", max_length=300
    )


def handover_decline(request: Request, pk: int) -> HttpResponse:
    """The receiving service says no."""
    today = timezone.localdate()
    handover = handover_or_404(request, pk, today)
    form = DeclineForm.of(request, initial={"on": today}, version=handover.version)
    if form.carry_out(handovers.decline, handover=handover, by=request.user, today=today):
        messages.success(request, "Noted. It stays where it is until another way is found.")
        return redirect("pregnancy_show", handover.support.pregnancy_id)
    support, other = handover.support, handover.to_service
    intro = (
        f"{said_support(support)}. It stays with {support.service}. {other} sees her page until today, unless {other} gives "
        "her something else."
    )
    title = f"{handover.to_service} says no"
    hers = handover.support.pregnancy
    return form_page(request, form, title, hers, intro=intro, record=handover, hidden_title=HIDDEN)
