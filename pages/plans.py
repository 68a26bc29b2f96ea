"""Promises of support – made, changed, paused, stopped, ended as she agrees – and the plan versions she agrees to."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from pathway.actions import exports, plans
from pathway.models import Information, PlanVersion, Pregnancy, Route, Service, Support, Worker
from pathway.models.plans import KIND_WORDS, KIND_WORDS_AFTER_LOSS, MODE_WORDS
from pathway.rules import facts

from . import her_page, previews
from .forms import PageForm, day, line, number, one_of, record_of, tick
from .pages import form_page
from .plan_checks import chosen
from .printouts import GiveForm
from .seeing import Request
from .templatetags.words import promise

LARGE: dict[str, Any] = {"fieldset": {"legend": {"text": "How often", "size": "m"}}}
OFTEN = [
    ("7", "Every week"),
    ("14", "Every two weeks"),
    ("28", "Every four weeks"),
    ("days", "Another rhythm"),
    ("once", "Once, by a date"),
]
KINDS = [(kind.value, said) for kind, said in KIND_WORDS.items()]
MODES = [(mode.value, said) for mode, said in MODE_WORDS.items()]


def services_near(pregnancy: Pregnancy) -> QuerySet[Service]:
    """The services of her liaison team's trust."""
    return Service.objects.filter(trust=pregnancy.team.service.trust_id).order_by("name")


MOVES = "Its dates are counted from the birth, or from the due date until then. One that you change here stays as you put it."


class TermsForm(PageForm):
    """What is promised: what, how often, from when to when, by whom."""

    worker = record_of("Which worker", empty="Nobody named yet", hint="One of the service’s own workers.")
    what = line("What they will do, in words she would use", hint="Such as “visit you at home”.")
    kind = one_of("What it is for", KINDS, "Choose what it is for.")
    mode = one_of("How it happens", MODES, "Choose how it happens.")
    treatment = tick("This is treatment", hint="Such as seeing a prescriber. A gap in treatment is flagged sooner.")
    often = one_of("How often", OFTEN, "Say how often.", reveals={"days": "every", "once": "once_by"}, **LARGE)
    every = number("Every how many days", at_most=366, width=3, revealed=True)
    once_by = day("By which date", revealed=True)
    times = number("How many contacts each time round", hint="Usually 1.", at_most=50, width=3)
    start = day("First day", hint="Leave empty if there is no date yet; after two weeks Alongside will ask.")
    until = day("Last day", hint="Leave empty if it is open-ended.")
    field_order = (
        "service",
        "worker",
        "what",
        "often",
        "every",
        "once_by",
        "times",
        "start",
        "until",
        "planned",
        "kind",
    )

    def __init__(self, *args: Any, pregnancy: Pregnancy, workers: QuerySet[Worker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pregnancy.lost_on:
            self.fields["kind"].choices = list(KIND_WORDS_AFTER_LOSS.items())  # type: ignore[attr-defined]
        self.offer(
            "worker",
            workers.select_related("service").order_by("service__name", "name"),
            lambda worker: f"{worker.name}, {worker.service.name}",
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the days, or the date, that the chosen rhythm needs."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("often") == "days" and "every" not in self.errors and not cleaned.get("every"):
            self.add_error("every", "Say every how many days, such as 10.")
        if cleaned.get("often") == "once" and "once_by" not in self.errors and not cleaned.get("once_by"):
            self.add_error("once_by", "Give the date by which it happens.")
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """The terms as the action knows them: every so many days, or once by a date."""
        cleaned = dict(self.cleaned_data)
        often = cleaned.pop("often")
        once = often == "once"
        cleaned["every"] = None if once else cleaned["every"] if often == "days" else int(often)
        cleaned["once_by"] = cleaned["once_by"] if once else None
        return cleaned | {"times": cleaned["times"] or 1}

    @classmethod
    def values(cls, support: Support) -> dict[str, Any]:
        """What stands in the record, in the form's words."""
        often = "once" if support.every is None else str(support.every)
        known = often in dict(OFTEN)
        return super().values(support) | {
            "often": often if known else "days",
            "every": None if known else support.every,
        }


class PromiseForm(TermsForm):
    """A service's promise."""

    service = record_of("Service", "Choose the service.")
    planned = day("Promised on", "Give the day of the promise.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, pregnancy=pregnancy, **kwargs)
        self.offer("service", services_near(pregnancy))


def support_promise(request: Request, pk: int) -> HttpResponse:
    """Note what a service promises her."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    workers = Worker.objects.filter(service__in=services_near(pregnancy)).working(today)
    initial = {"often": "7", "times": 1, "kind": "support", "mode": "home", "planned": today, "start": today}
    form = PromiseForm.of(request, pregnancy=pregnancy, workers=workers, initial=initial)
    look = previews.wanted(request)
    if not look and form.carry_out(plans.promise, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "The promise is noted. The service can now see her page.")
        return to_where_it_came_from(request, pk)
    preview = preview_of(request, form, pregnancy, today)
    if look == "part":
        return previews.part(request, preview)
    intro = "What a service promises here is what Alongside watches over. The service can see her page from now on."
    return form_page(
        request, form, "Add a promise", pregnancy, intro=intro, template="plans/terms.html", submit="Add the promise",
        **preview,
    )  # fmt: skip


def where_it_came_from(request: Request, pk: int) -> dict[str, Any]:
    """For the page: where cancelling leads."""
    to_plan = request.GET.get("from") == "plan"
    return {"to_plan": to_plan, "cancel_to": reverse("plan_build" if to_plan else "pregnancy_show", args=[pk])}


def to_where_it_came_from(request: Request, pk: int) -> HttpResponse:
    """Back to the plan for those who came from it, otherwise to her page."""
    return redirect(where_it_came_from(request, pk)["cancel_to"])


def preview_of(
    request: Request, form: TermsForm, pregnancy: Pregnancy, today: date, support: Support | None = None
) -> dict[str, Any]:
    """What the plan would be with the promise that the form holds, if that can be read yet."""
    written: list[facts.Support] | None = [] if form.is_bound else None
    if form.is_bound and form.is_valid():
        service: Service = support.service if support else form.cleaned_data["service"]
        written = [previews.being_written(form.arguments(), service.name, today, support)]
    return previews.of_plan(pregnancy, today, written) | where_it_came_from(request, pregnancy.pk)


def said_support(support: Support) -> str:
    """A promise in a line: whose it is, what it is and how often."""
    return f"{support.service}: {support.what or 'support'}, {promise(support)}"


def support_or_404(request: Request, pk: int, today: date) -> Support:
    """The support, if this user may see it."""
    rows = Support.objects.visible_to(request.user, today)
    rows = rows.select_related("pregnancy__mother", "pregnancy__team__service", "service")
    support: Support = get_object_or_404(rows, pk=pk)
    return support


def support_change(request: Request, pk: int) -> HttpResponse:
    """Change what was promised."""
    today = timezone.localdate()
    support = support_or_404(request, pk, today)
    pregnancy = her_page.find(request.user, support.pregnancy_id, today)
    workers = Worker.objects.filter(service=support.service)
    workers = workers.working(today) | workers.filter(pk=support.worker_id or 0)  # one who has left stays named
    form = TermsForm.of(
        request, pregnancy=pregnancy, workers=workers, version=support.version, initial=TermsForm.values(support)
    )
    look = previews.wanted(request)
    if not look and form.carry_out(plans.change, support=support, by=request.user, today=today):
        messages.success(request, "The promise is changed. Versions of her plan agreed before stay as they were.")
        return to_where_it_came_from(request, support.pregnancy_id)
    preview = preview_of(request, form, pregnancy, today, support)
    if look == "part":
        return previews.part(request, preview)
    title = f"Change the promise of {support.service}"
    intro = MOVES if support.counted_from else ""
    return form_page(
        request, form, title, pregnancy, intro=intro, record=support, template="plans/terms.html",
        hidden_title="Change a promise", **preview,
    )  # fmt: skip


def on_support(
    request: Request, pk: int, form: PageForm, action: Callable[..., Any], said: str, title: str, intro: str = "",
    submit: str = "Save",
) -> HttpResponse:  # fmt: skip
    """One step on a support with a form: carried out and back to her page, or the form again."""
    today = timezone.localdate()
    support = support_or_404(request, pk, today)
    if form.carry_out(action, support=support, by=request.user, today=today):
        messages.success(request, said)
        return redirect("pregnancy_show", support.pregnancy_id)
    record = support if "version" in form.fields else None
    intro = f"{said_support(support)}. {intro}"
    return form_page(request, form, title, support.pregnancy, intro=intro, record=record, submit=submit)


class StopForm(PageForm):
    """The last day."""

    on = day("Last day", "Give the last day.")


def support_stop(request: Request, pk: int) -> HttpResponse:
    """The support stops early."""
    today = timezone.localdate()
    support = support_or_404(request, pk, today)
    form = StopForm.of(request, version=support.version, initial={"on": support.stopped or today})
    said = "The support is stopped. Alongside watches whether something else carries her."
    intro = "If she chose this ending, say so as well: “She agrees it may end”."
    if waiting := support.handovers.with_seen(today).under_way().select_related("to_service").first():
        intro = f"It is being handed to {waiting.to_service}, who has not seen her yet: until then it is still yours. {intro}"
    return on_support(request, pk, form, plans.stop, said, "Stop a promise", intro, "Stop it")


class PauseForm(PageForm):
    """The days of a pause."""

    start = day("First day", "Give the first day of the pause.")
    until = day("Last day", "Give the last day of the pause.")


def support_pause(request: Request, pk: int) -> HttpResponse:
    """She asks for a pause, or agrees to one."""
    form = PauseForm.of(request, initial={"start": timezone.localdate()})
    said = "The pause is noted. The promise goes on after it."
    intro = "Only a pause that she asked for or agreed to. One that the service needs is a cancelled contact."
    return on_support(request, pk, form, plans.pause, said, "Pause a promise", intro, "Pause it")


class AgreeEndingForm(PageForm):
    """The day on which she agreed."""

    on = day("She agreed on", "Give the day on which she agreed.")


def support_agree_ending(request: Request, pk: int) -> HttpResponse:
    """She agrees that the support may end."""
    today = timezone.localdate()
    support = support_or_404(request, pk, today)
    form = AgreeEndingForm.of(request, version=support.version, initial={"on": support.agreed_ending or today})
    said = "Noted: an ending she chose is not a fall."
    return on_support(request, pk, form, plans.agree_ending, said, "She agrees that a promise may end")


def plan_give(request: Request, pk: int) -> HttpResponse:
    """Note that a version was given to her."""
    today = timezone.localdate()
    rows = PlanVersion.objects.visible_to(request.user, today).select_related("pregnancy__mother")
    version = get_object_or_404(rows, pk=pk)
    form = GiveForm.of(request, pregnancy=version.pregnancy, initial={"day": today, "how": Route.BY_HAND})
    if form.carry_out(plans.give, version=version, by=request.user, today=today):
        messages.success(request, "Noted: she has her copy.")
        return redirect("pregnancy_show", version.pregnancy_id)
    return form_page(request, form, f"Version {version.number}: given to her", version.pregnancy)


def plan_print(request: Request, pk: int) -> HttpResponse:
    """Her plan as it would be printed today, in the variant and language that the address names."""
    from pathway.printing import plan_file_name, plan_pdf

    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    variant, language = chosen(request, pregnancy)
    headers = {"Content-Disposition": f'inline; filename="{plan_file_name(variant)}"'}
    paper = plan_pdf(pregnancy, today=today, by=request.user, variant=variant, language=language)
    exports.note_paper(
        record=pregnancy, pregnancy=pregnancy, paper="her plan as it stood", information=Information.PATHWAY,
        by=request.user, today=today,
    )  # fmt: skip
    return HttpResponse(paper, content_type="application/pdf", headers=headers)
