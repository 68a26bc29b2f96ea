"""Women are found by name, number or birthday, however they are typed, and only among those given."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pathway.actions import pregnancies
from pathway.models import Mother, Pregnancy
from pathway.names import birthday, folded
from pathway.permissions import CLOCK
from tests import factories as make

ZOE = "Zoë O’Brien-Łoś"


@pytest.fixture
def zoe(db: None, today: date) -> Pregnancy:
    """A woman whose name is often mistyped, beside another."""
    team = make.a_team(make.a_trust())
    make.a_pregnancy(team, today, name="Nadia Example", date_of_birth=date(1997, 3, 3), nhs_number="9990000018")
    return make.a_pregnancy(
        team, today, name=ZOE, preferred_name="Zed", nhs_number="9990000026", date_of_birth=date(1998, 3, 3)
    )


@pytest.mark.parametrize(
    "typed",
    ["zoe", "ZOË", "O'Brien", "o’brien", "obrien los", "Brien-Los", "los zoe", "zed", "  zed  o brien ",
     "999 000 0026", "9990000026", "999-000-0026", "3/3/1998", "03.03.1998", "3 March 1998", "3 mar 1998", "1998-03-03"],
)  # fmt: skip
def test_she_is_found_however_it_is_typed(typed: str, zoe: Pregnancy) -> None:
    assert list(Pregnancy.objects.sought(typed)) == [zoe]


@pytest.mark.parametrize("typed", ["", "   ", "'", "zoe nadia", "9990000027", "4/3/1998", "%", "_", "Zoë\\"])
def test_what_is_not_hers_does_not_find_her(typed: str, zoe: Pregnancy) -> None:
    assert list(Pregnancy.objects.sought(typed)) == []


def test_a_word_both_have_finds_both(zoe: Pregnancy) -> None:
    assert Pregnancy.objects.sought("e").count() == 2


def test_a_new_preferred_name_is_found_at_once_and_the_old_one_no_more(zoe: Pregnancy, today: date) -> None:
    pregnancies.change_details(pregnancy=zoe, version=None, by=CLOCK, today=today, preferred_name="Zosia")
    assert list(Pregnancy.objects.sought("zosia")) == [zoe]
    assert list(Pregnancy.objects.sought("zed")) == []


def test_women_written_in_bulk_are_found(db: None) -> None:
    Mother.objects.bulk_create([Mother(name="Šárka Example")])
    assert Mother.objects.get().sought == "sarka example"


def test_names_that_stood_before_are_folded(zoe: Pregnancy) -> None:
    Mother.objects.update(sought="")
    assert list(Pregnancy.objects.sought("zoe")) == []
    loader = MigrationExecutor(connection).loader
    fold = loader.get_migration("pathway", "0004_women_are_sought_by_their_names").operations[-1]
    fold.code(loader.project_state().apps, None)
    assert list(Pregnancy.objects.sought("zoe")) == [zoe]


def test_folding_leaves_only_what_is_compared() -> None:
    assert folded(ZOE, "Straße") == "zoe obrienlos strasse"
    assert folded("MARIA  Nuñez-Ø") == "maria nunezo"


@pytest.mark.parametrize("typed", ["31/2/1998", "1998", "3/3/98x", "Nadia", ""])
def test_what_is_no_day_is_no_birthday(typed: str) -> None:
    assert birthday(typed) is None
