"""Stories into the database: the clock then finds, on every day, exactly what the replay finds."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from pathway import facts, loading, packs, stories
from pathway.actions import flags
from pathway.models import Event, Flag, Mother, Pregnancy, Trust, Worker
from pathway.places import TRUST, Place
from pathway.rules.facts import Pathway
from pathway.stories import Story

FOLDER = Path(__file__).resolve().parent.parent / "stories"
FILES = sorted(FOLDER.rglob("*.yaml"))
ENGLAND = packs.load("england")
pytestmark = pytest.mark.django_db


def name(file: Path) -> str:
    """A test's name for a story."""
    return file.stem


def the_story(file: Path) -> Story:
    """The story in a file that has no fault."""
    story = stories.read(file)
    assert isinstance(story, Story), story
    return story


def open_flags(pregnancy: Pregnancy) -> set[str]:
    """What is flagged now."""
    return {str(flag) for flag in pregnancy.flags.open()}


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_facts_are_the_storys_own_and_a_sweep_opens_what_the_replay_gives(file: Path) -> None:
    story = the_story(file)
    pregnancy = loading.load(loading.life_of(story))
    loaded = with_names(facts.load([pregnancy.pk])[pregnancy.pk])
    for field in ("booked", "due", "born", "conference_needed", "needs", "leads", "requests", "answers", "versions",
                  "meetings", "supports", "contacts"):  # fmt: skip
        assert bare(loaded, field) == bare(story.pathway, field), field
    assert open_flags(pregnancy) == set(), "the judging is the clock's"
    for day in sorted({check.day for check in story.checks}):
        flags.sweep(today=day)
        assert open_flags(pregnancy) == stories.open_on(story, day, ENGLAND), f"{story.title} on {day}"


def with_names(pathway: Pathway) -> Pathway:
    """The same facts with workers called by name, as stories call them."""
    names = {str(pk): name for pk, name in Worker.objects.values_list("pk", "name")}
    return pathway._replace(
        contacts=tuple(row._replace(worker=names.get(row.worker or "")) for row in pathway.contacts)
    )


def bare(pathway: Pathway, field: str) -> object:
    """One kind of facts without the references to rows, in a settled order."""
    value = getattr(pathway, field)
    return sorted(repr(row._replace(ref="")) for row in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    "stem", ["baby_with_foster_carers", "conference_after_the_birth", "handed_over_and_nobody_came"]
)
def test_a_life_recorded_day_by_day_has_the_same_flags(stem: str) -> None:
    story = the_story(FOLDER / f"{stem}.yaml")
    life = loading.Loading(loading.life_of(story), Place.named())
    steps = life.steps()
    checked = {check.day for check in story.checks}
    for day in sorted({step.day for step in steps} | checked):
        for step in (step for step in steps if step.day == day):
            step.act()
        flags.sweep(today=day)
        assert open_flags(life.pregnancy) == stories.open_on(story, day, ENGLAND), f"{story.title} on {day}"


def test_the_command_says_what_it_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_stories", str(FOLDER / "many_faces.yaml"), str(FOLDER / "everything_kept.yaml"))
    said = capsys.readouterr().out
    assert "Tamika Example" in said
    assert "Grace Example" in said
    assert Pregnancy.objects.count() == 2
    assert Trust.objects.get().name == TRUST


def test_a_story_is_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_stories", str(FOLDER / "many_faces.yaml"))
    call_command("load_stories", str(FOLDER / "many_faces.yaml"))
    assert "is there already" in capsys.readouterr().out
    assert Mother.objects.count() == 1


def test_a_trust_can_be_named() -> None:
    call_command("load_stories", str(FOLDER / "many_faces.yaml"), "--trust", "Example Valley Trust")
    assert Pregnancy.objects.get().team.service.trust.name == "Example Valley Trust"


def test_one_malformed_story_keeps_all_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "a.yaml", tmp_path / "b.yaml"
    good.write_text((FOLDER / "many_faces.yaml").read_text())
    bad.write_text("title: No woman\nwomen: {name: Asha Example}\n")
    with pytest.raises(SystemExit) as stop:
        call_command("load_stories", str(tmp_path))
    assert stop.value.code == 2
    loaded = capsys.readouterr()
    with pytest.raises(SystemExit):
        call_command("stories", str(tmp_path))
    replayed = capsys.readouterr()
    faults = [line for line in (loaded.err + loaded.out).splitlines() if "b.yaml" in line]
    assert len(faults) > 1
    assert all(fault in replayed.err + replayed.out for fault in faults)
    assert not Pregnancy.objects.exists()
    assert not Trust.objects.exists()


def test_a_story_that_the_actions_turn_down_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (FOLDER / "many_faces.yaml").read_text().replace("due: 2025-07-07", "due: 2026-07-07")
    (tmp_path / "late.yaml").write_text(text)
    with pytest.raises(SystemExit) as stop:
        call_command("load_stories", str(tmp_path / "late.yaml"))
    assert stop.value.code == 2
    assert "more than 40 weeks after the booking" in capsys.readouterr().err
    assert not Mother.objects.exists()


def test_every_step_is_recorded_as_an_event() -> None:
    pregnancy = loading.load(loading.life_of(the_story(FOLDER / "many_faces.yaml")))
    verbs = set(Event.objects.filter(pregnancy=pregnancy).values_list("verb", flat=True))
    assert {"pregnancies.book", "plans.promise", "contacts.book", "contacts.record", "plans.agree"} <= verbs


def test_flags_open_on_the_day_that_the_clock_comes_by() -> None:
    loading.load(loading.life_of(the_story(FOLDER / "many_faces.yaml")))
    flags.sweep(today=date(2025, 7, 1))
    assert Flag.objects.get().opened == date(2025, 7, 1)
