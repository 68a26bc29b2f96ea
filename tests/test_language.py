"""No word that hurts stands in anything a person reads: templates, and the words written in the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pathway.printing.language import Remark, check

CODE = ("pages", "api", "tasks", "pathway")
NOT_FOR_PEOPLE = {"migrations", "printing"}
"""Migrations repeat the models; printing holds the table itself, and its own tests check its wording."""
STORIES = "stories"


def templates(root: Path) -> list[Path]:
    """Every template of the product."""
    return sorted((root / "templates").rglob("*.*"))


def modules(root: Path) -> list[Path]:
    """Every file of code that holds words for people."""
    found = [path for folder in CODE for path in sorted((root / folder).rglob("*.py"))]
    return [path for path in found if not NOT_FOR_PEOPLE & set(path.parts)]


def words_in_template(text: str) -> str:
    """What a person reads of a template: no tags, no comments, no markup; quotes of attributes are no speech."""
    text = re.sub(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->|<(script|style).*?</\1>", " ", text, flags=re.DOTALL)
    said = re.findall(r"\"([^\"{}<>]*[a-z] [^\"{}<>]*)\"", text)
    return "\n".join([re.sub(r"{[{%].*?[%}]}|<[^>]*>", " ", text, flags=re.DOTALL), *said])


def words_in_code(text: str, *, docstrings: bool) -> Iterator[tuple[int, str]]:
    """The line and text of every string of two words or more."""
    tree = ast.parse(text)
    bodies = [node.body[:1] for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    passed_over = (
        [] if docstrings else [first.value for body in bodies for first in body if isinstance(first, ast.Expr)]
    )
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in passed_over]
    for node in texts:
        if isinstance(node.value, str) and re.search(r"\w\s+\w", node.value):
            yield node.lineno, node.value


def is_read_whole(path: Path) -> bool:
    """The rules' docstrings become docs/rules.md; elsewhere a docstring speaks of the program, to programmers."""
    return "rules" in path.parts


def told(path: Path, root: Path, line: int | str, remarks: list[Remark]) -> list[str]:
    """Each remark as a line that says what to mend."""
    return [
        f"{path.relative_to(root)}:{line}: “{each.term}”. {each.why}. Say instead: {each.instead}" for each in remarks
    ]


def test_no_template_hurts(root: Path) -> None:
    assert templates(root)
    found = [
        line for path in templates(root) for line in told(path, root, "", check(words_in_template(path.read_text())))
    ]
    assert found == []


def test_no_words_in_the_code_hurt(root: Path) -> None:
    assert len(modules(root)) > 20
    found = [
        line
        for path in modules(root)
        for number, text in words_in_code(path.read_text(), docstrings=is_read_whole(path))
        for line in told(path, root, number, check(text))
    ]
    assert found == []


def test_no_story_hurts(root: Path) -> None:
    paths = sorted((root / STORIES).rglob("*.yaml"))
    assert paths
    assert [line for path in paths for line in told(path, root, "", check(path.read_text()))] == []


@pytest.mark.parametrize(
    "text",
    [
        "<p>She failed to attend.</p>",
        '{% nhsuk "button" text="Record a DNA today" %}',
        "{% if x %}Non-compliant{% endif %} mum",
    ],
)
def test_the_templates_are_truly_read(text: str) -> None:
    assert len(check(words_in_template(text))) == 1


@pytest.mark.parametrize(("docstrings", "count"), [(False, 1), (True, 2)])
def test_the_code_is_truly_read(docstrings: bool, count: int) -> None:
    code = 'def f(x):\n    """A docstring on addicts."""\n    return f"{x} was non-compliant"'
    assert sum(len(check(text)) for _, text in words_in_code(code, docstrings=docstrings)) == count
