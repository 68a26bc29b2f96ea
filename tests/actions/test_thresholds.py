"""A trust's own thresholds: decided with a reason, checked, and everybody they touch judged anew."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from pathway.actions import thresholds
from pathway.actions.base import Problem
from pathway.local_packs import named, pack_of
from pathway.models import Flag, Pregnancy, Reassessment, Role, Trust, User
from pathway.permissions import CLOCK
from tasks.thresholds import find_new_packs

from .. import factories as make
from ..people import People


def trust(people: People) -> Trust:
    return people.nadia.team.service.trust


@pytest.fixture
def adele(people: People) -> User:
    user = make.a_user("Adele Admin")
    make.a_worker(make.a_service(trust(people), "Information"), "Adele Admin", Role.ADMINISTRATOR, user=user)
    return user


def more_grace(people: People, by: User | None, today: date, value: int | None = 60, **fields: object) -> None:
    given = {"rule": "support_missed", "name": "grace_most", "because": "Agreed by our safety group."} | fields
    thresholds.change(trust=trust(people), value=value, by=by, today=today, **given)  # type: ignore[arg-type]


def test_a_change_judges_everybody_of_that_trust_anew(people: People, adele: User, today: date) -> None:
    elsewhere = make.a_pregnancy(people.carol.workers.get().team, today)
    flag = Flag.objects.open().get(rule="support_missed", about="family-support")
    assert flag.pack == "england 2026.1"
    more_grace(people, adele, today)
    more_grace(people, adele, today, name="grace_least")
    reassessment = Reassessment.objects.running().get()
    assert (reassessment.total, thresholds.done(reassessment)) == (1, 0)
    assert thresholds.work_off(today=today).judged == 1
    reassessment.refresh_from_db()
    assert reassessment.finished_at
    assert thresholds.done(reassessment) == 1
    flag.refresh_from_db()
    assert flag.closed == today
    assert flag.closed_with == "a change of the rule pack"
    people.nadia.refresh_from_db()
    assert people.nadia.judged_by_pack == "england 2026.1+2"
    elsewhere.refresh_from_db()
    assert elsewhere.judged_by_pack == "england 2026.1"


def test_a_flag_that_stands_names_the_pack_that_judged_it_last(people: People, adele: User, today: date) -> None:
    flag = Flag.objects.open().get(rule="support_missed", about="family-support")
    more_grace(people, adele, today, value=6)
    changes = thresholds.work_off(today=today)
    flag.refresh_from_db()
    assert flag.closed is None
    assert flag.pack == "england 2026.1+1"
    assert not changes.altered, "nothing else of it has changed"


def test_going_back_to_the_packs_own_value(people: People, today: date) -> None:
    more_grace(people, CLOCK, today)
    more_grace(people, CLOCK, today, value=None, because="It was too slow.")
    pack = pack_of(trust(people))
    assert pack.values["support_missed"]["grace_most"].value == 7
    assert named(pack) == "england 2026.1+2"


@pytest.mark.parametrize(("fields", "says"), [
    ({"value": 5000}, "between"),
    ({"name": "grace"}, "no threshold"),
    ({"rule": "support_lost"}, "not a rule"),
    ({"because": " "}, "Say why"),
])  # fmt: skip
def test_an_impossible_value_is_refused_with_a_sentence(
    fields: dict[str, object], says: str, people: People, today: date
) -> None:
    with pytest.raises(Problem, match=says):
        more_grace(people, CLOCK, today, **fields)
    assert not trust(people).thresholds.exists()


def test_only_an_administrator_of_that_trust_decides(people: People, today: date) -> None:
    for user in (people.asha, people.ben, people.carol):
        with pytest.raises(PermissionDenied):
            more_grace(people, user, today)


def test_a_stopped_reassessment_goes_on_where_it_was(people: People, adele: User, today: date) -> None:
    more_grace(people, adele, today)
    reassessment = Reassessment.objects.running().get()
    thresholds.stop(reassessment=reassessment, by=adele, today=today)
    assert thresholds.work_off(today=today).judged == 0
    assert thresholds.done(reassessment) == 0
    again = thresholds.resume(trust=trust(people), by=adele, today=today)
    assert again is not None
    assert thresholds.work_off(today=today).judged == 1
    assert thresholds.resume(trust=trust(people), by=adele, today=today) is None


def test_an_upgrade_that_brings_a_newer_pack_is_noticed(people: People, today: date) -> None:
    Pregnancy.objects.update(judged_by_pack="england 2025.9")
    find_new_packs()
    assert Reassessment.objects.running().get().total == 1
    find_new_packs()
    assert Reassessment.objects.count() == 1
