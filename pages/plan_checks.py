"""Before her plan is printed: how it reads, what is missing, which way of giving it is safe; two ticks, then the paper."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pathway.actions import printouts, wording
from pathway.models import Pregnancy, Variant
from pathway.printing import CHOICES, before_printing
from pathway.printing.before_printing import Check
from pathway.printing.catalogues import offered
from pathway.safe_ways import GIVING, why_not

from . import her_page
from .forms import PageForm, line, one_of
from .printouts import VARIANT_HINTS, said_of_ways
from .seeing import Request

READ = "I have read it through, or will read it through with her"
SAFE = "She has told me, alone, that this way is safe for her today"


class WhichForm(PageForm):
    """Which paper."""

    variant = one_of(
        "Which paper", [(one.value, one.label) for one in CHOICES], "Choose which paper.", hints=VARIANT_HINTS
    )
    language = one_of("Language", [], inline=True)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        if len(languages) == 1:
            self.fields["language"].widget = forms.HiddenInput()

    def chosen(self) -> tuple[str, str]:
        """The variant and the language; what cannot be had falls back to the whole plan in English."""
        self.is_valid()
        return self.cleaned_data.get("variant") or Variant.FULL, self.cleaned_data.get("language") or "en"


def ticked(label: str, sentence: str) -> forms.BooleanField:
    """A box without which nothing is made."""
    return forms.BooleanField(label=label, error_messages={"required": sentence})


class MakeForm(PageForm):
    """How she gets it, and the two ticks."""

    how = one_of("How will it reach her?", [], "Choose how it will reach her.")
    read = ticked(READ, "Read it through first, then tick that you have.")
    safe = ticked(SAFE, "Ask her, alone, whether this way is safe, then tick it.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pregnancy, self.today = pregnancy, timezone.localdate()
        self.fields["how"].choices = [(route.value, route.label) for route in GIVING]  # type: ignore[attr-defined]
        self.fields["how"].hints = said_of_ways(pregnancy)  # type: ignore[attr-defined]

    def clean_how(self) -> str:
        """A way that is known to be safe; otherwise the reason."""
        how: str = self.cleaned_data["how"]
        if reason := why_not(self.pregnancy, how, self.today):
            raise forms.ValidationError(reason)
        return how


def chosen(request: Request, pregnancy: Pregnancy) -> tuple[str, str]:
    """The variant and language that the address asks for; her whole plan in English where it asks for none there is."""
    return which_form(request.GET, pregnancy).chosen()


def which_form(asked: QueryDict, pregnancy: Pregnancy) -> WhichForm:
    """Filled with what an address asks for."""
    languages = offered(pregnancy.team.service.trust, timezone.localdate())
    return WhichForm({"variant": Variant.FULL, "language": "en", **asked.dict()}, languages=languages)


class KeepForm(PageForm):
    """Why a word stays."""

    because = line("Keep it, because …", "Say why the word stays.", max_length=300, called="Why the word stays")
    term = forms.CharField(widget=forms.HiddenInput)
    found = forms.CharField(widget=forms.HiddenInput)


def plan_check(request: Request, pk: int) -> HttpResponse:
    """Look at her plan before it is made, and have it made."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = MakeForm.of(request, pregnancy=pregnancy)
    variant, language, seen = looked_at(request, request.GET, pregnancy)
    if seen.may_go_out and seen.version and form.is_valid():
        made = printouts.make(version=seen.version, by=request.user, today=today, variant=variant, language=language)
        messages.success(request, "The paper is made and kept. Give it to her in the way that she says is safe.")
        return redirect(f"{reverse('printouts_hers', args=[pk])}#paper-{made.pk}")
    return check_page(request, request.GET, pregnancy, seen, form)


def looked_at(request: Request, asked: QueryDict, pregnancy: Pregnancy) -> tuple[str, str, Check]:
    """Which paper is asked for, in which language, and what is to be said of it."""
    variant, language = which_form(asked, pregnancy).chosen()
    today = timezone.localdate()
    seen = before_printing.check(pregnancy, today=today, by=request.user, variant=variant, language=language)
    return variant, language, seen


def check_page(
    request: Request, asked: QueryDict, pregnancy: Pregnancy, seen: Check, make: MakeForm, refused: KeepForm | None = None
) -> HttpResponse:  # fmt: skip
    """The page, with a form for each word that hurts; one that was `refused` says what to mend."""
    keeps = []
    for number, row in enumerate(seen.hurting, 1):
        words = {"term": row.remark.term, "found": row.said}
        mine = refused is not None and words == {name: refused.data.get(name) for name in words}
        form = refused if refused and mine else KeepForm(initial=words)
        form.auto_id = f"keep-{number}-%s"
        keeps.append((row, form))
    context = {"pregnancy": pregnancy, "which": which_form(asked, pregnancy), "seen": seen, "make": make}
    context |= {"form": refused or make, "hurting": keeps, "query": asked.urlencode()}
    return render(request, "plans/check.html", context)


@require_POST
def word_keep(request: Request, pk: int) -> HttpResponse:
    """A word that hurts stays on her paper, and why; the reason is as private as the text in which the word stands."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = KeepForm.of(request)
    asked = QueryDict(request.POST.get("query", ""))
    variant, language, seen = looked_at(request, asked, pregnancy)
    term, found = request.POST.get("term", ""), request.POST.get("found", "")
    information = seen.class_of(term, found)
    if information is None:
        messages.error(request, "This word no longer stands there, or somebody has kept it already.")
    elif not form.is_valid():
        return check_page(request, asked, pregnancy, seen, MakeForm(pregnancy=pregnancy), form)
    else:
        wording.keep(pregnancy=pregnancy, term=term, found=found, because=form.cleaned_data["because"],
                     by=request.user, today=today, information=information)  # fmt: skip
        messages.success(request, "The word stays, and your reason is kept.")
    return redirect(f"{reverse('plan_check', args=[pk])}?{urlencode({'variant': variant, 'language': language})}")
