"""docs/rules.md is what the rules and packs say."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from pathway.management.commands.rules_doc import document
from pathway.rules import ALL
from pathway.rules.pack import limits_of


def test_the_page_is_fresh(root: Path) -> None:
    assert (root / "docs" / "rules.md").read_text(encoding="utf-8") == document(), "write it anew: manage.py rules_doc"


def test_every_rule_has_its_section_and_its_sentence() -> None:
    page = document()
    assert page.count("\n## ") == len(ALL)
    for rule in ALL:
        assert f"## `{rule.code}`\n\n{rule.sentence}\n" in page


def test_each_threshold_is_understood_by_itself() -> None:
    for rule in ALL:
        for limit in limits_of(rule).values():
            first = limit.words.split()[0]
            assert first[0].isupper(), limit.words
            assert first not in ("And", "But", "If", "From", "Until"), limit.words


def test_check_fails_until_the_page_is_written(tmp_path: Path, settings: Settings) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="Write it anew"):
        call_command("rules_doc", "--check")
    call_command("rules_doc")
    call_command("rules_doc", "--check")
