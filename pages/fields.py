"""Fields of our own – a date in three boxes, several records – and how a field names itself where something is to be mended."""

from datetime import date
from typing import Any

from django import forms

from pathway.actions.base import YEARS
from pathway.legible import legible

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def told(label: str, sentence: str) -> str:
    """A field by its label and what is to be mended there; where the label asks something, its question stands whole."""
    if label.endswith(("?", "?”")):
        return f"{label} {sentence[0].upper()}{sentence[1:]}"
    return f"{label}{' –' if ':' in label else ':'} {sentence}"


class Written(forms.CharField):
    """Text without signs that nobody sees; of such signs alone it is empty."""

    def to_python(self, value: Any) -> Any:
        """The text as others read it."""
        return super().to_python(legible(value) if isinstance(value, str) else value)

    def run_validators(self, value: Any) -> None:
        """What is wrong with its length is said with commas in thousands."""
        try:
            super().run_validators(value)
        except forms.ValidationError as wrong:
            for one in wrong.error_list:
                numbers = {name: f"{part:,}" for name, part in (one.params or {}).items() if isinstance(part, int)}
                one.params = {**(one.params or {}), **numbers}
            raise


class LongLine(forms.Textarea):
    """A line that may be long: all of it can be seen, and whatever comes in is one line again."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """What was typed, without breaks."""
        typed = super().value_from_datadict(data, files, name)
        return " ".join(filter(None, map(str.strip, typed.splitlines()))) if isinstance(typed, str) else typed


class DateBoxes(forms.Widget):
    """Day, month and year, each in its own box; {% nhsuk_field %} draws them."""

    PARTS = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        """What was typed into the three boxes."""
        return tuple(data.get(f"{name}-{part}", "").strip() for part in self.PARTS)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """None of the three boxes was sent."""
        return not any(f"{name}-{part}" in data for part in self.PARTS)

    @classmethod
    def parts(cls, value: date | tuple[str, ...] | None) -> dict[str, str]:
        """The words for each box, from a date or from what was typed."""
        typed = (
            (str(value.day), str(value.month), str(value.year)) if isinstance(value, date) else value or ("", "", "")
        )
        return dict(zip(cls.PARTS, typed, strict=True))


class DayField(forms.Field):
    """A date typed into three boxes; the month may be a number or a name."""

    widget = DateBoxes

    def to_python(self, value: date | tuple[str, ...] | None) -> date | None:
        """The date, or None where all boxes are empty; a sentence where it cannot be read."""
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        if not all(value):
            missing = [part for part, typed in zip(DateBoxes.PARTS, value, strict=True) if not typed]
            raise forms.ValidationError(told(str(self.label), f"give the {' and the '.join(missing)} too."))
        return self.read(*value)

    def read(self, day: str, month: str, year: str) -> date:
        """The date that the three boxes name."""
        number = MONTHS.index(month[:3].lower()) + 1 if month[:3].lower() in MONTHS else month
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            example = date.today().year  # noqa: DTZ011 – an example
            raise forms.ValidationError(told(str(self.label), f"write the year with four figures, like {example}."))
        if int(year) not in YEARS:
            raise forms.ValidationError(told(str(self.label), f"the year {year} cannot be right. Check the date."))
        try:
            return date(int(year), int(number), int(day))
        except ValueError:
            sentence = told(str(self.label), "there is no such day. Check the day and the month.")
            raise forms.ValidationError(sentence) from None


class RecordsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic only in its types
    """Several records; a number that no record can have is simply none of those listed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = told(str(self.label), "choose from those listed.")
        self.error_messages |= dict.fromkeys(("invalid_list", "invalid_choice", "invalid_pk_value"), listed)

    def clean(self, value: Any) -> Any:
        """The records chosen."""
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_list"]) from None
