"""The forms that are used most, with the Tab key alone: every field in its order, where it can be seen, and out again."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tests.pages.conftest import as_, missed, visits
from tests.pages.test_every_page import address_of, administrator, keys
from tests.pages.test_scope import records
from tests.pages.wrong import other_records
from tests.people import People

from .conftest import Begin
from .walk import MOST_TABS, Walk

__all__ = ["administrator", "as_", "keys", "missed", "records", "visits"]

pytestmark = pytest.mark.journey
USED_MOST = (
    "contact_add",
    "contact_record",
    "contact_book",
    "support_promise",
    "plan_agree",
    "birth_record",
    "baby_apart",
    "meeting_book",
    "meeting_tell",
    "plan_give",
    "handover_offer",
)
FIELDS = """() => {
  const form = document.querySelector("main form[method=post]");
  const shown = [...form.elements].filter((it) => it.type !== "hidden" && it.tagName !== "FIELDSET" && it.checkVisibility());
  return [...new Set(shown.map((it) => it.name || it.textContent.trim()))];
}"""
HERE = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const drawn = it.matches("[type=radio], [type=checkbox]") ? getComputedStyle(it.labels[0], "::before") : getComputedStyle(it);
  const outlined = drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) && !drawn.outlineColor.endsWith(", 0)");
  const box = it.getBoundingClientRect();
  return {
    name: it.name || it.textContent.trim(),
    ours: Boolean(it.form) && it.form === document.querySelector("main form[method=post]"),
    marked: Boolean(outlined) || drawn.boxShadow !== "none",
    inView: box.bottom > 0 && box.top < innerHeight,
    place: [Math.round(box.top + scrollY), Math.round(box.left)],
  };
}"""


def stops(walk: Walk) -> list[dict[str, Any]]:
    """Where the Tab key leads, one after the other, from the top of the page until it leaves it."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST_TABS):
        walk.page.keyboard.press("Tab")
        here = walk.page.evaluate(HERE)
        if here is None or (found and here["name"] == found[0]["name"]):
            return found
        found.append(here)
    raise AssertionError(f"the Tab key never leaves {walk.page.url}: {[stop['name'] for stop in found[-5:]]}")


def faults(walk: Walk) -> list[str]:
    """What somebody without a mouse would miss on a form."""
    wanted = walk.page.evaluate(FIELDS)
    every = stops(walk)
    ours = [stop for stop in every if stop["ours"]]
    found = [f"no mark of the focus on {stop['name']}" for stop in every if not stop["marked"]]
    found += [f"out of view: {stop['name']}" for stop in every if not stop["inView"]]
    reached = list(dict.fromkeys(stop["name"] for stop in ours))
    found += [f"reached {reached} of {wanted}"] if reached != wanted or not wanted else []
    found += [
        f"{after['name']} stands above {before['name']}"
        for before, after in pairwise(ours)
        if after["place"][0] < before["place"][0] - 40 and after["place"][1] <= before["place"][1]
    ]
    return found


def test_the_tab_key_leads_through_every_form_that_is_used_most(
    begin: Begin, people: People, keys: dict[str, int], today: date
) -> None:
    others = other_records(people.nadia, today)
    walk = begin(people.asha)
    found: dict[str, list[str]] = {}
    for name in USED_MOST:
        walk.go(address_of(name, keys | others.get(name, {})))
        found[name] = faults(walk)
    assert {name: amiss for name, amiss in found.items() if amiss} == {}


def test_a_contact_is_recorded_put_right_and_saved_with_the_keyboard_alone(
    begin: Begin, people: People, visits: Any
) -> None:
    walk = begin(people.asha)
    keys = walk.page.keyboard
    walk.go(f"/women/{people.nadia.pk}/contact/")
    walk.enter(walk.page.get_by_role("button", name="Save", exact=True))
    assert walk.problems() == ["Choose which support it was.", "Choose what happened."]
    walk.enter(walk.page.get_by_role("link", name="Choose which support it was."))
    keys.press("Space")
    walk.tab_to(walk.page.get_by_label("It happened"))
    keys.press("ArrowDown")
    assert walk.page.get_by_label("The service cancelled").is_checked()
    keys.press("ArrowUp")
    walk.enter(walk.page.get_by_role("button", name="Save", exact=True))
    walk.page.locator("#recorded").wait_for()
    assert people.nadia.supports.filter(contacts__outcome="delivered").count() == 1
