"""A list as a file for a spreadsheet: CSV or XLSX, each cell plain text or a plain value, and who took it out when and why."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook  # XLSX
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell = str | int | date | None
Table = Sequence[Sequence[Cell]]

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so would be run by a spreadsheet rather than read."""
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NARROW, WIDE = 8, 44


def harmless(value: Cell) -> Cell:
    """The same as a CSV cell: what would be run as a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def as_csv(heads: Sequence[str], rows: Table, about: Sequence[str]) -> bytes:
    """The list with its heads first, and what it is about after an empty line; UTF-8 that Excel recognises."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([harmless(said(value)) for value in row] for row in rows)
    writer.writerows([[], *([harmless(line)] for line in about)])
    return text.getvalue().encode("utf-8-sig")


def said(value: Cell) -> Cell:
    """A date as everybody's software reads it, and nothing as an empty cell."""
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def as_xlsx(heads: Sequence[str], rows: Table, about: Sequence[str]) -> bytes:
    """A workbook of two sheets: the list, its heads kept in sight, and what it is about."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths(heads, rows)):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    second = book.create_sheet("About this list")
    second.column_dimensions["A"].width = 2 * WIDE
    for line in about:
        second.append([cell(second, line)])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def cell(sheet: object, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    """A cell whose text is text, whatever it begins with."""
    made = WriteOnlyCell(sheet, UNREADABLE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        made.data_type = "s"
    if isinstance(value, date):
        made.number_format = "d mmm yyyy"
    if bold:
        made.font = Font(bold=True)
    return made


def widths(heads: Sequence[str], rows: Table) -> Iterable[int]:
    """Of each column, as wide as its longest cell, within reason."""
    for number, head in enumerate(heads):
        longest = max((len(str(row[number] or "")) for row in rows), default=0)
        yield min(max(longest, len(head), NARROW) + 2, WIDE)
