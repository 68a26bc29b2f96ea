"""Two people editing at once: what the first saved is laid beside what the second typed, and nothing is lost.

A form that edits remembers, in a hidden field, what the record said when it was opened. So whatever the second person
did not touch takes over what the first saved; only where both changed the same field are both values shown.
"""

import json
from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Model
from django.http import QueryDict

if TYPE_CHECKING:
    from .forms import PageForm

DATE_PARTS = ("day", "month", "year")


class Beside(NamedTuple):
    """What differs, as (label, what they saved, what was typed); and what was taken over, as (label, what they saved)."""

    differs: list[tuple[str, str, str]]
    taken: list[tuple[str, str]]


def normal(value: Any) -> Any:
    """A value in a shape that can be compared and kept as JSON."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "on" if value else ""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return sorted(str(normal(item)) for item in value)
    return "" if value is None else str(value).strip()


def remembered(form: "PageForm") -> str:
    """What the form was opened with, field by field."""
    names = (name for name in form.fields if name not in ("version", "opened"))
    return json.dumps({name: normal(form.get_initial_for_field(form.fields[name], name)) for name in names})


def opened_with(form: "PageForm") -> dict[str, Any]:
    """What the record said when the form was opened; nothing where that is not known."""
    try:
        was = json.loads(form.data.get(form.add_prefix("opened"), ""))
    except ValueError:
        return {}
    return was if isinstance(was, dict) else {}


def lay(form: "PageForm", record: Any) -> Beside:
    """Lay the record as it is now beside what was typed; the form then holds both people's changes."""
    was, now, beside = opened_with(form), form.values(record), Beside([], [])
    data = form.data.copy() if isinstance(form.data, QueryDict) else QueryDict(mutable=True)
    for name, saved in now.items():
        if name not in form.fields:
            continue
        typed, label = form.cleaned_data.get(name), str(form.fields[name].label)
        if form.fields[name].widget.is_hidden:
            write(data, form.add_prefix(name), saved)
            continue
        if normal(saved) in (normal(typed), was.get(name)):  # the same, or theirs is as it was
            continue
        if name in was and normal(typed) == was[name]:
            beside.taken.append((label, form.said(name, saved)))
            write(data, form.add_prefix(name), saved)
        else:
            beside.differs.append((label, form.said(name, saved), form.said(name, typed)))
    data[form.add_prefix("version")] = str(record.version)
    data[form.add_prefix("opened")] = json.dumps(was | {name: normal(saved) for name, saved in now.items()})
    form.data = data
    return beside


def write(data: QueryDict, name: str, value: Any) -> None:
    """Put a value into a form's data as if it had been typed."""
    parts = (value.day, value.month, value.year) if isinstance(value, date) else ("", "", "")
    if f"{name}-day" in data:
        for part, typed in zip(DATE_PARTS, parts, strict=True):
            data[f"{name}-{part}"] = str(typed)
        return
    plain = normal(value)
    data.setlist(name, plain if isinstance(plain, list) else [plain] if plain else [])
