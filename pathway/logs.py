"""What went wrong and where, for the log; never with which values, as a database's own words may hold a row of hers."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any


class Discreet(logging.Formatter):
    """Tells the kinds of exceptions and the lines of code that they passed, and leaves their words out."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry. Celery puts an exception's words into its own sentence, so they are taken out there too."""
        error = record.exc_info[1] if record.exc_info else None
        if error and isinstance(record.args, dict) and "exc" in record.args:
            told = {"exc": type(error).__name__, "traceback": ""}
            record = logging.makeLogRecord(record.__dict__ | {"args": record.args | told, "exc_text": None})
        return super().format(record)

    def formatException(self, ei: Any) -> str:
        """From the first cause to the last exception, each with its lines of code."""
        return "\n".join(line for error in chain(ei[1]) for line in told(error))


def chain(error: BaseException | None) -> list[BaseException]:
    """An exception and those that led to it, the first first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.insert(0, error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return found


def told(error: BaseException) -> Iterator[str]:
    """Where it passed, and what kind it is."""
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield f"{type(error).__module__}.{type(error).__qualname__} (its words are left out: they may hold somebody's data)"
