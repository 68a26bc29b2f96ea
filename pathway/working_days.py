"""Working days of the four nations, for how soon somebody must acknowledge a flag."""

from datetime import date, timedelta
from functools import cache

import holidays  # bank holidays of any year, by nation

NATIONS = {"england": "ENG", "scotland": "SCT", "wales": "WLS"}
SATURDAY = 5


@cache
def _bank_holidays(nation: str, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv=NATIONS.get(nation, "ENG"), years=year))


def bank_holiday(day: date, nation: str = "england") -> str:
    """What the bank holiday on this day is called; empty where there is none."""
    return _bank_holidays(nation, day.year).get(day, "")


def is_working_day(day: date, nation: str = "england") -> bool:
    """Monday to Friday, and no bank holiday there."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(nation, day.year)


def working_days_after(day: date, count: int, nation: str = "england") -> date:
    """The `count`-th working day after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, nation)
    return day
