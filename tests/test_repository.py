"""The house keeps its own shape: what every file, table and action promises, checked for all of them."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from pathway.models import SEES, Information, Role
from pathway.models.sharing import Record

CODE = ("pathway", "pages", "api", "tasks", "tools")
ACTIONS = (
    "aims",
    "arrangements",
    "asks",
    "attendees",
    "assessments",
    "births",
    "confidences",
    "contacts",
    "exports",
    "flags",
    "handovers",
    "leaving",
    "losses",
    "meetings",
    "moves",
    "plans",
    "pregnancies",
    "printouts",
    "separations",
    "requests",
    "reviews",
    "services",
    "sharing",
    "tallies",
    "thresholds",
    "wording",
)
NOT_ABOUT_A_WOMAN = {
    "Sending",
    "Trust",
    "Service",
    "Team",
    "User",
    "Worker",
    "Heartbeat",
    "Tally",
    "Counted",
    "Threshold",
    "Reassessment",
    "PrintRun",
    "WordingReview",
}
ABOUT_HER_WITHOUT_PREGNANCY = {"Mother"}
KEPT_FOR_ADMINISTRATORS = {"Stumble"}


def python_files(root: Path) -> list[Path]:
    return [file for folder in CODE for file in (root / folder).rglob("*.py") if "migrations" not in file.parts]


def test_no_file_is_longer_than_300_lines(root: Path) -> None:
    files = [*python_files(root), *(root / "tests").rglob("*.py")]
    assert {str(file.relative_to(root)) for file in files if len(file.read_text().splitlines()) > 300} == set()


def test_nothing_listens_to_signals(root: Path) -> None:
    assert [str(file) for file in python_files(root) if "django.db.models.signals" in file.read_text()] == []


def test_folders_are_two_deep_at_most(root: Path) -> None:
    deep = [file.relative_to(root) for file in python_files(root)]
    allowed = ("pathway/management/commands/",)
    assert [str(file) for file in deep if len(file.parts) > 3 and not str(file).startswith(allowed)] == []


def test_every_table_belongs_to_exactly_one_class_of_information() -> None:
    tables = {model.__name__: model for model in apps.get_app_config("pathway").get_models()}
    about_her = tables.keys() - NOT_ABOUT_A_WOMAN - ABOUT_HER_WITHOUT_PREGNANCY - KEPT_FOR_ADMINISTRATORS
    assert all(issubclass(tables[name], Record) for name in about_her)
    for name in about_her:
        own = getattr(tables[name], "information", None)
        by_row = isinstance(own, models.query_utils.DeferredAttribute)
        assert by_row or own in Information.values, name


def test_the_table_of_roles_is_whole() -> None:
    assert set(SEES) == set(Role)
    assert all(classes <= set(Information) for classes in SEES.values())


def test_nobody_but_these_sees_safety_and_abuse() -> None:
    who = {role for role, classes in SEES.items() if Information.SAFETY in classes}
    assert who == {Role.LIAISON_MIDWIFE, Role.PERINATAL_SOCIAL_WORKER}


def test_rules_facts_cannot_reach_substances_or_safety_details(root: Path) -> None:
    tree = ast.parse((root / "pathway/facts.py").read_text())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert names.isdisjoint(
        {"SubstanceUse", "SubstanceTalk", "SafetyDetail", "HerPerson", "SafeContact", "Mother", "apps"}
    )
    assert not any("substance" in text or "safety_detail" in text for text in texts if "\n" not in text)


@pytest.mark.parametrize("noun", ACTIONS)
def test_actions_take_keywords_and_say_by_whom(noun: str) -> None:
    module = import_module(f"pathway.actions.{noun}")
    actions = [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and inspect.unwrap(function).__module__ == module.__name__
    ]
    assert actions
    for action in actions:
        if action.__name__ in {
            "checked_nhs_number",
            "sweep",
            "escalate",
            "count_due",
            "make_left",
            "note_fault",
            "left",
            "left_of",
            "unmade",
            "latest",
            "outdated",
            "done",
            "work_off",
            "start_where_packs_changed",
        }:
            continue
        parameters = inspect.signature(action).parameters
        assert "by" in parameters, action.__name__
        assert all(p.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD for p in parameters.values()), action.__name__


def test_every_action_is_atomic(root: Path) -> None:
    """Public functions that write carry @transaction.atomic, or hand straight on to one that does."""
    for noun in ACTIONS:
        tree = ast.parse((root / f"pathway/actions/{noun}.py").read_text())
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                calls = {
                    n.func.attr for n in ast.walk(node) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)
                }
                writes = calls & {"create", "save", "update", "bulk_create", "get_or_create"}
                atomic = any(ast.unparse(decorator) == "transaction.atomic" for decorator in node.decorator_list)
                assert atomic or not writes, f"{noun}.{node.name}"


def test_the_project_speaks_of_itself_alone(root: Path) -> None:
    """No paths of one machine in anything that is committed, and no addresses in the locks."""
    banned = ("/ro" + "ot/", "/ho" + "me/", "--index" + "-url")
    names = ("*.py", "*.md", "*.toml", "*.txt", "*.lock", "*.html", "*.yaml", "Makefile")
    files = [
        file
        for name in names
        for folder in (*CODE, "docs", "stories", "templates")
        for file in (root / folder).rglob(name)
    ]
    files += [file for name in names for file in root.glob(name)]
    found = {str(file.relative_to(root)): word for file in files for word in banned if word in file.read_text()}
    assert found == {}
    assert [
        lock.name for lock in root.glob("**/*.lock") if ".venv" not in lock.parts and "://" in lock.read_text()
    ] == []
