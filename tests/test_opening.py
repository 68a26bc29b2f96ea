"""A trust opened from a file: whole or not at all, and again without harm."""

import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from pathway.models import Event, Service, Team, Trust, User, Worker
from pathway.permissions import administered


@pytest.fixture
def shown(root: Path) -> str:
    """The file that the documentation shows."""
    return re.findall(r"```\n(\[trust\].*?)```", (root / "docs/deploying.md").read_text(), re.DOTALL)[0]


def opened(folder: Path, text: str) -> str:
    file, out = folder / "trust.toml", StringIO()
    file.write_text(text)
    call_command("open_trust", str(file), stdout=out)
    return out.getvalue()


def nothing_is_there() -> bool:
    return not any(table.objects.exists() for table in (Trust, Service, Team, Worker, User, Event))


def test_the_file_in_the_documentation_opens_a_trust(db: None, shown: str, tmp_path: Path) -> None:
    said = opened(tmp_path, shown)
    for sentence in ("Opened Northshire Maternity.", "Opened the team Liaison midwives in Midwifery.",
                     "manage.py changepassword robin.shaw@northshire.example"):  # fmt: skip
        assert sentence in said
    robin, asha = User.objects.get(name="Robin Shaw"), Worker.objects.get(name="Asha Example")
    assert [trust.name for trust in administered(robin, date(2026, 12, 1))] == ["Northshire Maternity"]
    assert administered(robin, date(2026, 11, 30)) == []
    assert not robin.has_usable_password()
    assert (asha.team.name, asha.leads_team) == ("Liaison midwives", True)
    assert Event.objects.filter(verb="services.employ").count() == 2


def test_once_more_adds_only_what_is_new(db: None, shown: str, tmp_path: Path) -> None:
    opened(tmp_path, shown)
    kim = '\n[[workers]]\nname = "Kim"\nservice = "Midwifery"\nrole = "midwife"\nstarted = 2026-12-01\n'
    said = opened(tmp_path, shown + kim)
    assert said.splitlines() == [
        "Northshire Maternity is there already.",
        "Kim works in Midwifery from 1 December 2026.",
    ]
    assert opened(tmp_path, shown + kim).splitlines() == ["Northshire Maternity is there already."]
    assert Worker.objects.count() == 3


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('role = "administrator"', 'role = "midwife"', "needs somebody who looks after it"),
        ('role = "administrator"', 'role = "boss"', "There is no role boss"),
        ('pack = "england"', 'pack = "france"', "There is no rule pack france"),
        ('kind = "other"', 'kind = "wibble"', "Records and systems needs a name and a kind"),
        ('team = "Liaison midwives"', 'team = "Others"', "there is no team Others"),
        ('service = "Midwifery"', 'service = "Midwives"', "there is no service Midwives"),
        ("started = 2026-12-01", 'started = "soon"', "write started as a day"),
        ("started = 2026-12-01", "", "Robin Shaw needs started"),
        ("leads_team", "leader", "knows no leader"),
        ('name = "Northshire Maternity"', "", "needs a name"),
        ("[trust]", "[trust", "is not TOML"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_opened(
    old: str, new: str, sentence: str, db: None, shown: str, tmp_path: Path
) -> None:
    assert old in shown
    with pytest.raises(CommandError, match=re.escape(sentence)):
        opened(tmp_path, shown.replace(old, new, 1))
    assert nothing_is_there()


def test_a_file_that_is_not_there_is_told(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("open_trust", str(tmp_path / "none.toml"))
