"""What nobody could see is no text; and what goes to the log says where, never with which values."""

import logging
import sys

import pytest
from django.db import IntegrityError
from django.test import Client

from api.fields import Text
from pages.fields import Written
from pathway.exports import harmless
from pathway.legible import legible
from pathway.logs import Discreet
from pathway.models import Aim
from tests.pages.typed import refused, send
from tests.people import People

OVERRIDE, NO_WIDTH, MARK = "\u202e", "\u200b", "\ufeff"
ARABIC = "\u200fمرحبا\u200c"


@pytest.mark.parametrize(("typed", "read"), [
    (f"{OVERRIDE}evil", "evil"), (f"{MARK}{NO_WIDTH}", ""), ("\x01\x0b\x85", ""), ("a\tb\nc", "a\tb\nc"), (" \u00a0 ", ""),
    (ARABIC, ARABIC), ("👩‍🍼", "👩‍🍼"), ("Zoë O’Brien", "Zoë O’Brien"), ("", ""),
])  # fmt: skip
def test_signs_that_nobody_sees_are_left_out(typed: str, read: str) -> None:
    assert legible(typed) == read
    assert Written(required=False).clean(typed) == read.strip()
    assert Text(allow_blank=True).run_validation(typed) == read.strip()


def test_a_password_is_taken_as_it_was_sent() -> None:
    assert Text(trim_whitespace=False).run_validation(f"pass{NO_WIDTH}word") == f"pass{NO_WIDTH}word"


def test_a_form_with_nothing_to_see_is_empty(people: People) -> None:
    browser = Client()
    browser.force_login(people.asha)
    response = send(browser, "aim_add", people.nadia.pk, words=f"{MARK}{NO_WIDTH}", her_words="yes", about="home")
    refused(response, "Write what she wants.")
    assert not Aim.objects.exists()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_run_by_a_spreadsheet(sign: str) -> None:
    assert harmless(f"{sign}cmd") == f"'{sign}cmd"


def logged(*args: object) -> str:
    """What the log holds of the exception at hand."""
    message, *rest = args
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, str(message), tuple(rest), sys.exc_info())
    return Discreet("%(levelname)s %(message)s").format(record)


def test_a_databases_own_words_stay_out_of_the_log() -> None:
    row = "Failing row contains (1, Nadia Example, 9990000018)"
    try:
        try:
            raise IntegrityError(row)
        except IntegrityError as fault:
            raise RuntimeError(row) from fault
    except RuntimeError:
        told = logged("Internal Server Error: %s", "/women/1/")
        celery = logged("Task %(name)s: %(exc)s", {"name": "tasks.flags", "exc": repr(row), "traceback": row})
    for text in (told, celery):
        assert "Nadia" not in text
        for place in ("builtins.RuntimeError", "django.db.utils.IntegrityError", "raise IntegrityError(row)"):
            assert place in text
    assert told.startswith("ERROR Internal Server Error: /women/1/")
    assert celery.startswith("ERROR Task tasks.flags: RuntimeError")


def test_the_log_is_written_so() -> None:
    formatters = [handler.formatter for handler in logging.getLogger().handlers]
    assert any(isinstance(formatter, Discreet) for formatter in formatters)
