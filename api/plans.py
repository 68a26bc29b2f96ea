"""Supports: the lines of her plan, each what one service promises.

Nearest in FHIR: an activity of a CarePlan, whose `status` words, `timing`, `performer` and `period` it borrows.
"""

from typing import Any, Literal

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from rest_framework import serializers

from pathway.models import Contact, Pause, Support
from pathway.rules.words import Kind, Mode, Outcome

from .base import Narrowing, Reads
from .fields import Key
from .schema import reads
from .shapes import Constant, Named, Period, Shape, Subject

Status = Literal["not-started", "in-progress", "on-hold", "completed", "stopped"]


class Timing(Shape):
    """So many contacts in every so many days, or one contact by a day."""

    frequency = serializers.IntegerField(source="times", help_text="Contacts in each period.")
    period = serializers.IntegerField(source="every", allow_null=True, help_text="Days; null: it is promised once.")
    period_unit = Constant("d")
    once_by = serializers.DateField(allow_null=True, help_text="The day by which it is promised once.")


class PauseSerializer(Shape):
    """Days on which she asked for, or agreed to, a pause."""

    start = serializers.DateField()
    end = serializers.DateField(source="until")


class SupportSerializer(Shape):
    """One line of her plan: what a service promises, how often, from when to when."""

    resource_type = Constant("support")
    id = serializers.IntegerField(source="pk")
    version = serializers.IntegerField(help_text="Counts its edits.")
    subject = Subject(source="pregnancy")
    code = serializers.CharField(source="reference", help_text="Its name within her plan; what a flag is about.")
    status = serializers.SerializerMethodField(help_text="Today. A promise without a first day is not started.")
    service = Named(help_text="The service that promises it.")
    performer = Named(source="worker", allow_null=True, help_text="The worker who usually comes.")
    description = serializers.CharField(source="what", help_text="In words she would use; empty where none were given.")
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind], help_text="check: of her or the baby.")
    mode = serializers.ChoiceField(choices=[mode.value for mode in Mode], help_text="clinic: she travels to it.")
    treatment = serializers.BooleanField()
    timing = Timing(source="*")
    period = Period("start", "end", help_text="`end`: the last promised day, or the day on which it was stopped.")
    authored_on = serializers.DateField(source="planned", help_text="The day the promise was made.")
    agreed_ending = serializers.DateField(allow_null=True, help_text="The day she agreed that it may end.")
    pauses = PauseSerializer(many=True)

    def get_status(self, support: Any) -> Status:
        """Where it stands today."""
        if support.stopped and support.stopped < self.today:
            return "stopped"
        if support.once_by:
            return "completed" if support.delivered else "not-started"
        if not support.start or support.start > self.today:
            return "not-started"
        if support.until and support.until < self.today:
            return "completed"
        return "on-hold" if any(p.start <= self.today <= p.until for p in support.pauses.all()) else "in-progress"


class SupportNarrowing(Narrowing):
    """Which promises."""

    lookups = {"pregnancy": "pregnancy", "service": "service"}

    pregnancy = Key(required=False, help_text="The promises to this woman: the `id` of her pregnancy.")
    service = Key(required=False, help_text="The promises of this service: its `id`.")


@reads("supports", "a support")
class Supports(Reads):
    """What services promise the women with whom you are involved today."""

    queryset = Support.objects.order_by("pk")
    serializer_class = SupportSerializer
    narrowing = SupportNarrowing

    def whole(self, rows: QuerySet[Support]) -> QuerySet[Support]:
        """With its service, worker and pauses."""
        delivered = Contact.objects.standing().filter(support=OuterRef("pk"), outcome=Outcome.DELIVERED)
        return (
            rows.select_related("pregnancy__mother", "service", "worker")
            .annotate(delivered=Exists(delivered))
            .prefetch_related(Prefetch("pauses", Pause.objects.order_by("start", "pk")))
        )
