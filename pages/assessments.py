"""What she says: safe ways to reach her, and whether she gets what was promised."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from pathway.actions import assessments
from pathway.models import Answer, Route

from . import her_page
from .forms import PageForm, day, line, one_of, words
from .pages import form_page
from .seeing import Request


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
    intro = "Ask her when she is alone. What is not asked counts as not safe."
    return form_page(request, form, "Safe ways to reach her", pregnancy, intro=intro)


GETTING = Answer._meta.get_field("getting").choices


class AnswerForm(PageForm):
    """Her answer."""

    getting = one_of("“Are you getting the support you were promised?”", GETTING, "Choose all, some or none.")
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
