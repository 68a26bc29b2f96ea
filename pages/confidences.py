"""What she tells in confidence: alcohol and drugs, and – only when she is alone – safety."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway import conversation
from pathway.actions import confidences
from pathway.conversation import BY_SLUG
from pathway.models import Asked, Goal, Pregnancy, SafetyDetail, SubstanceKind, SubstanceTalk, SubstanceUse
from pathway.models.assessments import MANY_OF_A_KIND

from .conversation import SAVED, around, find_step, go_on
from .forms import PageForm, line, one_of, show, tick, words
from .pages import form_page
from .seeing import Request
from .topics import AS_BOOL, AS_WORD, GO_ON, LATER, RATHER_NOT, STOP, YES_NO

NONE = "none"
GOALS = {
    Goal.SAFER: "Go on, with less harm.",
    Goal.LESS: "Less of it, or less often.",
    Goal.STEADY: "Stay as it is now, for example on a prescription that works.",
    Goal.STOP: "Not any more.",
    Goal.NOT_DECIDED: "She wants to think, or to hear more first.",
}
NEVER_PRESCRIBED = (SubstanceKind.ALCOHOL, SubstanceKind.TOBACCO, SubstanceKind.COCAINE, SubstanceKind.PRESCRIBED)


class SubstancesForm(PageForm):
    """Which of these, several at once; and what would help."""

    kinds = show(
        forms.MultipleChoiceField(
            label="Part of her life just now", required=False, widget=forms.CheckboxSelectMultiple,
            help_text="Tick all that she names. The next page asks what she wants for herself with each.",
            error_messages={"invalid_choice": "Part of her life just now: choose from those listed."},
        ),
        unmarked=True,
    )  # fmt: skip
    her_words = words("What would help?", hint="In her words. What has helped before, and what has not.", unmarked=True)

    def __init__(self, *args: Any, listed: set[str], then: str, before: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.then, self.before = then, before
        kinds = [row for row in SubstanceKind.choices if row[0] not in listed or row[0] in MANY_OF_A_KIND]
        nothing = [] if listed else [(NONE, "None of these")]
        self.fields["kinds"].choices = [*kinds, *nothing]  # type: ignore[attr-defined]

    def clean_kinds(self) -> list[str]:
        """Nothing, or some; not both."""
        kinds: list[str] = self.cleaned_data["kinds"]
        if NONE in kinds and len(kinds) > 1:
            raise forms.ValidationError("Choose “None of these” alone, or untick it.")
        return kinds

    def asked(self) -> str:
        """As of a topic: what was left empty is declined or left for later as the button says."""
        if self.cleaned_data["kinds"] or self.cleaned_data["her_words"].strip():
            return Asked.ASKED
        return {RATHER_NOT: Asked.RATHER_NOT_SAY, LATER: Asked.NOT_ASKED}.get(self.then, self.before)

    def arguments(self) -> dict[str, Any]:
        """What stands in the talk; the kinds are written one by one."""
        cleaned = self.cleaned_data
        return {"asked": self.asked(), "her_words": cleaned["her_words"], "version": cleaned["version"] or None}


def substances_ask(request: Request, pk: int) -> HttpResponse:
    """Alcohol and drugs: what is part of her life, and what would help."""
    today = timezone.localdate()
    pregnancy, step = find_step(request, pk, conversation.SUBSTANCES)
    talk: SubstanceTalk | None = SubstanceTalk.objects.filter(pregnancy=pregnancy).first()
    uses = list(SubstanceUse.objects.filter(pregnancy=pregnancy))
    then = request.POST.get("then", GO_ON)
    form = SubstancesForm.of(
        request, listed={use.kind for use in uses if not use.over}, then=then,
        before=talk.asked if talk else Asked.NOT_ASKED, initial={"her_words": talk.her_words if talk else ""},
        version=talk.version if talk else 0,
    )  # fmt: skip
    if save_substances(form, pregnancy, request.user, today):
        if then == STOP:
            messages.success(request, SAVED)
        return next_to_talk_of(pregnancy, then) or go_on(pregnancy, step, then)
    theirs = form.beside(talk) if form.theirs and talk else None
    context = around(pregnancy, step) | {"form": form, "uses": uses, "theirs": theirs}
    return render(request, "conversation/substances.html", context, status=409 if theirs else 200)


def save_substances(form: SubstancesForm, pregnancy: Pregnancy, by: Any, today: date) -> bool:
    """Save the talk and each kind that she names, all or nothing."""
    if not form.is_valid():
        return False
    with transaction.atomic():
        done = form.carry_out(confidences.talk_of_substances, pregnancy=pregnancy, by=by, today=today)
        for kind in form.cleaned_data.get("kinds", []) if done else []:
            if kind != NONE:
                confidences.record_substance(
                    pregnancy=pregnancy, kind=kind, substance=SubstanceKind(kind).label, by=by, today=today
                )
        transaction.set_rollback(not done)
    return done


def next_to_talk_of(pregnancy: Pregnancy, then: str) -> HttpResponse | None:
    """The first of her list that was only ticked so far; none if she would rather leave it."""
    ticked = SubstanceUse.objects.filter(pregnancy=pregnancy, over__isnull=True, version=1, her_words="").first()
    return redirect("substance_change", ticked.pk) if ticked and then == GO_ON else None


class SubstanceForm(PageForm):
    """One of her list: what she calls it, what she wants for herself."""

    her_goal = one_of(
        "What does she want for herself with this?", Goal.choices, "Choose what she wants, or “Not decided”.",
        hints={str(goal): hint for goal, hint in GOALS.items()},
    )  # fmt: skip
    her_words = words("Her words", unmarked=True)
    substance = line("What she calls it", "Write what she calls it.", max_length=80)
    prescribed = one_of("Is it prescribed for her?", YES_NO, inline=True, unmarked=True)
    is_over = tick(
        "It is no longer part of her life", hint="It goes off her list; what she said is kept in the history."
    )

    def __init__(self, *args: Any, use: SubstanceUse, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.values(use), version=use.version, **kwargs)
        if use.kind in NEVER_PRESCRIBED:
            del self.fields["prescribed"]

    @classmethod
    def values(cls, use: SubstanceUse) -> dict[str, Any]:
        """What stands in the record."""
        return super().values(use) | {"prescribed": AS_WORD[use.prescribed], "is_over": use.over is not None}

    def arguments(self) -> dict[str, Any]:
        """No choice: she has not said."""
        return self.cleaned_data | {"prescribed": AS_BOOL.get(self.cleaned_data.get("prescribed", ""))}


def substance_change(request: Request, pk: int) -> HttpResponse:
    """What she says of one of her list, and her own goal."""
    today = timezone.localdate()
    rows = SubstanceUse.objects.visible_to(request.user, today).select_related("pregnancy__mother")
    use: SubstanceUse = get_object_or_404(rows, pk=pk)
    pregnancy, step = find_step(request, use.pregnancy_id, conversation.SUBSTANCES)
    form = SubstanceForm.of(request, use=use)
    if form.carry_out(confidences.change_substance, use=use, by=request.user, today=today):
        return next_to_talk_of(pregnancy, GO_ON) or redirect("substances_ask", pregnancy.pk)
    theirs = form.beside(use) if form.theirs else None
    context = around(pregnancy, step) | {"use": use, "form": form, "theirs": theirs}
    return render(request, "conversation/substance.html", context, status=409 if theirs else 200)


class ToldForm(PageForm):
    """What she tells, and what keeps her safer."""

    her_words = words(
        "What she says", hint="In her words. Write what somebody did as what he or she did.", unmarked=True
    )
    what_keeps_her_safer = words(
        "What keeps her safer", hint="Whom she rings, where she can go, a word that we agree on.", unmarked=True
    )
    not_to_say_again = words(
        "What she does not want to have to say again", hint="Only if she wants it kept.", unmarked=True
    )


class SafetyForm(ToldForm):
    """The same, when she was asked alone."""

    alone = forms.CharField(widget=forms.HiddenInput, initial="yes")

    TOLD = ("her_words", "what_keeps_her_safer", "not_to_say_again")

    def __init__(self, *args: Any, then: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.then = then

    def told(self) -> bool:
        """Something was written."""
        return any(self.cleaned_data.get(name) for name in self.TOLD)

    def clean(self) -> dict[str, Any]:
        """An answer has words; that she feels safe is one too."""
        if self.then == GO_ON and not self.told() and not self.errors:
            self.add_error("her_words", "Write what she said – also if she says that she is safe.")
        return self.cleaned_data

    def asked(self) -> str:
        """Anything written was asked for."""
        return Asked.ASKED if self.told() else Asked.RATHER_NOT_SAY

    def arguments(self) -> dict[str, Any]:
        """Without the hidden answer, which the view has read."""
        return {name: value for name, value in self.cleaned_data.items() if name != "alone"}


def safety_ask(request: Request, pk: int) -> HttpResponse:
    """Safety: first whether she is alone; if not, nothing is asked and nothing is shown."""
    today = timezone.localdate()
    pregnancy, step = find_step(request, pk, conversation.SAFETY)
    alone, then = request.POST.get("alone"), request.POST.get("then", "")
    if alone == "no":
        messages.success(request, "Nothing was asked. It stays as it was until she is alone.")
        return redirect("conversation_show", pregnancy.pk)
    if alone != "yes":
        return render(request, "conversation/alone.html", around(pregnancy, step))
    form = SafetyForm(request.POST if then else None, then=then)
    if save_safety(form, pregnancy, request.user, today):
        messages.success(request, "Saved, in its own compartment." if form.told() else "Nothing of it is written down.")
        return redirect("conversation_show", pregnancy.pk)
    return render(request, "conversation/safety.html", around(pregnancy, step) | {"form": form})


def save_safety(form: SafetyForm, pregnancy: Pregnancy, by: Any, today: date) -> bool:
    """Whether what she told is saved; where nothing was told and she is asked another time, nothing is."""
    if not form.is_valid():
        return False
    if form.then == LATER and not form.told():
        return True
    given = {"asked": form.asked(), "asked_alone": True, "pregnancy": pregnancy, "by": by, "today": today}
    return form.carry_out(confidences.record_safety, **given)


def safety_show(request: Request, pk: int) -> HttpResponse:
    """What she told of safety, to read without anybody else there."""
    pregnancy, step = find_step(request, pk, conversation.SAFETY)
    details = SafetyDetail.objects.filter(pregnancy=pregnancy).order_by("-recorded_on", "-pk")
    return render(request, "conversation/safety_told.html", {"pregnancy": pregnancy, "step": step, "details": details})


def safety_change(request: Request, pk: int) -> HttpResponse:
    """Put right what was written of one talk."""
    today = timezone.localdate()
    rows = SafetyDetail.objects.visible_to(request.user, today).select_related("pregnancy__mother")
    detail: SafetyDetail = get_object_or_404(rows, pk=pk)
    form = ToldForm.of(request, initial=ToldForm.values(detail), version=detail.version)
    if form.carry_out(confidences.change_safety, detail=detail, by=request.user, today=today):
        return redirect("safety_show", detail.pregnancy_id)
    title = BY_SLUG[conversation.SAFETY].title
    return form_page(
        request, form, title, detail.pregnancy, record=detail, hidden_title="The booking conversation",
        template="conversation/safety_change.html", cancel_to=reverse("safety_show", args=[detail.pregnancy_id]),
    )  # fmt: skip
