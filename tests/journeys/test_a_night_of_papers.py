"""A real worker makes the papers of a night: it is killed in the middle, one plan cannot be printed, and nothing is lost or doubled."""

import hashlib
from pathlib import Path

import pytest

from .apart import House, leave_home, passes, until

pytestmark = pytest.mark.journey
WOMEN = 5
SPOILT = WOMEN // 2
NIGHT = "tasks.plans.make_overnight"
PAPERS = "SELECT pregnancy_id, sha256, content FROM pathway_printout ORDER BY 1"
FAULTS = "SELECT error, tries FROM pathway_printfault WHERE mended_at IS NULL"


@pytest.fixture
def house(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """Records of one's own, with a plan for each woman that is agreed and on no paper yet."""
    leave_home(monkeypatch, tmp_path)
    house = House(root, tmp_path)
    house.python("from bench.night import fill", f"fill({WOMEN})")
    return house


def test_a_killed_worker_loses_no_paper_and_one_that_fails_stops_none(house: House) -> None:
    # Given a worker that is killed with the first papers made and others in hand
    with house.worker() as worker:
        house.tick(NIGHT)
        until(lambda: len(house.ask(PAPERS)) > 0, worker.last_lines)
        worker.clear_away()
    first = house.ask(PAPERS)

    # when it starts again and the clock next comes by
    with house.worker() as worker:
        house.tick(NIGHT)
        until(lambda: len(house.ask(PAPERS)) == WOMEN - 1 and bool(house.ask(FAULTS)), worker.last_lines)
        until(lambda: passes(worker) > 0, worker.last_lines)

        # then every woman but one has her paper, once and whole, and those made before the kill are as they were
        papers = house.ask(PAPERS)
        assert [woman for woman, *_ in papers] == [woman for woman in range(1, WOMEN + 1) if woman != SPOILT]
        assert all(hashlib.sha256(bytes(content)).hexdigest() == sha256 for _, sha256, content in papers)  # type: ignore[arg-type]
        assert set(first) <= set(papers)
        (error, tries), = house.ask(FAULTS)  # fmt: skip
        assert error.startswith("ValueError in agreed.py, line")
        assert int(tries) == 1

        # and the next time the clock comes by there is nothing to do
        before = passes(worker)
        house.tick(NIGHT)
        until(lambda: passes(worker) > before, worker.last_lines)
    assert house.ask(PAPERS) == papers
