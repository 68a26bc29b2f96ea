"""Flags: where promised support has fallen away, each with its reasons and what would close it.

Nearest in FHIR: Flag, whose `status`, `code`, `subject` and `period` it borrows.
"""

from datetime import date
from typing import Any, Literal

from django.db.models import Q, QuerySet
from rest_framework import serializers

from pathway.models import Flag
from pathway.rules.words import Level

from .base import Narrowing, Reads
from .fields import Day, Key, OneOf, TrueOrFalse
from .schema import reads
from .shapes import Constant, Named, Period, Shape, Subject

LEVELS = {level.name.lower(): level for level in Level}


class Evidence(Shape):
    """A record that the finding rests on."""

    kind = serializers.CharField(help_text="Such as support or contact.")
    id = serializers.CharField(source="ref", help_text="The record's `id`, as text.")
    display = serializers.CharField(source="words")


class FlagSerializer(Shape):
    """A finding about a service's promise, from the day it opened to the day it closed by itself."""

    resource_type = Constant("flag")
    id = serializers.IntegerField(source="pk")
    status = serializers.SerializerMethodField(help_text="active: open. inactive: it has closed by itself.")
    code = serializers.CharField(source="rule", help_text="The rule that found it.")
    about = serializers.CharField(help_text="What it is about, such as a support's `code`; empty: the pregnancy.")
    level = serializers.SerializerMethodField(
        help_text="How soon to act: now (today), soon (this week), watch (next review)."
    )
    subject = Subject(source="pregnancy")
    period = Period("began", "closed", help_text="From the day the support fell away to the day the flag closed.")
    identified_on = serializers.DateField(source="opened", help_text="The day it was found.")
    closed_with = serializers.CharField(help_text="What closed it; empty while it is open.")
    current = serializers.SerializerMethodField(
        help_text="false: the verdict has run out and the clock has not come by, so this may be out of date."
    )
    not_current_since = serializers.SerializerMethodField(
        help_text="The day from which the verdict could differ; null while it is current, or if that day is not known."
    )
    sentence = serializers.CharField(help_text="What has fallen away, as one sentence.")
    evidence = Evidence(many=True)
    service = Named(allow_null=True, help_text="Who owns the next step; null: whoever leads.")
    next_step = serializers.CharField()
    closes_when = serializers.CharField(help_text="What would close it.")
    acknowledge_by = serializers.DateField(allow_null=True, help_text="null: the next review is soon enough.")
    acknowledged_on = serializers.DateField(allow_null=True)
    set_aside_until = serializers.DateField(allow_null=True)
    escalated_on = serializers.DateField(allow_null=True)
    performer = Named(source="with_worker", allow_null=True, help_text="The worker to whom it was handed.")
    replaces = serializers.IntegerField(
        source="last_id", allow_null=True, help_text="The `id` of the same flag, last time."
    )

    def get_status(self, flag: Flag) -> Literal["active", "inactive"]:
        """Whether the finding stands."""
        return "inactive" if flag.closed else "active"

    def get_level(self, flag: Flag) -> Literal["now", "soon", "watch"]:
        """As a word."""
        return Level(flag.level).name.lower()  # type: ignore[return-value]

    def get_current(self, flag: Flag) -> bool:
        """A verdict past its own day is never shown as current."""
        return not flag.pregnancy.is_stale(self.today)

    def get_not_current_since(self, flag: Flag) -> date | None:
        """The day on which the verdict ran out."""
        ran_out = flag.pregnancy.reassess_on
        return ran_out if flag.pregnancy.is_stale(self.today) and ran_out != date.min else None


class FlagNarrowing(Narrowing):
    """Which flags."""

    lookups = {"open": "closed__isnull", "pregnancy": "pregnancy", "level": "level", "service": "service"}

    open = TrueOrFalse(required=False, help_text="true: the finding stands; false: it has closed.")
    pregnancy = Key(required=False, help_text="About this woman: the `id` of her pregnancy.")
    level = OneOf(choices=[*LEVELS], required=False)
    service = Key(required=False, help_text="Those whose next step this service owns: its `id`.")
    since = Day(required=False, help_text="Opened or closed on this day or later.")

    def validate_level(self, level: str) -> Level:
        """As the table has it."""
        return LEVELS[level]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """What is new since a day is both what opened and what closed."""
        rows = super().narrow(rows)
        since = self.validated_data.get("since")
        return rows.filter(Q(opened__gte=since) | Q(closed__gte=since)) if since else rows


@reads("flags", "a flag")
class Flags(Reads):
    """Where support has fallen away, most urgent first. A flag speaks of a service's promise, never of her conduct."""

    queryset = Flag.objects.most_urgent_first()
    serializer_class = FlagSerializer
    narrowing = FlagNarrowing

    def whole(self, rows: QuerySet[Flag]) -> QuerySet[Flag]:
        """With her name, the service and the worker who has it in hand."""
        return rows.select_related("pregnancy__mother", "service", "with_worker")
