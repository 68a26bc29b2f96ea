"""Every form there is with something to mend, in a real browser, on a desk and on a phone: open to everybody."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pathway.actions import clock
from pathway.models import User
from tests.pages.conftest import Browser as As
from tests.pages.conftest import as_, missed, visits
from tests.pages.test_every_page import administrator, keys
from tests.pages.test_scope import records
from tests.pages.wrong import SAFETY, Open, every_form, typed
from tests.people import People

from .test_every_page import OF_THE_LAYOUT, faults_of
from .walk import DESK, PHONE, PICTURES, STANDARDS, Walk

__all__ = ["administrator", "as_", "keys", "missed", "records", "visits"]

pytestmark = pytest.mark.journey
STEPS = ("people/", "meeting/", "home/")
"""The other steps of the conversation hold the same fields."""
FILL_IN_AND_SEND = """([place, sent]) => {
  const form = document.forms[place];
  for (const one of form.elements) if (one.checked) one.checked = false;
  for (const [name, value] of Object.entries(sent)) {
    const found = form.elements[name];
    const one = found instanceof RadioNodeList ? found[0] : found;
    if (!one || one.type === "hidden" || one.tagName === "BUTTON") continue;
    if (one.tagName === "SELECT") one.add(new Option(value, value));
    one.value = value;
    if ("checked" in one) one.checked = true;
  }
  form.requestSubmit(form.querySelector("button:not([type=button])"));
}"""
SUMMARY = """() => {
  const summary = document.querySelector(".nhsuk-error-summary");
  if (!summary) return ["no summary"];
  const amiss = document.activeElement === summary ? [] : ["the summary has no focus"];
  for (const link of summary.querySelectorAll("a")) {
    link.click();
    const there = document.activeElement;
    if (there.id !== link.hash.slice(1)) amiss.push(`${link.hash} leads to ${there.tagName} #${there.id}`);
    else if (!there.checkVisibility({visibilityProperty: true})) amiss.push(`${link.hash} cannot be seen`);
  }
  return amiss;
}"""


def send(walk: Walk, one: Open, sent: dict[str, Any], *, again: bool = False) -> None:
    """Fill a form in and send it; or once more, as it has come back."""
    if not again:
        walk.go(one.page)
    if one.name == SAFETY and not again:
        walk.click(walk.page.locator("button[name=alone][value=yes]"))
    with walk.page.expect_navigation():
        walk.page.evaluate(FILL_IN_AND_SEND, [one.place, sent])


def look(walk: Walk, name: str) -> list[str]:
    """What is amiss at both widths."""
    page = walk.page
    faults = list(page.evaluate(SUMMARY)) + faults_of(page, {"type": "tag", "values": STANDARDS})
    picture(walk, f"{name}-desk")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    faults += [f"on a phone: {fault}" for fault in faults_of(page, {"type": "rule", "values": OF_THE_LAYOUT})]
    if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
        faults.append("wider than a phone")
    picture(walk, f"{name}-phone")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    return faults


def picture(walk: Walk, name: str) -> None:
    """A picture, if one is wanted."""
    if PICTURES:
        walk.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_axe_finds_nothing_on_any_form_with_something_to_mend(
    browser: Browser, live_server: LiveServer, people: People, administrator: User, keys: dict[str, int], as_: As,
    today: date,
) -> None:  # fmt: skip
    clock.beat(part="reassess")
    clients = [(user, as_(user)) for user in (people.asha, administrator, people.ben)]
    every = every_form(people.nadia, keys, today, clients, Client())
    found: dict[str, list[str]] = {}
    with ExitStack() as walks:
        by_user: dict[User | None, Walk] = {}
        for number, one in enumerate(every):
            if one.user not in by_user:
                by_user[one.user] = Walk.begin(browser, live_server.url, one.user)
                walks.callback(by_user[one.user].end)
            walk = by_user[one.user]
            if one.may_be("wrong") or (one.name == "conversation_step" and not one.page.endswith(STEPS)):
                continue
            send(walk, one, typed(one.form, "wrong", today))
            found[f"{one.name} {one.page}, wrong"] = look(walk, f"{number:03}-{one.name}")
            if not one.may_be("empty"):
                send(walk, one, typed(one.form, "empty", today), again=True)
                found[f"{one.name} {one.page}, empty"] = list(walk.page.evaluate(SUMMARY))
                picture(walk, f"{number:03}-{one.name}-empty")
    amiss = [f"{which}: {faults}" for which, faults in found.items() if faults]
    assert not amiss, "\n".join(amiss)
