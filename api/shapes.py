"""The shapes that several resources share; the names are those of FHIR where FHIR has one."""

from datetime import date
from operator import attrgetter
from typing import Any, cast

from django.db.models import Model
from django.urls import reverse
from rest_framework import serializers

from pathway.models import Pregnancy


class Shape(serializers.Serializer[Any]):
    """A JSON object of an answer; nothing is written through it."""

    @property
    def today(self) -> date:
        """The day of the request."""
        return cast(date, self.context["view"].today)


class Named(Shape):
    """A service, team or worker: its `id` and its name."""

    id = serializers.IntegerField(source="pk")
    display = serializers.CharField(source="name")


class Link(Shape):
    """Another resource: its `id`, where it can be read, and its name."""

    id = serializers.IntegerField()
    reference = serializers.CharField()
    display = serializers.CharField()

    def __init__(self, view: str, name: str, **kwargs: Any) -> None:
        """`view` names the address; `name`, which may have dots, the attribute to show."""
        super().__init__(**kwargs)
        self.address, self.name = view, attrgetter(name)

    def to_representation(self, row: Model) -> dict[str, Any]:
        """The link."""
        return {"id": row.pk, "reference": reverse(self.address, args=[row.pk]), "display": self.name(row)}


class Subject(Link):
    """The pregnancy that a record is about; `display` is what she likes to be called."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("pregnancy-detail", "mother.called", **kwargs)


class Period(Shape):
    """Days from `start` to `end`, both included; null where open."""

    start = serializers.DateField(allow_null=True)
    end = serializers.DateField(allow_null=True)

    def __init__(self, first: str = "start", last: str = "until", **kwargs: Any) -> None:
        """`first` and `last` name the row's own columns."""
        super().__init__(source="*", **kwargs)
        self.first, self.last = first, last

    def to_representation(self, row: Any) -> dict[str, date | None]:
        """The two days."""
        return {"start": getattr(row, self.first), "end": getattr(row, self.last)}


class Checked(Shape):
    """How fresh the verdict is on which her flags rest."""

    judged_on = serializers.DateField(allow_null=True, help_text="The day on which her pathway was last judged.")
    reassess_on = serializers.SerializerMethodField(
        help_text="The first day on which the verdict could differ; null: not without a new record, or never judged."
    )
    stale = serializers.SerializerMethodField(
        help_text="true: that day has come and the clock has not. Her flags may be out of date."
    )

    def get_reassess_on(self, pregnancy: Pregnancy) -> date | None:
        """Her first verdict is due from the first day there is, which is no day to show."""
        return None if pregnancy.reassess_on == date.min else pregnancy.reassess_on

    def get_stale(self, pregnancy: Pregnancy) -> bool:
        """Past its own day."""
        return pregnancy.is_stale(self.today)


class Constant(serializers.ChoiceField):
    """A word that is the same in every row, such as `resource_type`."""

    def __init__(self, word: str) -> None:
        super().__init__(choices=[word], read_only=True, source="*")
        self.word = word

    def to_representation(self, row: Any) -> str:
        """Always the same."""
        return self.word
