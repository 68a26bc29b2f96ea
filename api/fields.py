"""What may be sent: strict fields and bodies, each fault answered by a sentence that says what to mend."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, cast

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from pathway.legible import legible

LARGEST_WHOLE = 2**63 - 1
"""The largest number that a database key can be."""
EMPTY: dict[str, Any] = {"required": "This is needed.", "null": "This cannot be null. Leave it out instead."}
WHOLE = re.compile(r"-?[0-9]{1,19}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Body(serializers.Serializer[Any]):
    """A JSON object whose every name is known, so that a slip of the pen is told and not passed over."""

    default_error_messages = {"invalid": "Send one JSON object."}
    kind = "field"
    typed = True
    """Numbers and booleans come as such; in an address (Query) all is text."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """The clean values; every fault of the object at once."""
        if isinstance(data, Mapping) and (unknown := [name for name in data if name not in self.fields]):
            known = ", ".join(self.fields)
            said = f"There is no {self.kind} of this name here. There are: {known}."
            raise serializers.ValidationError({str(name)[:60]: [said] for name in unknown[:10]})
        return cast(dict[str, Any], super().to_internal_value(data))


class Query(Body):
    """What may follow the question mark in an address."""

    kind = "parameter"
    typed = False


def clean(shape: type[Body], request: Request) -> dict[str, Any]:
    """The request's body as this shape has it."""
    sent = request.data
    body = shape(data=[] if sent is None else sent)  # to REST framework, null is no body at all
    body.is_valid(raise_exception=True)
    return cast(dict[str, Any], body.validated_data)


def is_typed(field: serializers.Field[Any, Any, Any, Any]) -> bool:
    """Whether the field stands in a JSON body, where a number is not written as text."""
    return bool(getattr(field.root, "typed", True))


class Whole(serializers.IntegerField):
    """A whole number that a database can hold."""

    default_error_messages = EMPTY | {
        "invalid": "Write a whole number, such as 12.",
        "max_value": "Write a number of at most {max_value}.",
        "min_value": "Write a number of at least {min_value}.",
    }

    def to_internal_value(self, data: Any) -> int:
        """Refuse true, 12.0 and "12" in a body."""
        if type(data) is int:
            return data
        if is_typed(self) or not isinstance(data, str) or not WHOLE.fullmatch(data):
            self.fail("invalid")
        return int(data)


class Key(Whole):
    """The `id` of something that another answer named."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": LARGEST_WHOLE} | kwargs)


class Text(serializers.CharField):
    """Words; spaces round them are taken off."""

    default_error_messages = EMPTY | {
        "invalid": "Write text, in quotation marks.",
        "blank": "This cannot be empty.",
        "max_length": "This is too long. Shorten it to {max_length} characters.",
    }

    def to_internal_value(self, data: Any) -> str:
        """Refuse numbers."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Words as others read them, without signs that nobody sees; a password as it was sent."""
        return super().run_validation(legible(data) if isinstance(data, str) and self.trim_whitespace else data)


class TrueOrFalse(serializers.BooleanField):
    """Neither "yes" nor 1: true or false."""

    default_error_messages = EMPTY | {"invalid": "Write true or false."}

    def to_internal_value(self, data: Any) -> bool:
        """true and false; as words in an address."""
        if isinstance(data, bool):
            return data
        if is_typed(self) or data not in ("true", "false"):
            self.fail("invalid")
        return bool(data == "true")


class OneOf(serializers.ChoiceField):
    """One of a few words."""

    default_error_messages = EMPTY | {"invalid_choice": "Choose one of: {words}."}

    def to_internal_value(self, data: Any) -> Any:
        """The word as it is known here."""
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", words=", ".join(str(word) for word in self.choices))
        return data


class Day(serializers.DateField):
    """A day of the calendar, without a time."""

    default_error_messages = EMPTY | {
        "invalid": "Write a day of the calendar as year-month-day, such as 2026-03-14.",
        "datetime": "Write a day without a time, such as 2026-03-14.",
    }

    def to_internal_value(self, value: Any) -> date:
        """Refuse weeks (2026-W01-1) and short forms (2026-3-1)."""
        if not isinstance(value, str) or not DAY.fullmatch(value):
            self.fail("invalid", format="")
        return super().to_internal_value(value)


@extend_schema_field({"type": "string", "pattern": f"^{TIME.pattern}$", "examples": ["14:30"]})
class ClockTime(serializers.TimeField):
    """A time of the day, as the clock on the wall shows it."""

    default_error_messages = EMPTY | {"invalid": "Write a time as hours and minutes, such as 14:30."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)

    def to_internal_value(self, value: Any) -> time:
        """Refuse seconds and time zones."""
        if not isinstance(value, str) or not TIME.fullmatch(value):
            self.fail("invalid", format="")
        return super().to_internal_value(value)
