"""Steps on a flag: seen, acted on, set aside, handed on. Nobody can delete one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pathway.actions import flags
from pathway.actions.base import Problem
from pathway.models import SEES, Flag, Pregnancy

from .forms import PageForm, day, record_of, words
from .pages import form_page
from .people import workers_near
from .seeing import Request


def flag_or_404(request: Request, pk: int, today: date) -> Flag:
    """The flag, if this user may see it and its woman."""
    rows = Flag.objects.visible_to(request.user, today).filter(
        pregnancy__in=Pregnancy.objects.visible_to(request.user, today)
    )
    rows = rows.select_related("pregnancy__mother", "pregnancy__team", "service")
    flag: Flag = get_object_or_404(rows, pk=pk)
    return flag


def to_her_flags(flag: Flag) -> HttpResponse:
    """Back to the flags on her page."""
    return redirect(reverse("pregnancy_show", args=[flag.pregnancy_id]) + "#flags")


def step(
    request: Request, flag: Flag, form: PageForm, action: Callable[..., Any], said: str, title: str, today: date
) -> HttpResponse:
    """One step with a form: carried out and back to her page, or the form again."""
    if form.carry_out(action, flag=flag, by=request.user, today=today):
        messages.success(request, said)
        return to_her_flags(flag)
    return form_page(request, form, title, flag.pregnancy, template="flags/step.html", flag=flag, anchor="#flags")


@require_POST
def flag_acknowledge(request: Request, pk: int) -> HttpResponse:
    """Say that one has seen it."""
    today = timezone.localdate()
    flag = flag_or_404(request, pk, today)
    try:
        flags.acknowledge(flag=flag, by=request.user, today=today)
    except Problem as problem:
        messages.warning(request, problem.sentence)
    else:
        messages.success(request, "Noted: you have seen this. It stays open until what is missing has come.")
    return to_her_flags(flag)


class ActForm(PageForm):
    """What was done."""

    note = words(
        "What was done",
        "Write what was done, in a few words.",
        hint="Such as “Called the family team; they come on Thursday”.",
    )


def flag_act(request: Request, pk: int) -> HttpResponse:
    """Write what was done about it."""
    today = timezone.localdate()
    flag, form = flag_or_404(request, pk, today), ActForm.of(request)
    said = "Noted. The flag closes by itself once what is missing has come."
    return step(request, flag, form, flags.act, said, "Write what was done", today)


class SetAsideForm(PageForm):
    """Until when, and why it can wait."""

    until = day(
        "Set aside until", "Choose a day after today, on which it returns.", hint="On this day it comes back to Today."
    )
    reason = words("Why it can wait", "Say why it can wait, in a few words.")


def flag_set_aside(request: Request, pk: int) -> HttpResponse:
    """Set it aside until a day."""
    today = timezone.localdate()
    flag, form = (
        flag_or_404(request, pk, today),
        SetAsideForm.of(request, initial={"until": today + timedelta(weeks=1)}),
    )
    return step(request, flag, form, flags.set_aside, "Set aside. It returns on its day.", "Set aside", today)


class HandOnForm(PageForm):
    """To whom, and what they should know."""

    to_worker = record_of(
        "Who takes it on", "Choose who takes it on.", hint="Somebody in a service that is involved with her."
    )
    note = words("What they should know")

    def __init__(self, *args: Any, pregnancy: Pregnancy, flag: Flag, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role, classes in SEES.items() if flag.information in classes]
        self.offer(
            "to_worker",
            workers_near(pregnancy, today).filter(role__in=roles),
            lambda worker: f"{worker.name}, {worker.service.name}",
        )


def flag_hand_on(request: Request, pk: int) -> HttpResponse:
    """Hand it to another worker."""
    today = timezone.localdate()
    flag = flag_or_404(request, pk, today)
    form = HandOnForm.of(request, pregnancy=flag.pregnancy, flag=flag, today=today)
    said = "Handed on. Please tell them too: Alongside sends no messages yet."
    return step(request, flag, form, flags.hand_on, said, "Hand on", today)
