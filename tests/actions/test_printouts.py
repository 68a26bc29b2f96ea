"""A paper is made once and kept; a team's papers are made by whoever comes first, and one failure holds up nobody."""

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pathway import printed_days
from pathway.actions import assessments, contacts, meetings, plans, pregnancies, printouts
from pathway.actions.base import Problem
from pathway.models import (
    Contact,
    Event,
    Information,
    PlanVersion,
    Pregnancy,
    PrintFault,
    Printout,
    PrintRun,
    Support,
    Variant,
)
from pathway.permissions import CLOCK
from tests import factories as make
from tests.people import People

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def version(people: People, today: date) -> PlanVersion:
    """Nadia's plan, agreed today."""
    return plans.agree(pregnancy=people.nadia, by=CLOCK, today=today)


def safe(pregnancy: Pregnancy, today: date, route: str = "by_hand") -> None:
    """She says that this way is safe."""
    about = {"pregnancy": pregnancy, "by": CLOCK, "today": today}
    assessments.record_safe_contact(route=route, safe=True, answered_on=today, **about)


def made(version: PlanVersion, by: Any, today: date, variant: str = Variant.SAFE) -> Printout:
    """Her paper, safe if found (the quickest to draw)."""
    return printouts.make(version=version, variant=variant, by=by, today=today)


def test_a_paper_is_made_once_and_never_altered(version: PlanVersion, people: People, today: date) -> None:
    first = made(version, people.asha, today)
    assert bytes(first.content).startswith(b"%PDF")
    assert first.sha256 == hashlib.sha256(bytes(first.content)).hexdigest()
    assert (first.pages, first.made_by, first.made_on, first.language) == (1, people.asha, today, "en")
    people.nadia.mother.name = "Another"
    people.nadia.mother.save()
    again = made(version, people.ben, today)
    assert (again.pk, bytes(again.content)) == (first.pk, bytes(first.content))
    first.pages = 9
    with pytest.raises(TypeError, match="never changed"):
        first.save()


def test_two_who_make_it_at_once_keep_one(
    version: PlanVersion, people: People, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, looked = made(version, people.asha, today), []
    real = getattr(printouts, "_found")  # noqa: B009

    def too_early(*args: Any) -> Printout | None:
        """The other has not written hers down yet when one looks first."""
        looked.append(args)
        return real(*args) if len(looked) > 1 else None

    monkeypatch.setattr(printouts, "_found", too_early)
    assert made(version, people.asha, today).pk == first.pk
    assert Printout.objects.count() == 1


def test_a_paper_that_names_a_meeting_is_of_its_class(version: PlanVersion, people: People, today: date) -> None:
    safe(people.nadia, today)
    meetings.book(pregnancy=people.nadia, kind="core group", day=today, by=CLOCK, today=today)
    hers = made(version, people.asha, today, Variant.FULL)
    ferns = made(version, people.fern, today, Variant.FULL)
    assert (hers.information, ferns.information) == (Information.CHILD_PROTECTION, Information.NEEDS)
    assert list(Printout.objects.visible_to(people.fern, today)) == [ferns]
    assert set(Printout.objects.visible_to(people.sol, today)) == {hers, ferns}
    assert not Printout.objects.visible_to(people.carol, today).exists()


def test_a_paper_from_before_her_baby_left_is_not_given_to_her(
    version: PlanVersion, people: People, today: date
) -> None:
    safe(people.nadia, today)
    paper = made(version, people.asha, today, Variant.FRIDGE)
    baby = pregnancies.record_birth(pregnancy=people.nadia, born=today, by=CLOCK, today=today)[0]
    pregnancies.move_baby(baby=baby, start=today, with_her=False, by=CLOCK, today=today)
    giving = {"version": version, "day": today, "how": "by_hand", "by": people.asha, "today": today}
    with pytest.raises(Problem, match="Print it again"):
        plans.give(printout=paper, **giving)
    now = made(version, people.asha, today, Variant.FRIDGE)
    assert now.variant == Variant.FRIDGE_APART
    assert plans.give(printout=now, **giving).printout == now


@pytest.fixture
def women(people: People, today: date) -> list[Pregnancy]:
    """Three women of the team with agreed plans."""
    made = [make.a_pregnancy(people.nadia.team, today) for _ in range(3)]
    for woman in made:
        make.a_support(woman, today)
        plans.agree(pregnancy=woman, by=CLOCK, today=today)
    return made


def test_a_team_prints_what_is_on_no_paper_yet_and_one_failure_holds_up_nobody(
    women: list[Pregnancy], people: People, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans.agree(pregnancy=women[0], by=CLOCK, today=today)  # only the latest version is printed
    run = printouts.start(team=people.nadia.team, by=people.asha, today=today)
    assert run is not None
    assert (run.total, printouts.done(run, today=today)) == (3, 0)
    Pregnancy.objects.filter(pk=women[1].pk).update(team=run.team)
    women[1].plan_versions.update(promises=[{"reference": "family-support", "start": "not a day"}])
    assert printouts.work_off(today=today) == 2
    fault = PrintFault.objects.get()
    assert fault.version.pregnancy == women[1]
    assert fault.error.startswith("ValueError in agreed.py, line")
    run.refresh_from_db()
    assert (run.finished_at is not None, printouts.done(run, today=today)) == (True, 3)
    assert {paper.variant for paper in Printout.objects.all()} == {Variant.SAFE}
    assert {paper.version.number for paper in women[0].printouts.all() if paper.version} == {2}


def test_a_mended_paper_is_made_and_its_fault_ends(women: list[Pregnancy], people: People, today: date) -> None:
    version = women[0].plan_versions.get()
    printouts.note_fault(version=version, error=error_of())
    assert printouts.left(people.nadia.team, today=today).count() == 2
    made(version, people.asha, today)
    assert PrintFault.objects.get().mended_at is not None


def error_of() -> Exception:
    """An error that was raised."""
    try:
        raise ValueError("something of hers")
    except ValueError as error:
        return error


def test_a_fault_does_not_tell_what_it_was_about(version: PlanVersion) -> None:
    assert "something of hers" not in printouts.note_fault(version=version, error=error_of()).error


def test_her_whole_plan_is_made_where_a_way_of_giving_it_is_safe(
    women: list[Pregnancy], people: People, today: date
) -> None:
    safe(women[2], today, "email")
    printouts.make_left(today=today, team=people.nadia.team)
    assert women[2].printouts.get().variant == Variant.FULL
    assert women[0].printouts.get().variant == Variant.SAFE


def test_a_stopped_run_makes_no_more(women: list[Pregnancy], people: People, today: date) -> None:
    run = printouts.start(team=people.nadia.team, by=people.asha, today=today)
    assert run
    with pytest.raises(Problem, match="being made already"):
        printouts.start(team=people.nadia.team, by=people.ben, today=today)
    printouts.stop(run=run, by=people.ben, today=today)
    assert printouts.work_off(today=today) == 0
    assert printouts.make_left(today=today, team=run.team, run=run) == 0
    with pytest.raises(Problem, match="ended already"):
        printouts.stop(run=run, by=people.ben, today=today)


def test_nothing_to_print_is_no_run(people: People, today: date) -> None:
    assert printouts.start(team=people.nadia.team, by=people.asha, today=today) is None
    assert not PrintRun.objects.exists()


def test_closed_records_are_not_printed(women: list[Pregnancy], people: People, today: date) -> None:
    Pregnancy.objects.filter(pk=women[0].pk).update(closed=today)
    assert printouts.left(people.nadia.team, today=today).count() == 2


def test_drawing_lots_takes_two_queries_a_chunk_and_few_a_paper(
    women: list[Pregnancy], people: People, today: date, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(120):
        assert printouts.make_left(today=today, team=people.nadia.team) == 3


def test_that_a_letter_about_a_meeting_was_given_is_of_its_class(
    version: PlanVersion, people: People, today: date
) -> None:
    given: dict[str, Any] = {"by": CLOCK, "today": today}
    meeting = meetings.book(pregnancy=people.nadia, kind="core group", day=today, **given)
    letter = printouts.write_letter(about=meeting, how="by_hand", **given)
    printouts.give_letter(printout=letter, day=today, how="by_hand", **given)
    kept = Event.objects.filter(verb="printouts.give_letter")
    assert [row.information for row in kept] == [Information.CHILD_PROTECTION]
    assert not kept.visible_to(people.fern, today).exists()


def booked_now(support: Support, day: date, today: date) -> Contact:
    """Booked today, for a later day."""
    return contacts.book(support=support, day=day, known=today, by=CLOCK, today=today)


@pytest.fixture
def visit(version: PlanVersion, today: date) -> Contact:
    """A visit of next week that stands on her papers."""
    return booked_now(version.pregnancy.supports.get(every=7), today + ONE_WEEK, today)


def changed(paper: Printout, today: date) -> printed_days.Changes:
    """How the days on a paper have changed."""
    woman = paper.pregnancy_id
    return printed_days.changes(paper, printed_days.standing([woman], today)[woman], today)


def test_new_days_are_another_edition_and_the_kept_paper_stays(
    version: PlanVersion, visit: Contact, people: People, today: date
) -> None:
    first = made(version, people.asha, today)
    bytes_then = bytes(first.content)
    assert not changed(first, today).found
    booked = booked_now(visit.support, today + 2 * ONE_WEEK, today)
    Contact.objects.filter(pk=visit.pk).update(entered_in_error="Another woman’s")
    found = changed(first, today)
    assert ([row.day for row in found.come], [row.day for row in found.gone]) == ([booked.day], [visit.day])
    second = made(version, people.asha, today)
    first.refresh_from_db()
    assert (first.edition, second.edition, bytes(first.content)) == (1, 2, bytes_then)
    assert bytes(second.content) != bytes_then
    assert not changed(second, today).found
    assert made(version, people.ben, today) == second


@pytest.mark.parametrize(("after", "told"), [(28, True), (29, False)])
def test_a_day_after_the_four_weeks_that_it_shows_is_no_change(
    version: PlanVersion, people: People, today: date, after: int, told: bool
) -> None:
    paper = made(version, people.asha, today)
    booked_now(version.pregnancy.supports.get(every=7), today + after * ONE_DAY, today)
    assert changed(paper, today + ONE_DAY).found is told


@pytest.mark.parametrize(("later", "over"), [(28, False), (29, True)])
def test_its_four_weeks_are_over(version: PlanVersion, people: People, today: date, later: int, over: bool) -> None:
    paper = made(version, people.asha, today)
    booked_now(version.pregnancy.supports.get(every=7), today + 40 * ONE_DAY, today)
    assert changed(paper, today + later * ONE_DAY).over is over


def test_a_meeting_changes_only_a_paper_that_names_meetings_and_only_for_those_who_see_them(
    version: PlanVersion, people: People, today: date
) -> None:
    safe(people.nadia, today)
    whole, dates = (made(version, people.asha, today, variant) for variant in (Variant.FULL, Variant.SAFE))
    meetings.book(pregnancy=people.nadia, kind="core group", day=today + ONE_WEEK, by=CLOCK, today=today)
    assert [row.meeting for row in changed(whole, today).come] == [True]
    assert not changed(dates, today).found
    ferns = printed_days.standing([people.nadia.pk], today, people.fern)[people.nadia.pk]
    assert not printed_days.changes(whole, ferns, today).found


def test_a_team_that_prints_what_has_changed_gets_the_new_days_in_the_way_chosen_last(
    version: PlanVersion, visit: Contact, people: People, today: date
) -> None:
    safe(people.nadia, today)
    chosen = made(version, people.asha, today, Variant.FRIDGE)
    assert printouts.start(team=people.nadia.team, by=people.asha, today=today) is None
    booked_now(visit.support, today + ONE_DAY, today)
    assert printouts.make_left(today=today) == 0  # by night nobody asks for it
    run = printouts.start(team=people.nadia.team, by=people.asha, today=today)
    assert run
    assert (run.total, printouts.done(run, today=today)) == (1, 0)
    assert printouts.work_off(today=today) == 1
    run.refresh_from_db()
    assert run.finished_at
    newest = people.nadia.printouts.last()
    assert newest
    assert (newest.variant, newest.edition, newest.made_by) == (chosen.variant, 2, None)


def test_how_many_papers_are_outdated_takes_the_same_queries_for_any_number(
    women: list[Pregnancy], people: People, today: date, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    printouts.make_left(today=today)
    with django_assert_num_queries(3):
        assert printouts.outdated(printouts.latest(people.nadia.team), today) == []
