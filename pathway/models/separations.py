"""When a baby goes to live apart from her: who is there for her, what was explored before, and on what legal ground."""

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

    TOGETHER = "together", "A foster home, or a parent and baby placement, that takes both together"
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
    """On what ground a baby lives apart from her; a nation has names of its own for some (NAMED_IN)."""

    AGREED = "agreed", "Agreed with her, without any order"
    FAMILY = "family", "Arranged within the family"
    POLICE = "police", "Police protection"
    EMERGENCY = "emergency", "Emergency protection order"
    INTERIM = "interim", "Interim care order"
    CARE = "care", "Care order"
    PLACEMENT = "placement", "Placement order"
    SHE_IS_AWAY = "she_is_away", "She is in hospital, in prison or elsewhere"
    OTHER = "other", "Another way"
    NOT_KNOWN = "not_known", "Not known yet"

    @classmethod
    def named_in(cls, nation: str) -> list[tuple[str, str]]:
        """All of them, each by its name in a nation (as the trust's rule pack is called)."""
        return [(route.value, route.name_in(nation)) for route in cls]

    def name_in(self, nation: str) -> str:
        """Its name in a nation."""
        return NAMED_IN.get(nation, {}).get(self, str(self.label))


NAMED_IN: dict[str, dict[Route, str]] = {
    # Children Act 1989, section 20
    "england": {Route.AGREED: "Agreed with her, without any order (section\N{NO-BREAK SPACE}20)"},
    # Social Services and Well-being (Wales) Act 2014, section 76
    "wales": {Route.AGREED: "Agreed with her, without any order (section\N{NO-BREAK SPACE}76)"},
    # Children (Scotland) Act 1995, section 25; Children’s Hearings (Scotland) Act 2011, parts 5 and 9;
    # Adoption and Children (Scotland) Act 2007, section 80
    "scotland": {
        Route.AGREED: "Agreed with her, without any order (section\N{NO-BREAK SPACE}25)",
        Route.EMERGENCY: "Child protection order",
        Route.INTERIM: "Interim compulsory supervision order",
        Route.CARE: "Compulsory supervision order",
        Route.PLACEMENT: "Permanence order",
    },
}


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
