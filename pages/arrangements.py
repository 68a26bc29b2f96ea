"""What happens when her baby is born: all questions on one page, as they print in her plan."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from pathway.actions import arrangements
from pathway.actions.base import Problem
from pathway.models import BirthArrangement, BirthQuestion, Pregnancy, User

from . import her_page
from .forms import PageForm, day, line
from .pages import back_to_her_page, form_page
from .seeing import Request

HINTS = {
    BirthQuestion.WHO_WITH_HER: "Such as “your sister Mina”. It prints as you write it.",
    BirthQuestion.WHO_IS_TOLD: "Who is told, by whom, on which day. No names of meetings: this page is for everybody who helps her.",
    BirthQuestion.WHERE_BABY: "Such as “with you, on the ward”.",
    BirthQuestion.HOW_LONG_WATCHED: "Your unit’s own number of days, and what for.",
    BirthQuestion.WHO_VISITS: "Names, and on which days.",
    BirthQuestion.WHO_DECIDES: "Who, and how she has a say in it.",
}


AFTER_BIRTH = "The birth is recorded, so what is to happen at it is not asked any more."
AFTER_LOSS = "After her loss nothing is asked about a birth."
SAVE_AGAIN = "Save again to put yours in its place."


class BirthForm(PageForm):
    """A line for each question, and the day by which she hears what is not decided."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)
    tell_by = day(
        "When she will hear about what is left empty",
        hint="Without a day of yours, her plan says six weeks before her due date, or a week from now if that is later.",
        unmarked=True,
    )

    def __init__(self, *args: Any, known: dict[str, BirthArrangement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in BirthQuestion:
            field = line(question.label, hint=HINTS[question], max_length=300, unmarked=True)
            field.initial = known[question].arranged if question in known else ""
            self.fields[question.value] = field
        self.order_fields([*BirthQuestion.values, "tell_by"])
        self.now = {
            question: known[question].arranged if question in known else "" for question in BirthQuestion.values
        }
        self.fields["was"].initial = json.dumps(self.now)

    def clean_was(self) -> dict[str, str]:
        """What each answer said when the page was opened; as it is now where that is not known."""
        try:
            was = json.loads(self.cleaned_data["was"])
        except ValueError:
            was = None
        return was if isinstance(was, dict) else self.now

    def clean(self) -> dict[str, Any]:
        """An answer that somebody else wrote meanwhile stays if it was not touched here, and else is shown first."""
        cleaned = super().clean() or self.cleaned_data
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # what a page sends is a QueryDict
        was = cleaned.get("was") or self.now  # what was sent may be no text at all
        for question, now in self.now.items():
            before = was.get(question, now)
            if before != now and cleaned.get(question) == before:
                cleaned[question] = data[question] = now
            elif before != now and cleaned.get(question, now) != now:
                self.add_error(question, f"Somebody else changed this meanwhile. It says now: “{now}”. {SAVE_AGAIN}")
        data["was"] = json.dumps(self.now)
        self.data = data
        return cleaned


def birth_arrangements(request: Request, pk: int) -> HttpResponse:
    """What is arranged for the birth."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    if request.method != "POST" and not pregnancy.is_expecting:
        return back_to_her_page(request, pregnancy, AFTER_LOSS if pregnancy.lost_on else AFTER_BIRTH)
    known = {row.question: row for row in pregnancy.birth_arrangements.all()}
    blank = next((row.tell_by for row in known.values() if not row.arranged), None)
    form = BirthForm.of(request, known=known, initial={"tell_by": blank})
    if form.is_valid() and saved(form, pregnancy, known, request.user):
        messages.success(request, "Saved. It stands in her plan when it is printed next.")
        return redirect("pregnancy_show", pk)
    intro = (
        "She reads this in her plan. Any line may stay empty: it prints as “Not decided yet. We will tell you by …”."
    )
    return form_page(request, form, "What happens when her baby is born", pregnancy, intro=intro)


@transaction.atomic
def saved(form: BirthForm, pregnancy: Pregnancy, known: dict[str, BirthArrangement], by: User) -> bool:
    """Write down every answer that differs; on a problem nothing, and the form says what to mend."""
    today, tell_by = timezone.localdate(), form.cleaned_data["tell_by"]
    try:
        for question in BirthQuestion.values:
            row, words = known.get(question), form.cleaned_data[question]
            if (words or tell_by) and (row is None or (row.arranged, row.tell_by) != (words, tell_by)):
                arrangements.arrange(
                    pregnancy=pregnancy, question=question, arranged=words, tell_by=None if words else tell_by,
                    version=row.version if row else None, by=by, today=today,
                )  # fmt: skip
    except Problem as problem:
        form.add_problem(problem)
        transaction.set_rollback(True)
    return not form.errors
