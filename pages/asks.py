"""What is asked of her: how binding it is, on whose word, until when, and the help that makes it possible."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from pathway.actions import asks
from pathway.models import Ask, Binding, Pregnancy, RequiredBy

from . import her_page
from .aims import plan_form, record_or_404
from .forms import PageForm, day, line, one_of, record_of
from .plans import said_support, services_near
from .seeing import Request

HINTS = {
    Binding.HER_CHOICE.value: "She may do it or leave it; nothing follows from it.",
    Binding.AGREED.value: "She and the service agreed on it.",
    Binding.REQUIRED.value: "Somebody with the authority for it says that she must.",
}
WHOSE = {
    RequiredBy.SOCIAL_CARE.value: "Read only by those whose role covers child protection.",
    RequiredBy.COURT.value: "Read only by those whose role covers child protection.",
    RequiredBy.OTHER.value: "Such as a clinic, probation or a landlord. Everybody who helps her can read it.",
}
LARGE: dict[str, Any] = {"fieldset": {"legend": {"text": "How binding it is", "size": "m"}}}


class AskForm(PageForm):
    """What is asked, and how it ends."""

    what = line(
        "What is asked of her", "Write what is asked of her.", "In words she would use: “come to the clinic”.", 200
    )
    why = line("Why it is asked", max_length=300)
    binding = one_of("How binding it is", Binding.choices, "Choose how binding it is.", hints=HINTS, **LARGE)
    required_by = one_of("Whose requirement it is", RequiredBy.choices, hints=WHOSE, revealed=True)
    authority = line("Who exactly, and on what authority", max_length=200, revealed=True)
    enough = line(
        "What is enough", max_length=300, hint="So that she knows when she has done it: “four visits by May”.",
        revealed=True,
    )  # fmt: skip
    ends_when = line("How it ends", max_length=300, revealed=True)
    review = day("Looked at again with her on", revealed=True)
    until = day("Last day", revealed=True)
    if_not = line("What happens if it does not work out", max_length=300, revealed=True)
    support = record_of("A promise that makes it possible", empty="None of them", unmarked=True)
    help_words = line("Or other help, in words", max_length=200, hint="Such as “taxi there and back”.", unmarked=True)
    help_service = record_of("Which service gives that help", empty="Choose", unmarked=True)

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("support", pregnancy.supports.filter(stopped=None).select_related("service"), said_support)
        self.offer("help_service", services_near(pregnancy))

    def clean(self) -> dict[str, Any]:
        """A requirement is told all that it lacks at once."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("binding") == Binding.REQUIRED:
            for name, sentence in asks.REQUIRED_SAYS.items():
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, sentence)
        return cleaned


class EndForm(PageForm):
    """From when, and why it is no longer asked."""

    on = day("Ended on", "Give the day.")
    because = line("Why it ends", "Say why it ends.", "Such as “She came to all four”.", 200)


def ask_add(request: Request, pk: int) -> HttpResponse:
    """Note what is asked of her."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = AskForm.of(request, pregnancy=pregnancy)
    if form.carry_out(asks.add, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "What is asked of her is noted.")
        return redirect("plan_build", pk)
    return ask_form(request, form, "Add something asked of her", pregnancy)


def ask_form(
    request: Request, form: PageForm, title: str, pregnancy: Pregnancy, record: Ask | None = None
) -> HttpResponse:
    """The form, with what every ask should have in mind."""
    unless = "it is required of her" if pregnancy.lost_on else "children’s social care or a court requires it"
    intro = f"Everybody who helps her can read this, unless {unless}. Keep violence and reports about her out of it."
    opened = form["binding"].value() == Binding.REQUIRED or any(begun(form, name) for name in OF_REQUIRED)
    folded = {"folded": IF_REQUIRED, "folded_open": opened, "opens_with": f"binding={Binding.REQUIRED}"}
    return plan_form(request, form, title, pregnancy, record, intro=intro, parts=PARTS, **folded)


def begun(form: PageForm, name: str) -> bool:
    """Something is written in a field, or is to be mended there."""
    said = form[name].value()
    return name in form.errors or (any(said) if isinstance(said, tuple) else bool(said))


IF_REQUIRED = "If it is required: by whom, what is enough, how it ends"
OF_REQUIRED = ("required_by", "authority", "enough", "ends_when", "review", "until", "if_not")
PARTS = [
    ("", ("what", "why")),
    ("", ("binding",)),
    (IF_REQUIRED, OF_REQUIRED),
    ("The help that makes it possible", ("support", "help_words", "help_service")),
]
"""The fields under their headings."""


def ask_change(request: Request, pk: int) -> HttpResponse:
    """Change what is asked of her."""
    today = timezone.localdate()
    ask: Ask = record_or_404(request, Ask, pk, today)
    form = AskForm.of(request, pregnancy=ask.pregnancy, version=ask.version, initial=AskForm.values(ask))
    if form.carry_out(asks.change, ask=ask, by=request.user, today=today):
        messages.success(request, "What is asked of her is changed.")
        return redirect("plan_build", ask.pregnancy_id)
    return ask_form(request, form, "Change what is asked of her", ask.pregnancy, ask)


def ask_end(request: Request, pk: int) -> HttpResponse:
    """It is no longer asked of her."""
    today = timezone.localdate()
    ask: Ask = record_or_404(request, Ask, pk, today)
    form = EndForm.of(request, initial={"on": today})
    if form.carry_out(asks.end, ask=ask, by=request.user, today=today):
        messages.success(request, "It is no longer asked of her.")
        return redirect("plan_build", ask.pregnancy_id)
    return plan_form(request, form, "No longer asked of her", ask.pregnancy, intro=f"“{ask.what}”")
