"""Her year and her weeks ahead from her records, by her trust's own thresholds, with a promise not made yet if asked."""

from datetime import date

from . import facts, her_week, year_ahead
from .local_packs import pack_of
from .models import Pregnancy
from .rules.facts import Pathway, Support


def pathway_of(pregnancy: Pregnancy, *, meetings: bool = True) -> Pathway:
    """Her pathway as the rules know it; without meetings for those who may not see them."""
    pathway = facts.load([pregnancy.pk])[pregnancy.pk]
    return pathway if meetings else pathway._replace(meetings=())


def as_if(pathway: Pathway, supports: list[Support]) -> Pathway:
    """The same with these promises as well; one that is there already, by its key, is replaced."""
    keys = {support.key for support in supports}
    kept = tuple(support for support in pathway.supports if support.key not in keys)
    return pathway._replace(supports=kept + tuple(supports))


def ahead_of(pregnancy: Pregnancy, today: date, pathway: Pathway | None = None) -> year_ahead.YearAhead | None:
    """Her year ahead; None once it is over."""
    limits = pack_of(pregnancy.team.service.trust).limits["support_cliff"]
    return year_ahead.draw(pathway or pathway_of(pregnancy), today, limits, lost=pregnancy.lost_on)


def weeks_of(pregnancy: Pregnancy, today: date, pathway: Pathway | None = None) -> list[her_week.Week]:
    """Her coming weeks."""
    limits = pack_of(pregnancy.team.service.trust).limits["week_overloaded"]
    return her_week.weeks(pathway or pathway_of(pregnancy), today, most=limits.most, ahead=limits.weeks_ahead)
