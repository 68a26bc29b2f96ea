"""Who works near her: for naming who leads, who takes a flag on, and who is there for her."""

from datetime import date

from django.db.models import Q, QuerySet

from pathway.models import Pregnancy, Worker
from pathway.models.sharing import current


def workers_near(pregnancy: Pregnancy, today: date) -> QuerySet[Worker]:
    """Those in post today in a service involved with her today, or in her liaison team's service."""
    involved = Q(service__involvements__in=pregnancy.involvements.filter(current(today)))
    hers = Worker.objects.filter(involved | Q(service=pregnancy.team.service_id))
    return hers.working(today).select_related("service").distinct().order_by("name", "pk")
