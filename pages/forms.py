"""How forms look and behave: NHS markup for every field, plain sentences for what to mend, nothing typed is lost."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any, Self, cast

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.http import urlencode

from pathway.actions.base import Conflict, Problem
from pathway.actions.sendings import once_in_a_moment
from pathway.models import Information

from . import kept_words
from .beside import Beside, lay, remembered
from .fields import DayField, LongLine, Written, told

AT_ONCE = (
    "Somebody else saved something here at the same moment. Yours is not saved yet. Look again, then save once more."
)


LONG = 60
"""A line of so many characters may be wider than its box."""
TOO_LONG = "shorten this to %(limit_value)s characters; it has %(show_value)s."


class NhsRenderer(TemplatesSetting):
    """Fields and forms from templates/nhsuk/."""

    form_template_name = "nhsuk/form.html"
    field_template_name = "nhsuk/field.html"


class PageForm(forms.Form):
    """A form that cleans what was typed to an action's arguments and never saves anything itself."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    remarks: kept_words.Remarks = {}
    information: str = Information.PATHWAY
    """The class of what is written here; words kept for a reason are kept in the same."""

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.theirs = False
        if version is None:
            del self.fields["version"], self.fields["opened"]
        else:
            self.fields["version"].initial = version
            self.fields["opened"].initial = remembered(self)

    def offer(self, name: str, rows: QuerySet[Any], said: Callable[[Any], str] = str) -> None:
        """The records from which a field lets one choose, and how each is called."""
        choice = cast("forms.ModelChoiceField[Any]", self.fields[name])
        choice.queryset = rows
        choice.label_from_instance = said  # type: ignore[assignment, method-assign]

    @classmethod
    def of(cls, request: HttpRequest, **kwargs: Any) -> Self:
        """Filled with what was sent, if anything was."""
        return cls(request.POST if request.method == "POST" else None, **kwargs)

    def carry_out(self, action: Callable[..., Any], **given: Any) -> bool:
        """Whether the action was carried out with what was typed; if not, the form says what to mend."""
        if not self.is_valid() or not self.worded():
            return False
        try:
            with transaction.atomic():
                self.done = self.done_once(action, given)
        except Problem as problem:
            self.theirs = isinstance(problem, Conflict)
            self.add_problem(problem)
        except IntegrityError:
            self.add_error(None, AT_ONCE)
        return not self.errors

    def done_once(self, action: Callable[..., Any], given: dict[str, Any]) -> Any:
        """What the action makes; where the very same form was sent a moment ago, what it made then.

        Each page that is given out has a csrf token in words of its own, in all its forms: only a button that is pressed
        twice sends the same about the same record again.
        """

        def make() -> Any:
            done = action(**self.arguments(), **given)
            kept_words.keep(self, self.remarks, self.keeping.why(), self.information, given)
            return done

        if self.data.get("csrfmiddlewaretoken") is None or not given.get("by"):
            return make()
        about = sorted((name, str(getattr(value, "pk", value))) for name, value in given.items())
        what = (type(self).__qualname__, self.prefix, getattr(action, "__qualname__", ""), about)
        sent = f"{what} {urlencode(self.data, doseq=True)}"
        return once_in_a_moment(key=sha256(sent.encode()).hexdigest(), make=make, by=given["by"])

    def worded(self) -> bool:
        """Nothing that was written hurts, or somebody has said why it stays; otherwise each word is remarked on."""
        self.remarks = kept_words.remarks_on(self)
        self.keeping = kept_words.KeepForm(self.data)
        if not self.remarks or self.keeping.why():
            return True
        for name, sentence in kept_words.advice(self.cleaned_data, self.remarks).items():
            self.add_error(name, sentence)
        return False

    def arguments(self) -> dict[str, Any]:
        """What was typed, as the action's arguments."""
        return self.cleaned_data

    def full_clean(self) -> None:
        """What the record said when the form was opened is no argument of any action; what nobody sees is not wrong."""
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop("opened", None)
            for name in self.brought_by_others() & self.errors.keys():
                del self.errors[name]
                self.cleaned_data[name] = self.fields[name].to_python("")

    def brought_by_others(self) -> set[str]:
        """The fields that stand beneath a choice which was not chosen."""
        brought: set[str] = set()
        chosen: set[str] = set()
        for name, field in self.fields.items():
            for choice, other in getattr(field, "reveals", {}).items():
                (chosen if self.cleaned_data.get(name) == choice else brought).add(other)
        return brought - chosen

    def beside(self, record: Model) -> Beside:
        """What somebody else has saved meanwhile beside what was typed; sending the form again keeps both."""
        record.refresh_from_db()
        return lay(self, record)

    @classmethod
    def values(cls, record: Any) -> dict[str, Any]:
        """What stands in a record, by the names of the form's fields."""
        names = (name for name in cls.base_fields if name not in ("version", "opened") and hasattr(record, name))
        return {name: getattr(record, name) for name in names}

    def said(self, name: str, value: Any) -> str:
        """A value as the form's reader knows it."""
        if value in (None, ""):
            return "nothing"
        if isinstance(value, bool):
            return "yes" if value else "no"
        labels = {str(key): str(label) for key, label in getattr(self.fields[name], "choices", ())}
        return labels.get(str(getattr(value, "pk", value))) or (
            f"{value:%-d %B %Y}" if isinstance(value, date) else str(value)
        )

    def add_problem(self, problem: Problem) -> None:
        """Put a problem to its field, or to the whole form."""
        self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)


def show(
    field: forms.Field,
    *,
    hints: dict[str, str] | None = None,
    reveals: dict[str, str] | None = None,
    revealed: bool = False,
    unmarked: bool = False,
    **look: Any,
) -> Any:
    """The same field with more of the component's own options.

    `hints` stand beneath single choices; `reveals` names the field that a choice brings with it, which is `revealed`.
    Where nothing on a page is required, fields are `unmarked`: none of them says that it may stay empty.
    """
    field.revealed = revealed  # type: ignore[attr-defined]
    field.unmarked = unmarked  # type: ignore[attr-defined]
    field.look = look  # type: ignore[attr-defined]
    field.hints = hints or {}  # type: ignore[attr-defined]
    field.reveals = reveals or {}  # type: ignore[attr-defined]
    return field


def line(
    label: str,
    needed: str = "",
    hint: str = "",
    max_length: int = 120,
    called: str = "",
    too_long: str = "",
    **look: Any,
) -> Any:
    """A line of text; `needed` is the sentence shown where it is empty, and makes it required.

    `called` names it where something is to be mended and its label stands more than once on a page.
    """
    errors = {"required": needed, "max_length": told(called or label, too_long or TOO_LONG)}
    rows = 1 if max_length < kept_words.FREE_TEXT else 2
    field = Written(
        label=label, help_text=hint, required=bool(needed), max_length=max_length, error_messages=errors,
        widget=LongLine({"rows": rows}) if max_length >= LONG and "width" not in look else forms.TextInput,
    )  # fmt: skip
    return show(field, **look)


def words(label: str, needed: str = "", hint: str = "", max_length: int = 4000, **look: Any) -> Any:
    """Several lines of text."""
    errors = {"required": needed, "max_length": told(label, TOO_LONG)}
    field = Written(
        label=label, help_text=hint, required=bool(needed), max_length=max_length, error_messages=errors,
        widget=forms.Textarea,
    )  # fmt: skip
    return show(field, **look)


def day(label: str, needed: str = "", hint: str = "", initial: date | None = None, **look: Any) -> Any:
    """A date."""
    field = DayField(
        label=label, help_text=hint, required=bool(needed), initial=initial, error_messages={"required": needed}
    )
    return show(field, **look)


def number(label: str, needed: str = "", hint: str = "", at_least: int = 1, at_most: int = 1000, **look: Any) -> Any:
    """A whole number."""
    range_ = told(label, f"give a whole number from {at_least} to {at_most}.")
    field = forms.IntegerField(
        label=label, help_text=hint, required=bool(needed), min_value=at_least, max_value=at_most,
        error_messages={"required": needed, "invalid": range_, "min_value": range_, "max_value": range_},
    )  # fmt: skip
    return show(field, **look)


def clock_time(label: str, needed: str = "", hint: str = "Such as 10:30.") -> Any:
    """A time of day."""
    field = forms.TimeField(
        label=label, help_text=hint, required=bool(needed), input_formats=["%H:%M", "%H.%M", "%H%M"],
        error_messages={"required": needed, "invalid": told(label, "write it like 10:30.")},
    )  # fmt: skip
    return show(field, width=5)


def one_of(
    label: str, choices: Any, needed: str = "", hint: str = "", hints: dict[str, str] | None = None, **look: Any
) -> Any:
    """One of a few, as radios."""
    field = forms.ChoiceField(
        label=label, choices=choices, help_text=hint, required=bool(needed), widget=forms.RadioSelect,
        error_messages={"required": needed, "invalid_choice": told(label, "choose one of those listed.")},
    )  # fmt: skip
    return show(field, hints=hints, **look)


def last(choices: Any, value: str) -> list[Any]:
    """The same choices, with this one after all others."""
    return sorted(choices, key=lambda choice: bool(choice[0] == value))


def record_of(
    label: str, needed: str = "", hint: str = "", empty: str = "Choose", radios: bool = False, **look: Any
) -> Any:
    """One record from a list that the form's __init__ sets as `queryset`."""
    from django.contrib.auth import get_user_model

    field = forms.ModelChoiceField(
        get_user_model()._default_manager.none(), label=label, help_text=hint, required=bool(needed),
        empty_label=None if radios else empty, widget=forms.RadioSelect if radios else forms.Select,
        error_messages={"required": needed, "invalid_choice": told(label, "choose one of those listed.")},
    )  # fmt: skip
    return show(field, **look)


def tick(label: str, hint: str = "") -> Any:
    """A box to tick."""
    return show(forms.BooleanField(label=label, help_text=hint, required=False))
