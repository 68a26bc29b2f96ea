"""The rule that CONTRIBUTING.md adds as its example is a whole one: it lints, and it judges."""

import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from pathway.rules.known import Case

from .women import BOOKED, WEEK, run, support, woman


def example(root: Path) -> str:
    """The rule's file, as written there."""
    found = re.search(r"```python\n(.*?)```", (root / "CONTRIBUTING.md").read_text(), re.DOTALL)
    assert found
    return re.sub(r"(?m)^ {3}", "", found[1]).rstrip() + "\n"


def test_the_example_of_a_new_rule_speaks_of_three_short_visits(root: Path) -> None:
    module = ModuleType("pathway.rules.example_in_contributing")
    module.__package__ = "pathway.rules"
    sys.modules[module.__name__] = module  # a rule finds its sentence in its own file
    try:
        exec(compile(example(root), "CONTRIBUTING.md", "exec"), module.__dict__)  # noqa: S102 - our own file
        rule = module.RULE
        visits = run(BOOKED, BOOKED + 2 * WEEK, minutes=14)
        said = []
        for contacts in (visits, visits[:2]):
            case = Case(woman(supports=(support(),), contacts=contacts), (BOOKED + 3 * WEEK).toordinal())
            said.append([finding.sentence for finding in rule.judge(case, rule.thresholds(3, 15)).findings])
        assert [len(sentences) for sentences in said] == [1, 0]
        assert "each shorter than 15 minutes" in said[0][0]
        assert rule.sentence.startswith("A service's visits have become so short")
    finally:
        del sys.modules[module.__name__]


def test_the_example_of_a_new_rule_has_nothing_to_lint(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--stdin-filename", "pathway/rules/visits_too_short.py", "-"],
        input=example(root), cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
