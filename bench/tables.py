"""What was found, as tables for people."""

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table

from .goals import goals, per_woman


def show(found: dict[str, Any], console: Console) -> None:
    """Print all tables that there are figures for."""
    if "rules" in found:
        console.print(rules_table(found["rules"]))
    if found.get("clock"):
        console.print(clock_table(found["clock"]))
    for database in sorted({each["database"] for each in found.get("pages", [])}):
        console.print(pages_table(database, [each for each in found["pages"] if each["database"] == database]))
    if "paper" in found:
        console.print(paper_table(found["paper"]))
    if found.get("night"):
        console.print(night_table(found["night"]))
    if "detection" in found:
        console.print(false_table(found["detection"]), notice_table(found["detection"]))
    console.print(goal_table(found))


def a_table(title: str, *columns: str) -> Table:
    """A table whose first column is words and whose others are figures."""
    table = Table(title=title, title_justify="left", title_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold")
    return table


def paper_table(row: dict[str, float]) -> Table:
    """Pages a second."""
    table = a_table(
        "Papers: pages a second, the same HTML, best of several", "", "Bare WeasyPrint", "Ours", "Ours on two cores"
    )
    for title, names in (
        ("of the processes’ own work", ("bare", "ours", "ours_on_two")), ("by the clock on the wall", ("", "wall_ours", "wall_on_two"))
    ):  # fmt: skip
        table.add_row(title, *(f"{row[name]:.1f}" if name else "" for name in names))
    return table


def night_table(rows: list[dict[str, Any]]) -> Table:
    """What a real worker made in a night in which it was killed once."""
    table = a_table("A night of papers: two processes, one kill -9, one plan that cannot be printed", "", "papers", "pages",
                    "minutes", "core seconds a paper", "faults kept", "made twice", "not whole")  # fmt: skip
    for row in rows:
        figures = (row["papers"], row["pages"], f"{row['seconds'] / 60:.1f}", f"{row['work'] / row['papers']:.2f}")
        kept = (row["faults"], row["twice"], row["broken"])
        table.add_row(
            f"{row['database']}, {row['broker'].split(':')[0]}", *(str(figure) for figure in (*figures, *kept))
        )
    return table


def rules_table(rows: list[dict[str, Any]]) -> Table:
    """The rules without a database."""
    table = a_table("The rules alone: six supports, ms a woman (own work, median of several runs)",
                    "Contacts", "ms", "least – most")  # fmt: skip
    for row in rows:
        table.add_row(str(row["contacts"]), f"{row['ms']:.3f}", f"{row['least_ms']:.3f} – {row['most_ms']:.3f}")
    return table


def clock_table(rows: list[dict[str, Any]]) -> Table:
    """The clock's whole work, a column for each caseload."""
    titles = [f"{row['database']} {row['women']:,}" for row in rows]
    table = a_table("The clock: reading, judging, comparing and writing", "", *titles)
    lines: dict[str, Callable[[dict[str, Any]], str]] = {
        "rows read": lambda row: f"{row['rows']:,}",
        "first sweep, s": lambda row: f"{row['first']['wall']:.2f}",
        "  flags opened": lambda row: f"{row['opened']:,}",
        "  ms of one core a woman, opening them": lambda row: f"{row['first']['work'] * 1000 / row['women']:.2f}",
        "all judged anew, s": lambda row: f"{row['again']['wall']:.2f}",
        "  ms of one core a woman": lambda row: f"{per_woman(row):.2f}",
        "  × one SQL query for one rule": lambda row: times(row, "sql"),
        "  × reading the same rows": lambda row: times(row, "read"),
        "1 in 5 due, ms for each": lambda row: a_day(row["days"][1]),
        "1 in 20 due, ms for each": lambda row: a_day(row["days"][0]),
        "due tomorrow by themselves": lambda row: f"{row['tomorrow']:,}",
        "idle poll, ms of one core (on the wall)": lambda row: f"{row['idle_ms']:.2f} ({row['idle_wall_ms']:.2f})",
        "memory at most, MB": lambda row: f"{row['memory_mb']:.0f}",
        "SQL finds what the rule finds": lambda row: "yes" if row["sql_agrees"] else "NO",
    }
    for title, cell in lines.items():
        table.add_row(title, *(cell(row) for row in rows))
    return table


def pages_table(database: str, sizes: list[dict[str, Any]]) -> Table:
    """What each page costs at the server; the number of women must not change its queries."""
    titles = [title for each in sizes for title in (f"queries {each['women']:,}", "ms (p95)", "wall")]
    table = a_table(
        f"Pages on {database}: queries, ms of work (median of several, 95th percentile), ms on the wall", "", *titles
    )
    for rows in zip(*(each["pages"] for each in sizes), strict=True):
        cells = [
            text
            for row in rows
            for text in (str(row["queries"]), f"{row['median']:.0f} ({row['p95']:.0f})", f"{row['wall']:.0f}")
        ]
        table.add_row(f"{rows[0]['page']} ({rows[0]['reader']})", *cells)
    return table


def times(row: dict[str, Any], yardstick: str) -> str:
    """How often a yardstick's time goes into that of judging everybody anew."""
    return f"{row['again']['wall'] / row[yardstick]['wall']:.1f}"


def a_day(day: dict[str, Any]) -> str:
    """ms of one core for each woman due."""
    return f"{day['work'] * 1000 / day['due']:.2f}" if day["due"] else "–"


def false_table(found: dict[str, Any]) -> Table:
    """How often well support is flagged."""
    table = a_table(f"While support is well ({found['lives']} simulated pathways), for each woman-week",
                    "", "False flags", "read as one story")  # fmt: skip
    for name, row in found["detectors"].items():
        table.add_row(name, f"{row['false_flags_per_week']:.3f}", f"{row['false_per_week']:.3f}")
    return table


def notice_table(found: dict[str, Any]) -> Table:
    """Days from the fall to the first flag."""
    first = next(iter(found["detectors"].values()))
    kinds = {"all": None, **first["by_fall"], **first["by_promise"]}
    table = a_table("Days from the fall to the first flag: median (90th percentile)", "", *found["detectors"])
    for kind in kinds:
        cells = (
            {"all": row["all"], **row["by_fall"], **row["by_promise"]}[kind] for row in found["detectors"].values()
        )
        table.add_row(str(kind), *(delay(cell) for cell in cells))
    return table


def delay(cell: dict[str, Any]) -> str:
    """ "12 (24)", and how many were never noticed."""
    if cell["median"] is None:
        return "–"
    never = f", {cell['never']} never" if cell["never"] else ""
    return f"{cell['median']:.0f} ({cell['p90']:.0f}){never}"


def goal_table(found: dict[str, Any]) -> Table:
    """The goals, and what became of them."""
    table = a_table("Goals", "", "measured", "at most", "")
    for goal in goals(found):
        style = "green" if goal.met else "red"
        table.add_row(goal.what, f"{goal.measured:.3g} {goal.unit}", f"{goal.most:.3g}", goal.verdict, style=style)
    return table
