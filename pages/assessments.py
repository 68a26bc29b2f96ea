"""What she says and asks for: safe ways to reach her, her answers, practical help. Booking: see conversation.py."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import assessments, requests
from pathway.models import Answer, Information, PracticalRequest, Pregnancy, Route

from . import her_page
from .forms import PageForm, day, line, one_of, record_of, words
from .pages import form_page
from .plans import services_near
from .seeing import Request, require_class


class SafeForm(PageForm):
    """Whether a way of reaching her is safe."""

    route = one_of("Way of reaching her", Route.choices, "Choose a way of reaching her.")
    safe = one_of(
        "Does she say it is safe?", [("yes", "Safe"), ("no", "Not safe")], "Say whether it is safe.", inline=True
    )
    note = line("Anything to know", hint="Such as “only before three”.", max_length=300)
    answered_on = day("She said so on", "Give the day.")

    def arguments(self) -> dict[str, Any]:
        """Her answer, as a plain yes or no."""
        return self.cleaned_data | {"safe": self.cleaned_data["safe"] == "yes"}


def safe_contact_record(request: Request, pk: int) -> HttpResponse:
    """Record what she says is safe."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = SafeForm.of(request, initial={"answered_on": today})
    if form.carry_out(assessments.record_safe_contact, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Recorded. Ask again from time to time: what is safe can change.")
        return redirect("pregnancy_show", pk)
    intro = "Ask her when she is alone. What nobody has asked counts as not safe."
    return form_page(request, form, "Safe ways to reach her", pregnancy, intro=intro)


GETTING = Answer._meta.get_field("getting").choices


class AnswerForm(PageForm):
    """Her answer."""

    getting = one_of("Are you getting the support you were promised?", GETTING, "Choose all, some or none.")
    her_words = words("Her words")
    day = day("She said so on", "Give the day.")


def answer_record(request: Request, pk: int) -> HttpResponse:
    """Record whether she is getting the support she was promised."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = AnswerForm.of(request, initial={"day": today})
    if form.carry_out(assessments.record_answer, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Her answer is recorded.")
        return redirect("pregnancy_show", pk)
    return form_page(request, form, "Her answer", pregnancy)


class AskForm(PageForm):
    """What she asks for, and whom."""

    what = line("What she asks for", "Say what she asked for.", hint="Such as “a nursery place”.", max_length=200)
    service = record_of("Which service", "Choose the service she asks.")
    asked = day("Asked on", "Give the day.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", services_near(pregnancy))


def request_ask(request: Request, pk: int) -> HttpResponse:
    """Record practical help that she asks for."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.NEEDS)
    form = AskForm.of(request, pregnancy=pregnancy, initial={"asked": today})
    if form.carry_out(requests.ask, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Recorded. Alongside asks again if nobody answers within two weeks.")
        return redirect("pregnancy_show", pk)
    return form_page(request, form, "What she asks for", pregnancy)


class RequestAnswerForm(PageForm):
    """The service's answer."""

    answer = line("The answer", hint="Such as “a place from 1 September”.", max_length=300)
    answered = day("Answered on", "Give the day.")


def request_answer(request: Request, pk: int) -> HttpResponse:
    """Record the answer to what she asked for."""
    today = timezone.localdate()
    rows = PracticalRequest.objects.visible_to(request.user, today).select_related("pregnancy__mother", "service")
    asked = get_object_or_404(rows, pk=pk)
    form = RequestAnswerForm.of(request, initial={"answered": today})
    if form.carry_out(requests.answer, request=asked, by=request.user, today=today):
        messages.success(request, "The answer is recorded. Please tell her, if nobody has.")
        return redirect("pregnancy_show", asked.pregnancy_id)
    intro = f"{asked.what}, asked {asked.service} on {asked.asked:%-d %B %Y}"
    return form_page(request, form, "The answer to what she asked", asked.pregnancy, intro=intro)
