"""What else one could do with the same rows: find one rule's breaches in hand-written SQL, or only read them."""

from collections.abc import Callable
from datetime import date

from django.db import connection, models

from pathway.models import (
    Answer,
    Contact,
    Handover,
    Lead,
    Meeting,
    Need,
    Pause,
    PlanGiven,
    PlanVersion,
    PracticalRequest,
    Pregnancy,
    Residence,
    Support,
)

READ: tuple[type[models.Model], ...] = (
    Pregnancy, Support, Pause, Handover, Contact, Residence, Lead, Need, Meeting, PracticalRequest, PlanVersion,
    PlanGiven, Answer,
)  # fmt: skip

SILENT_PROMISES = """
WITH running AS (
    SELECT support.id, every, {start} AS first_day, {planned} AS planned_day, {today} AS today,
           {today} - CASE WHEN every / 4 < 1 THEN 1 WHEN every / 4 > 7 THEN 7 ELSE every / 4 END AS silent_before
    FROM pathway_support AS support JOIN pathway_pregnancy AS pregnancy ON pregnancy.id = pregnancy_id
    WHERE kind IN ('support', 'both') AND every IS NOT NULL AND start <= %(today)s AND planned <= %(today)s
      AND ("until" IS NULL OR "until" >= %(today)s) AND (stopped IS NULL OR stopped >= %(today)s)
      AND booked <= %(today)s AND (closed IS NULL OR closed > %(today)s)
), candidate AS (
    SELECT id, (silent_before - first_day) / every - 1 AS number FROM running
    UNION ALL
    SELECT running.id, ({pause_start} - first_day) / every - 1 FROM running
    JOIN pathway_pause AS pause ON pause.support_id = running.id
), latest AS (
    SELECT running.id, today, MAX(first_day + number * every) AS window_start
    FROM running JOIN candidate ON candidate.id = running.id
    WHERE number >= 0 AND first_day + number * every >= planned_day
      AND first_day + (number + 1) * every <= silent_before
      AND NOT EXISTS (SELECT 1 FROM pathway_pause AS pause WHERE pause.support_id = running.id
                      AND {pause_start} < first_day + (number + 1) * every AND {pause_until} >= first_day + number * every)
    GROUP BY running.id, today
)
SELECT id FROM latest WHERE NOT EXISTS (
    SELECT 1 FROM pathway_contact AS contact WHERE contact.support_id = latest.id AND outcome = 'delivered'
    AND entered_in_error = '' AND contact.day <= %(today)s AND {contact_day} >= window_start)
ORDER BY id
"""
"""The recurring promises that support_missed finds by the England pack. The latest window that counts is the latest that
is over, or the one before a pause."""


def silent_promises(today: date) -> list[int]:
    """The keys of the recurring supports that support_missed would find, by one query and no engine."""
    days = day_number()
    sql = SILENT_PROMISES.format(
        start=days("start"), planned=days("planned"), today=days("CAST(%(today)s AS date)", "%(today)s"),
        pause_start=days("pause.start"), pause_until=days('pause."until"'), contact_day=days("contact.day"),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, {"today": today.isoformat()})
        return [row[0] for row in cursor.fetchall()]


def day_number() -> Callable[..., str]:
    """How this database writes a date as a whole number."""
    if connection.vendor == "sqlite":
        return lambda column, parameter="": f"CAST(julianday({parameter or column}) + 0.5 AS integer)"
    return lambda column, parameter="": f"({column} - DATE '2000-01-01')"


def read_once() -> int:
    """Read every row that judging reads, and do nothing with it; how many rows."""
    rows = 0
    with connection.cursor() as cursor:
        for table in READ:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table._meta.db_table)}")  # noqa: S608 – our own name
            while some := cursor.fetchmany(2000):
                rows += len(some)
    return rows
