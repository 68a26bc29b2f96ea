"""A threshold changes and a whole caseload is judged anew: a dead worker loses nothing, and a stop leaves the rest for later."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pathway.processes import Child
from tasks.thresholds import HELPERS

from .apart import House, leave_home, passes, until

pytestmark = pytest.mark.journey
WOMEN = 500
BEGINS = (
    "from bench.caseload import fill",
    f"fill({WOMEN})",
    "from django.utils import timezone",
    "from pathway.actions import flags, services",
    "from pathway.models import Service, User",
    "flags.sweep(today=timezone.localdate())",
    'user = User.objects.create_user("adele@example.test", None, name="Adele Admin")',
    "service = Service.objects.get(pk=1)",
    'services.employ(service=service, name="Adele Admin", role="administrator", started="2020-01-01", user=user)',
)
AS_ADELE = (
    "from django.test import Client",
    "from pathway.models import Reassessment, User",
    "adele = Client(headers={'host': 'localhost'})",
    'adele.force_login(User.objects.get(email="adele@example.test"))',
)
ONE_PAGE = 'print(adele.get("/trusts/1/reassessments/").content.decode())'
WORK = "tasks.thresholds.reassess_by_new_packs"
NEW = "england 2026.1+1"
LEFT = f"SELECT count(*) FROM pathway_pregnancy WHERE closed IS NULL AND judged_by_pack != '{NEW}'"  # noqa: S608
OPEN = "SELECT pregnancy_id, rule, about, sentence, began, pack FROM pathway_flag WHERE closed IS NULL ORDER BY 1, 2, 3"


@pytest.fixture(scope="module")
def filled(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a caseload, judged by the pack as shipped."""
    var = tmp_path_factory.mktemp("filled")
    with pytest.MonkeyPatch.context() as patch:
        leave_home(patch, var)
        house = House(root, var)
        house.manage("migrate", "--verbosity=0")
        house.manage("collectstatic", "--no-input", "--verbosity=0")
        house.python(*BEGINS)
    return var


@pytest.fixture
def house(root: Path, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """The same of one's own, in which Adele has just changed a threshold."""
    var = tmp_path / "var"
    shutil.copytree(filled, var)
    leave_home(monkeypatch, var)
    house = House(root, var)
    given = "{'value': '1', 'because': 'Agreed by our safety group.'}"
    address = '"/trusts/1/rules/support_missed/grace_share/"'
    house.python(*AS_ADELE, f"assert adele.post({address}, {given}).status_code == 302")
    return house


def page(house: House) -> str:
    """The administrators' page, as words."""
    return " ".join(house.python(*AS_ADELE, ONE_PAGE).split())


def left(house: House) -> int:
    """How many women the new pack has not judged yet."""
    return int(house.ask(LEFT)[0][0])


def hold_in_the_middle(house: House, total: int, worker: Child) -> sqlite3.Connection:
    """Wait until some are judged and others not; from then on nobody else can write."""
    records = sqlite3.connect(house.file, isolation_level=None, timeout=0)
    until(lambda: takes_the_lock(records, lambda: left(house) < total), worker.last_lines, pause=0.002)
    return records


def takes_the_lock(records: sqlite3.Connection, when: Callable[[], bool]) -> bool:
    """Whether nobody else is writing, and it is time; if so nobody else can from now on."""
    try:
        records.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:  # somebody is
        return False
    if not when():
        records.execute("ROLLBACK")
        return False
    return True


def test_a_worker_that_dies_in_the_middle_loses_nothing(house: House, tmp_path: Path) -> None:
    # Given what a reassessment without any mishap comes to
    shutil.copytree(house.var, tmp_path / "twin")
    twin = House(house.root, tmp_path / "twin")
    with pytest.MonkeyPatch.context() as patch:
        leave_home(patch, twin.var)
        twin.python(
            "from django.utils import timezone",
            "from pathway.actions import thresholds",
            "thresholds.work_off(today=timezone.localdate())",
        )
    total = left(house)
    assert f"0 of {total} records checked by {NEW}" in page(house)
    assert house.ask(OPEN) != twin.ask(OPEN)

    # when the worker is killed with some of its chunks done, while it waits to write the next
    with house.worker() as worker:
        house.tick(WORK)
        with closing(hold_in_the_middle(house, total, worker)):
            worker.clear_away()
    halfway = left(house)
    assert 0 < halfway < total
    assert f"{total - halfway} of {total} records checked by {NEW}" in page(house)

    # then the next one goes on where it was, and ends where it would have ended
    with house.worker() as worker:
        house.tick(WORK)
        until(lambda: left(house) == 0, worker.last_lines)
        until(lambda: "Every record is checked by the present pack" in page(house), worker.last_lines)
    assert "finished" in page(house)
    assert house.ask(OPEN) == twin.ask(OPEN)


STOP_IN_THE_MIDDLE = (
    "import time",
    "from django.db import OperationalError, connection, transaction",
    "from pathway.actions import thresholds",
    "from tasks.thresholds import reassess_by_new_packs",
    "running = Reassessment.objects.running().get()",
    "connection.connection.execute('PRAGMA busy_timeout = 0')",
    "reassess_by_new_packs.delay()",
    "pressed = False",
    "while not pressed:",
    "    time.sleep(0.002)",
    "    try:",
    "        with transaction.atomic():  # while she looks and presses, nobody else writes",
    "            if thresholds.done(running):",
    "                pressed = adele.post(f'/reassessments/{running.pk}/stop/').status_code == 302",
    "    except OperationalError:  # the worker is writing",
    "        continue",
)
"""She presses it as soon as something is done."""


def test_a_stop_leaves_the_rest_for_later_and_going_on_finishes_it(house: House) -> None:
    # Given a worker in the middle of its work when Adele presses Stop
    total = left(house)
    with house.worker() as worker:
        house.python(*AS_ADELE, *STOP_IN_THE_MIDDLE)
        until(lambda: passes(worker) == 1 + HELPERS, worker.last_lines)
        rest = left(house)
        assert 0 < rest < total

        # when the clock comes by again, then it leaves them alone, and the page offers to go on
        house.tick(WORK)
        until(lambda: passes(worker) == 2 + HELPERS, worker.last_lines)
        assert left(house) == rest
        shown = page(house)
        assert f"{rest} records were last checked by an older pack" in shown
        assert "by Adele Admin" in shown

        # and when she goes on with those who are left, then all are judged
        house.python(*AS_ADELE, "assert adele.post('/trusts/1/reassessments/resume/').status_code == 302")
        house.tick(WORK)
        until(lambda: left(house) == 0, worker.last_lines)
        until(lambda: "Every record is checked by the present pack" in page(house), worker.last_lines)
