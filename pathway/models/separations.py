"""When a baby goes to live apart from her: who comes for her, what was explored before, and on what legal ground."""

from django.db import models
from django.db.models import Q

from .pregnancies import Baby, Residence
from .services import Worker
from .sharing import Edited, Fixed, Information


class Separation(Edited):
    """A run of days on which a baby lives apart from her: a named person for her own sake, and their first contact."""

    information = Information.PATHWAY
    pregnancy_path = "baby__pregnancy"

    baby = models.ForeignKey(Baby, models.PROTECT, related_name="separations")
    residence = models.OneToOneField(Residence, models.PROTECT, related_name="separation", help_text="The first move.")
    named_person = models.ForeignKey(Worker, models.PROTECT, related_name="separations")
    first_contact_by = models.DateField()

    class Meta:
        ordering = ["pk"]


class Option(models.TextChoices):
    """What can be tried before a baby lives apart from her."""

    TOGETHER = "together", "A foster or parent and baby placement for both together"
    AT_HOME = "at_home", "Intensive support at home"
    FAMILY = "family", "Family or friends: a family group conference, kinship care"
    RESIDENTIAL = "residential", "A residential place that takes mothers with their babies"
    CONCURRENT = "concurrent", "Concurrent planning, with carers who work towards the baby coming home"


class Explored(models.TextChoices):
    """How far an option went."""

    EXPLORED = "explored", "Explored"
    OFFERED = "offered", "Offered to her"
    SHE_DECIDED_AGAINST = "she_decided_against", "She decided against it"
    NOT_EXPLORED = "not_explored", "Not explored"


class OptionBefore(Edited):
    """One option before a separation; where it was not explored, the reason stands with it."""

    information = Information.CHILD_PROTECTION
    pregnancy_path = "separation__baby__pregnancy"

    separation = models.ForeignKey(Separation, models.PROTECT, related_name="options")
    option = models.CharField(max_length=20, choices=Option)
    explored = models.CharField(max_length=20, choices=Explored)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["separation", "option"], name="an_option_stands_once_for_a_separation"),
            models.CheckConstraint(
                condition=~Q(explored=Explored.NOT_EXPLORED) | ~Q(reason=""),
                name="an_unexplored_option_has_its_reason",
            ),
        ]


class Route(models.TextChoices):
    """On what ground a baby lives apart from her; a trust's own nation has other names for some."""

    AGREED = "agreed", "Agreed with her, without any order (such as section 20, or section 25 in Scotland)"
    FAMILY = "family", "Arranged within the family"
    POLICE = "police", "Police protection"
    EMERGENCY = "emergency", "Emergency protection order"
    INTERIM = "interim", "Interim care order, or interim compulsory supervision order"
    CARE = "care", "Care order, or compulsory supervision order"
    PLACEMENT = "placement", "Placement or permanence order"
    SHE_IS_AWAY = "she_is_away", "She is in hospital, in prison or elsewhere"
    OTHER = "other", "Another way"
    NOT_KNOWN = "not_known", "Not known yet"


class LegalRoute(Fixed):
    """The legal ground from a day on, as it was recorded; the latest counts."""

    information = Information.CHILD_PROTECTION
    pregnancy_path = "separation__baby__pregnancy"

    separation = models.ForeignKey(Separation, models.PROTECT, related_name="routes")
    route = models.CharField(max_length=20, choices=Route)
    since = models.DateField()
    recorded_on = models.DateField()

    class Meta:
        ordering = ["since", "pk"]
