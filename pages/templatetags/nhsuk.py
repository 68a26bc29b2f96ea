"""The NHS design system's own markup in Django templates: {% nhsuk %}, {% nhsuk_field %} and {% nhsuk_errors %}."""

from collections.abc import Callable
from datetime import time
from functools import cache
from typing import Any

from django import forms, template
from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader

from pages.fields import DateBoxes, LongLine

from .words import first_lower

register = template.Library()


@cache
def components() -> Environment:
    """The package's templates; everything in them is escaped unless it stands under an `html` key."""
    return Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def macro(name: str) -> Callable[[dict[str, Any]], str]:
    """The macro of a component, such as "warning-callout"."""
    first, *rest = name.split("-")
    module = components().get_template(f"nhsuk/components/{name}/macro.jinja").module
    found: Callable[[dict[str, Any]], str] = getattr(module, first + "".join(word.capitalize() for word in rest))
    return found


def plain(value: Any, key: str = "") -> Any:
    """The same without "safe" strings, which the macros would print twice; what stands under `html` stays."""
    if isinstance(value, dict):
        return {name: plain(item, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, str) and key != "html" else value


def component(name: str, params: dict[str, Any]) -> SafeString:
    """One component's markup."""
    return mark_safe(macro(name)(plain(params)))  # noqa: S308 – the macros escape all text


@register.simple_tag
def nhsuk(name: str, /, **params: Any) -> SafeString:
    """{% nhsuk "button" text="Save" %}"""
    return component(name, params)


@register.simple_tag
def nhsuk_field(field: forms.BoundField) -> SafeString | str:
    """A form's field with label, hint, what is wrong with it and what was typed."""
    widget = field.field.widget
    if field.is_hidden:
        return field.as_widget()
    name, params = next(look for kind, look in LOOKS if isinstance(widget, kind))(field)
    error = {"errorMessage": {"text": field.errors[0]}} if field.errors else {}
    hint = {"hint": {"text": field.help_text}} if field.help_text else {}
    return component(name, {"name": field.html_name, **hint, **error, **params, **getattr(field.field, "look", {})})


@register.simple_tag
def nhsuk_errors(form: forms.BaseForm | list[forms.BaseForm]) -> SafeString | str:
    """The one summary of what to mend on a page, each line leading to its field; nothing where nothing is wrong."""
    wrong = [pair for one in (form if isinstance(form, list) else [form]) for pair in to_mend(one)]
    lines = [{"text": text, **({"href": f"#{first_box(field)}"} if field else {})} for field, text in wrong]
    return component("error-summary", {"heading": "Please look at this again", "errorList": lines}) if lines else ""


def to_mend(form: forms.BaseForm) -> list[tuple[forms.BoundField | None, str]]:
    """Each field with what to mend in it, in the order of the page; first what is about the whole form.

    Where the form is one of several, it is named first: “Family support, promise 2: first day – there is no such day.”
    """
    order = list(form.fields)
    names = sorted(form.errors, key=lambda name: order.index(name) if name in order else -1)
    about = getattr(form, "about", "")
    return [(form[name] if name in order else None, named(about, str(form.errors[name][0]))) for name in names]


def named(about: str, sentence: str) -> str:
    """What is to be mended, after the name of the form that it is about."""
    said = sentence.replace(": ", "\N{NO-BREAK SPACE}– ", 1)
    return f"{about}: {first_lower(said)}" if about else sentence


def first_box(field: forms.BoundField) -> str:
    """The id to which the summary leads: a date's first box, otherwise the field."""
    return f"{field.auto_id}-day" if isinstance(field.field.widget, DateBoxes) else field.auto_id


def label(field: forms.BoundField) -> dict[str, Any]:
    """A label, marked where the field may stay empty."""
    unmarked = getattr(field.field, "revealed", False) or getattr(field.field, "unmarked", False)
    optional = "" if field.field.required or unmarked else " (optional)"
    return {"text": f"{field.label}{optional}", "size": "s"}


def as_input(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """A line of text."""
    widget = field.field.widget
    given = field.value()
    attributes = {key: widget.attrs[key] for key in ("maxlength",) if key in widget.attrs}
    return "input", {
        "label": label(field),
        "id": field.auto_id,
        "value": f"{given:%H:%M}" if isinstance(given, time) else "" if given is None else str(given),
        "type": "text" if widget.input_type in {"time", "number"} else widget.input_type,
        "autocomplete": widget.attrs.get("autocomplete"),
        "inputmode": "numeric" if widget.input_type == "number" else None,
        "attributes": attributes,
    }


def as_password(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """A password, which is never sent back."""
    autocomplete = field.field.widget.attrs.get("autocomplete")
    return "password-input", {"label": label(field), "id": field.auto_id, "autocomplete": autocomplete}


def as_textarea(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """Several lines of text."""
    return "textarea", {"label": label(field), "id": field.auto_id, "value": field.value() or "", "rows": 4}


def as_long_line(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """One line in a box that grows with it."""
    return "textarea", as_textarea(field)[1] | {"rows": field.field.widget.attrs["rows"], "classes": "app-long-line"}


def as_date(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """Three boxes: day, month, year."""
    parts = DateBoxes.parts(field.value())
    boxes = [
        {
            "label": part.capitalize(),
            "id": f"{field.auto_id}-{part}",
            "name": f"{field.html_name}-{part}",
            "value": typed,
            "width": 4 if part == "year" else 2,
        }
        for part, typed in parts.items()
    ]
    return "date-input", {"id": field.auto_id, "items": boxes, "fieldset": {"legend": label(field)}}


def items(field: forms.BoundField) -> list[dict[str, Any]]:
    """The choices of a field, those chosen marked; a choice may carry a hint, or bring a field with it."""
    given = field.value()
    chosen = {str(value) for value in (given if isinstance(given, list | tuple) else [given]) if value is not None}
    hints, reveals = getattr(field.field, "hints", {}), getattr(field.field, "reveals", {})
    return [
        {
            "value": str(value),
            "text": str(text),
            "checked": str(value) in chosen,
            "selected": str(value) in chosen,
            **({"hint": {"text": hints[str(value)]}} if str(value) in hints else {}),
            **({"conditional": {"html": revealed(field, reveals[str(value)])}} if str(value) in reveals else {}),
        }
        for value, text in field.field.choices  # type: ignore[attr-defined]  # only fields with choices come here
        if not (str(value) == "" and isinstance(field.field.widget, forms.RadioSelect))
    ]


def revealed(field: forms.BoundField, name: str) -> str:
    """The field that a choice brings with it; without a script it simply stands beneath the choice."""
    return str(field.form[name].as_field_group())


def as_radios(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """One of a few."""
    return "radios", {"idPrefix": field.auto_id, "items": items(field), "fieldset": {"legend": label(field)}}


def as_checkboxes(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """Any of a few."""
    return "checkboxes", {"idPrefix": field.auto_id, "items": items(field), "fieldset": {"legend": label(field)}}


def as_tick(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """One box to tick, which is its own label."""
    ticked: dict[str, Any] = {"value": "on", "text": field.label, "checked": bool(field.value())}
    if field.help_text:
        ticked["hint"] = {"text": field.help_text}
    return "checkboxes", {"idPrefix": field.auto_id, "items": [ticked], "hint": None}


def as_select(field: forms.BoundField) -> tuple[str, dict[str, Any]]:
    """One of many."""
    return "select", {"label": label(field), "id": field.auto_id, "items": items(field)}


# The first kind that fits; CheckboxSelectMultiple is a RadioSelect to Django, so it stands before it.
LOOKS: list[tuple[type[forms.Widget], Callable[[forms.BoundField], tuple[str, dict[str, Any]]]]] = [
    (DateBoxes, as_date),
    (forms.CheckboxSelectMultiple, as_checkboxes),
    (forms.RadioSelect, as_radios),
    (forms.Select, as_select),
    (forms.CheckboxInput, as_tick),
    (LongLine, as_long_line),
    (forms.Textarea, as_textarea),
    (forms.PasswordInput, as_password),
    (forms.widgets.Input, as_input),
]
