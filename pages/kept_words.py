"""Help with words in what people write: those that hurt are shown with better ones; they stay where somebody says why."""

from typing import Any

from django import forms

from pathway.actions import wording
from pathway.models import Pregnancy
from pathway.printing import language
from pathway.printing.language import Remark

from .fields import LongLine, Written

Remarks = dict[str, list[Remark]]
HERS = ("her_words", "her_view", "she_said", "what_keeps_her_safer", "not_to_say_again", "wish_topics", "wish_easier")
"""Fields that hold what she said: her words are hers, and nobody remarks on them."""
FREE_TEXT = 200
"""From so many characters on a line is free text, and no name or number."""


class KeepForm(forms.Form):
    """Why the words stay."""

    keep_because = Written(
        label="Or keep these words, because …",
        help_text="Such as “it is the name of the clinic”. Your reason is kept with her record.",
        required=False,
        max_length=300,
        widget=LongLine({"rows": 2}),
        error_messages={
            "max_length": "Keep these words, because: shorten this to 300 characters; it has %(show_value)s."
        },
    )

    def why(self) -> str:
        """The reason given, or nothing."""
        return str(self.cleaned_data.get("keep_because", "")) if self.is_valid() else ""


def remarks_on(form: forms.Form) -> Remarks:
    """The words that hurt in each free text of a form that is not hers."""
    quoted = form.quoted() if hasattr(form, "quoted") else ()
    texts = {
        name: str(form.cleaned_data.get(name) or "")
        for name, field in form.fields.items()
        if is_free_text(field) and not name.endswith(HERS) and name not in quoted
    }
    found = {name: language.check(text) for name, text in texts.items() if text}
    return {name: remarks for name, remarks in found.items() if remarks}


def is_free_text(field: forms.Field) -> bool:
    """Something is written in it in one's own words."""
    long = isinstance(field, forms.CharField) and (field.max_length or 0) >= FREE_TEXT
    return long or (isinstance(field.widget, forms.Textarea) and not isinstance(field.widget, LongLine))


def advice(texts: dict[str, Any], remarks: Remarks) -> dict[str, str]:
    """The remarks on each field, to stand beneath it."""
    return {
        name: " ".join(advice_on(texts[name][remark.start : remark.end], remark) for remark in found)
        + " Or say at the end of the form why it stays."
        for name, found in remarks.items()
    }


def advice_on(said: str, remark: Remark) -> str:
    """One remark as sentences."""
    return f"“{said}”: {remark.why}. Say instead: {remark.instead}."


def keep(form: forms.Form, remarks: Remarks, because: str, information: str, given: dict[str, Any]) -> None:
    """Write down which words stay, and why, if the form is about a woman; in the class of the record it is about."""
    record = next((value for value in given.values() if whose(value)), None)
    pregnancy = whose(record)
    if pregnancy is None:
        return
    information = information if record is pregnancy else getattr(record, "information", information)
    for name, found in remarks.items():
        for remark in found:
            wording.keep(
                pregnancy=pregnancy, term=remark.term, found=form.cleaned_data[name][remark.start : remark.end],
                because=because, information=information, by=given["by"], today=given["today"],
            )  # fmt: skip


def whose(record: Any) -> Pregnancy | None:
    """The pregnancy that a record is about, if it is about one."""
    for name in ("", "pregnancy", "support", "contact", "baby", "handover"):
        found = getattr(record, name, None) if name else record
        if isinstance(found, Pregnancy):
            return found
        if name not in {"", "pregnancy"} and found is not None:
            return whose(found)
    return None
