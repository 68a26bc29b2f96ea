"""The people of her own choice, and the ways to care for her: as they stand today, never with a reason."""

from django.db.models import QuerySet

from ..models import HerPerson, Topic
from .matters import passed
from .records import Records
from .variants import Sheet


def own_people(records: Records, sheet: Sheet) -> list[str]:
    """Who helps her by her own choice; whom she has taken off her list is on no paper."""
    people: QuerySet[HerPerson] = records.seen(HerPerson.objects.filter(pregnancy=records.pregnancy, removed=None))
    said = [", ".join(part for part in (person.name, person.relation) if part) for person in people]
    return [words for words in (passed(each, "Somebody who helps her", records) for each in said) if words]


def care(records: Records, sheet: Sheet) -> str:
    """How she wants to be cared for, in her words. Nobody is asked for the reason, and none is printed."""
    need = records.seen(records.pregnancy.needs.filter(topic=Topic.CARE)).first()
    return passed(need.her_words, "How she wants to be cared for", records) if need else ""
