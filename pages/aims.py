"""What she wants, and who does what about it by when."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import aims
from pathway.models import About, Aim, PlanAction, Pregnancy, Service, Worker

from . import her_page
from .forms import PageForm, day, last, line, one_of, record_of, show
from .pages import form_page
from .plans import services_near
from .seeing import Request

WHOSE = [("yes", "She said it in these words"), ("no", "We found the words together")]
LET_GO = ("no", "It is let go, as she wants or agrees")
WHAT_CAME = [("yes", "It is done"), LET_GO]
HERS = "hers"


class AimForm(PageForm):
    """What she wants."""

    words = line("What she wants", "Write what she wants.", "Such as “I want my own front door”.", max_length=300)
    her_words = one_of("Whose words", WHOSE, "Say whose words these are.")
    about = one_of("What it is about", About.choices, "Choose what it is about.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pregnancy.lost_on:
            self.fields["about"].choices = last(last(About.choices, About.BABY), About.OTHER)  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Whether they are her words as yes or no."""
        return self.cleaned_data | {"her_words": self.cleaned_data["her_words"] == "yes"}

    def quoted(self) -> set[str]:
        """The fields that hold what she said."""
        return {"words"} if self.cleaned_data["her_words"] == "yes" else set()

    @classmethod
    def values(cls, aim: Any) -> dict[str, Any]:
        """What stands in the record, in the form's words."""
        return super().values(aim) | {"her_words": "yes" if aim.her_words else "no"}


class Owners(forms.models.ModelChoiceIterator):
    """The services, and after them she herself."""

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        yield HERS, "She herself"


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in its types
    """Who does it: a service, or HERS; nobody is chosen before somebody chooses."""

    iterator = Owners

    def clean(self, value: Any) -> Any:
        """The service, or HERS."""
        return HERS if value == HERS else super().clean(value)


class ActionForm(PageForm):
    """What is to be done, by whom, by when."""

    what = line("What is to be done", "Write what is to be done.", "Such as “apply for a bigger flat”.", max_length=200)
    service = show(
        OwnerField(
            Service.objects.none(), label="Who does it", empty_label="Choose",
            error_messages={"required": "Choose who does it.", "invalid_choice": "Who does it: choose one of those listed."},
        )
    )  # fmt: skip
    worker = record_of("Which worker", empty="Nobody named yet", hint="One of that service’s own workers.")
    due = day("By when", "Give the day by which it is done.")
    aim = record_of("Which of her aims it serves", empty="None in particular")

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, worker: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = services_near(pregnancy)
        self.offer("service", near)
        self.offer(
            "worker",
            workers_to_choose(near, today, worker),
            lambda worker: f"{worker.name}, {worker.service.name}",
        )
        self.offer("aim", pregnancy.aims.standing())

    @classmethod
    def values(cls, action: Any) -> dict[str, Any]:
        """What stands in the record, in the form's words."""
        return super().values(action) | {"due": action.by, "service": action.service or HERS}

    def arguments(self) -> dict[str, Any]:
        """The same; no service where she does it herself."""
        service = self.cleaned_data["service"]
        return self.cleaned_data | {"service": None if service == HERS else service}


class EndForm(PageForm):
    """What came of it, and on which day."""

    came = one_of("What came of it", WHAT_CAME, "Say what came of it.")
    on = day("Done or let go on", "Give the day.")

    def arguments(self) -> dict[str, Any]:
        """The day alone; what came of it goes by another name for an aim and an action."""
        return {"on": self.cleaned_data["on"], self.said_as: self.cleaned_data["came"] == "yes"}

    said_as = "done"


class EndAimForm(EndForm):
    """Whether an aim is reached or let go."""

    came = one_of("What came of it", [("yes", "She has reached it"), LET_GO], "Say what came of it.")
    on = day("Reached or let go on", "Give the day.")

    said_as = "reached"


def workers_to_choose(services: QuerySet[Any], today: date, named: int | None) -> QuerySet[Worker]:
    """Those in post, and the one who is named already even if they have left."""
    rows = Worker.objects.filter(service__in=services)
    rows = rows.working(today) | rows.filter(pk=named or 0)
    return rows.select_related("service").order_by("service__name", "name")


def plan_form(
    request: Request, form: PageForm, title: str, pregnancy: Pregnancy, record: Model | None = None, **more: Any
) -> HttpResponse:
    """A form of the plan, which leads back to the plan."""
    return form_page(request, form, title, pregnancy, record=record, template="plans/form.html", **more)


def aim_add(request: Request, pk: int) -> HttpResponse:
    """Note what she wants."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = AimForm.of(request, pregnancy=pregnancy, initial={"her_words": "yes"})
    if form.carry_out(aims.add, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "What she wants is noted.")
        return redirect("plan_build", pk)
    return plan_form(request, form, "Add something she wants", pregnancy)


def record_or_404(request: Request, model: Any, pk: int, today: date) -> Any:
    """A record of her plan, if this user may see it."""
    rows = model.objects.visible_to(request.user, today).select_related("pregnancy__mother", "pregnancy__team__service")
    return get_object_or_404(rows, pk=pk)


def aim_change(request: Request, pk: int) -> HttpResponse:
    """Change what she wants."""
    today = timezone.localdate()
    aim: Aim = record_or_404(request, Aim, pk, today)
    form = AimForm.of(request, pregnancy=aim.pregnancy, version=aim.version, initial=AimForm.values(aim))
    if form.carry_out(aims.change, aim=aim, by=request.user, today=today):
        messages.success(request, "What she wants is changed.")
        return redirect("plan_build", aim.pregnancy_id)
    return plan_form(request, form, "Change how this is written", aim.pregnancy, aim)


def aim_end(request: Request, pk: int) -> HttpResponse:
    """She has reached it, or lets it go."""
    today = timezone.localdate()
    aim: Aim = record_or_404(request, Aim, pk, today)
    form = EndAimForm.of(request, initial={"on": today})
    if form.carry_out(aims.end, aim=aim, by=request.user, today=today):
        messages.success(request, "Noted.")
        return redirect("plan_build", aim.pregnancy_id)
    return plan_form(request, form, "Reached, or let go", aim.pregnancy, intro=f"“{aim.words}”")


def action_add(request: Request, pk: int) -> HttpResponse:
    """Note what is to be done."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    asked = request.GET.get("aim", "")
    aims_of_hers = {str(aim.pk): aim for aim in pregnancy.aims.standing()}
    form = ActionForm.of(request, pregnancy=pregnancy, today=today, initial={"aim": aims_of_hers.get(asked)})
    if form.carry_out(aims.add_action, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "The action is noted.")
        return redirect("plan_build", pk)
    return plan_form(request, form, "Add an action", pregnancy)


def action_change(request: Request, pk: int) -> HttpResponse:
    """Change what is to be done, by whom or by when."""
    today = timezone.localdate()
    action: PlanAction = record_or_404(request, PlanAction, pk, today)
    form = ActionForm.of(
        request, pregnancy=action.pregnancy, today=today, worker=action.worker_id, version=action.version,
        initial=ActionForm.values(action),
    )  # fmt: skip
    if form.carry_out(aims.change_action, plan_action=action, by=request.user, today=today):
        messages.success(request, "The action is changed.")
        return redirect("plan_build", action.pregnancy_id)
    return plan_form(request, form, "Change an action", action.pregnancy, action)


def action_end(request: Request, pk: int) -> HttpResponse:
    """It is done, or let go."""
    today = timezone.localdate()
    action: PlanAction = record_or_404(request, PlanAction, pk, today)
    form = EndForm.of(request, initial={"on": today})
    if form.carry_out(aims.end_action, plan_action=action, by=request.user, today=today):
        messages.success(request, "Noted.")
        return redirect("plan_build", action.pregnancy_id)
    return plan_form(request, form, "Done, or let go", action.pregnancy, intro=f"“{action.what}”")
