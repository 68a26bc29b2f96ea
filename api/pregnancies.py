"""Pregnancies: who she is, when the baby is due, where the babies live, who leads, and how fresh the verdict is.

Nearest in FHIR: EpisodeOfCare, whose `status`, `period` and `managing_organization` it borrows. It is not FHIR.
"""

from typing import Any, Literal

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from pathway.models import Asked, Baby, Information, Lead, Need, Pregnancy, Residence, Topic
from pathway.models.assessments import TopicKind
from pathway.models.sharing import seen_by

from .base import Narrowing, Reads
from .fields import TrueOrFalse
from .schema import reads
from .shapes import Checked, Constant, Named, Period, Shape


class Mother(Shape):
    """The woman."""

    called = serializers.CharField(help_text="What she likes to be called.")
    name = serializers.CharField()
    nhs_number = serializers.CharField(allow_null=True)


class Home(Shape):
    """Where a baby lives today, and since when."""

    with_her = serializers.BooleanField()
    where = serializers.CharField(help_text="Empty where nothing more was recorded.")
    since = serializers.DateField(source="start")


class BabySerializer(Shape):
    """A baby of this pregnancy."""

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(help_text="Empty where none was recorded.")
    birth_date = serializers.DateField(source="born")
    deceased_date = serializers.DateField(source="died", allow_null=True)
    lives = serializers.SerializerMethodField(help_text="null where it is not recorded, or the baby has died.")

    @extend_schema_field(Home(allow_null=True))
    def get_lives(self, baby: Baby) -> Any:
        """The latest row that has begun; the later recorded where two share a day."""
        begun = [home for home in baby.residences.all() if home.start <= self.today]
        return Home(begun[-1], context=self.context).data if begun and not baby.died else None


class Leading(Shape):
    """Who leads today."""

    worker = Named()
    service = Named(source="worker.service")
    period = Period()


class NeedSerializer(Shape):
    """A topic of the booking conversation. What was not asked is not answered: it is never read as no."""

    topic = serializers.ChoiceField(choices=[topic.value for topic in Topic])
    kind = serializers.ChoiceField(choices=[kind.value for kind in TopicKind])
    asked = serializers.ChoiceField(choices=[asked.value for asked in Asked])
    needs_help = serializers.BooleanField(allow_null=True)
    her_words = serializers.CharField()


class Gestation(Shape):
    """Completed weeks, and days over."""

    weeks = serializers.IntegerField()
    days = serializers.IntegerField()


class PregnancySerializer(Shape):
    """A pregnancy and the year after it."""

    resource_type = Constant("pregnancy")
    id = serializers.IntegerField(source="pk")
    status = serializers.SerializerMethodField()
    period = Period("booked", "closed", help_text="From booking to the closing of the record.")
    mother = Mother()
    managing_organization = Named(source="team", help_text="Her liaison team.")
    estimated_date_of_delivery = serializers.DateField(source="due")
    gestation = serializers.SerializerMethodField(
        help_text="How far she is today, or was at the birth or when the record closed; null if that cannot be said."
    )
    birth_date = serializers.DateField(source="born", allow_null=True)
    babies = BabySerializer(many=True)
    leads = Leading(source="leading", many=True, help_text="Who leads today; empty: nobody does.")
    needs = serializers.SerializerMethodField(
        help_text="null: your role does not cover her needs. Empty: nothing has been recorded yet."
    )
    checked = Checked(source="*")

    def get_status(self, pregnancy: Pregnancy) -> Literal["active", "finished"]:
        """Finished once the record is closed."""
        return "finished" if pregnancy.closed else "active"

    @extend_schema_field(Gestation(allow_null=True))
    def get_gestation(self, pregnancy: Pregnancy) -> dict[str, int] | None:
        """40 weeks are reached on the estimated date of delivery."""
        ends = [day for day in (pregnancy.born, pregnancy.closed) if day]
        days = pregnancy.days_pregnant(min([self.today, *ends]))
        return {"weeks": days // 7, "days": days % 7} if days >= 0 else None

    @extend_schema_field(NeedSerializer(many=True, allow_null=True))
    def get_needs(self, pregnancy: Any) -> Any:
        """Only for those whose role covers them."""
        return NeedSerializer(pregnancy.needs.all(), many=True).data if pregnancy.needs_seen else None


class PregnancyNarrowing(Narrowing):
    """Which pregnancies."""

    lookups = {"open": "closed__isnull", "before_birth": "born__isnull"}

    open = TrueOrFalse(required=False, help_text="true: the record is open; false: it is closed.")
    before_birth = TrueOrFalse(required=False, help_text="true: no birth is recorded yet; false: the baby is born.")


@reads("pregnancies", "a pregnancy")
class Pregnancies(Reads):
    """The women with whom you are involved today. Nobody is looked up by NHS number: addresses are kept in logs."""

    queryset = Pregnancy.objects.order_by("due", "pk")
    serializer_class = PregnancySerializer
    narrowing = PregnancyNarrowing

    def whole(self, rows: QuerySet[Pregnancy]) -> QuerySet[Pregnancy]:
        """With her babies, leads and needs."""
        needs_seen = seen_by(self.user, Information.NEEDS, self.today)
        leads = Lead.objects.on(self.today).select_related("worker__service").order_by("start", "pk")
        return (
            rows.select_related("mother", "team")
            .annotate(needs_seen=ExpressionWrapper(needs_seen, output_field=BooleanField()))
            .prefetch_related(
                Prefetch("babies", Baby.objects.order_by("pk")),
                Prefetch("babies__residences", Residence.objects.order_by("start", "pk")),
                Prefetch("leads", leads, to_attr="leading"),
                Prefetch("needs", Need.objects.visible_to(self.user, self.today).order_by("pk")),
            )
        )
