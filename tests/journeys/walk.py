"""A person at a browser: what they do in the words of a page, and what is watched on every page they pass."""

import io
import os
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response, Route, expect
from pypdf import PdfReader

from pathway.models import User
from tests.pages.test_every_page import Page as Structure

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MOST_TABS = 150
PATIENCE = 30_000  # milliseconds; a machine may have much else to do
ERROR = 400
CONFLICT = 409
LEADS_AWAY = """it => {
  const button = it.closest("button, input[type=submit]");
  if (button) return button.type === "submit" && button.form && (button.form.noValidate || button.form.checkValidity());
  const link = it.closest("a[href]");
  return Boolean(link) && !link.download && !link.getAttribute("href").startsWith("#");
}"""
"""Whether another page comes of a click, as the page is marked up."""
PICTURES = os.environ.get("JOURNEY_PICTURES")
"""A folder for a picture of every page looked at; none are taken without it."""


@dataclass
class Walk:
    """One person's browser; `wrong` collects whatever no journey should meet."""

    page: Page
    home: str
    script: bool = True
    wrong: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)

    @classmethod
    def begin(
        cls, browser: Browser, home: str, user: User | None = None, *, size: dict[str, int] | None = None,
        script: bool = True,
    ) -> "Walk":  # fmt: skip
        """A browser of their own, in which the user, if any, has signed in; one that runs no script, if so asked for."""
        viewport: Any = size or DESK
        context: BrowserContext = browser.new_context(
            viewport=viewport, locale="en-GB", accept_downloads=True, java_script_enabled=script
        )
        context.set_default_timeout(PATIENCE)
        if user:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(user), "url": home}])
        walk = cls(context.new_page(), home, script)
        context.route(lambda url: not url.startswith(home), walk.stay_here)
        context.on("request", walk.see_request)
        context.on("response", walk.see_response)
        context.on("console", walk.see_console)
        context.on("weberror", lambda error: walk.wrong.append(f"script: {error.error}"))
        return walk

    def stay_here(self, route: Route) -> None:
        """Nothing is fetched from anywhere else."""
        route.abort()

    def see_request(self, request: Request) -> None:
        """Every request goes to the server of this journey."""
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.wrong.append(f"asked elsewhere: {request.url}")

    def see_response(self, response: Response) -> None:
        """No answer is an error, unless the journey says that it expects it."""
        if response.status >= ERROR and response.status not in self.expected:
            self.wrong.append(f"{response.status} for {response.url}")

    def see_console(self, message: ConsoleMessage) -> None:
        """The browser complains of nothing; errors of the server are seen by their answers."""
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.wrong.append(f"console: {message.text}")

    def end(self) -> None:
        """Close the browser; fails if anything went wrong on the way."""
        self.page.context.close()
        assert self.wrong == []

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(self.home + path)

    def look(self, name: str, heading: str) -> None:
        """Look at the page of this heading as it stands: open to everybody, and no wider than the screen."""
        self.page.get_by_role("heading", name=heading).first.wait_for()
        self.page.wait_for_load_state()
        left = self.faults()
        if PICTURES:  # afterwards: to take one puts a style on every field
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        assert not left, f"{name}: {left}"
        width = self.page.viewport_size["width"]  # type: ignore[index]
        assert self.page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than the screen"

    def faults(self) -> list[tuple[str, str]]:
        """What axe finds; where no script runs, and so none of axe's, what a reader of the page itself does."""
        if not self.script:
            return [("structure", fault) for fault in Structure(self.page.content()).faults()]
        options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
        faults = Axe().run(self.page, options=options).response["violations"]
        found = [(fault["id"], node["html"]) for fault in faults for node in fault["nodes"]]
        return [(rule, html) for rule, html in found if not is_the_design_systems_own(rule, html)]

    def press(self, name: str, role: str = "button") -> None:
        """Press the one button, or follow the one link, of this name."""
        self.click(self.page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]

    def click(self, it: Locator) -> None:
        """Click on something, and wait for the page that comes of it, if one does."""
        with self.led_on_by(it):
            it.click()

    def enter(self, it: Locator) -> None:
        """The same by keyboard alone: Tab to it, then Enter."""
        self.tab_to(it)
        with self.led_on_by(it):
            self.page.keyboard.press("Enter")

    def led_on_by(self, it: Locator) -> AbstractContextManager[Any]:
        """Waits for the page that comes of it: what is looked for next could else be found on the page before."""
        return self.page.expect_navigation() if it.evaluate(LEADS_AWAY) else nullcontext()

    def follow(self, name: str) -> None:
        """Follow a link."""
        self.press(name, "link")

    def write(self, label: str, text: str) -> None:
        """Type into a field."""
        self.field(label).fill(text)

    def field(self, label: str) -> Locator:
        """A field by its label, whether or not it says that it may stay empty."""
        fields = self.page.get_by_label
        return fields(label, exact=True).or_(fields(f"{label} (optional)", exact=True))

    def choose(self, legend: str, choice: str) -> None:
        """Choose one of a group of radios."""
        self.group(legend).get_by_label(choice, exact=True).check()

    def group(self, legend: str) -> Locator:
        """The fields under a legend."""
        return self.page.get_by_role("group", name=legend, exact=False)

    def give_day(self, legend: str, day: date) -> None:
        """Type a date into its three boxes."""
        for box, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.group(legend).get_by_label(box, exact=True).fill(str(number))

    def typed_day(self, legend: str) -> tuple[str, ...]:
        """What stands in a date's three boxes."""
        return tuple(self.group(legend).get_by_label(box, exact=True).input_value() for box in ("Day", "Month", "Year"))

    def tab_to(self, target: Locator) -> None:
        """Reach something with the Tab key alone."""
        for _ in range(MOST_TABS):
            if target.evaluate("it => it === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the Tab key does not lead to {target}")

    def reads(self, *sentences: str) -> None:
        """Each of these can be read on the page."""
        for sentence in sentences:
            self.page.get_by_text(sentence).first.wait_for()

    def text(self) -> str:
        """All that can be read on the page."""
        return self.page.locator("body").inner_text()

    def problems(self) -> list[str]:
        """The sentences of the error summary, which has the focus where a script can give it."""
        summary = self.page.locator(".nhsuk-error-summary")
        if self.script:
            expect(summary).to_be_focused()
        return summary.locator("li").all_inner_texts()

    def save_pdf(self, link: str) -> str:
        """Save what a link leads to, rather than open it in the browser's own reader; the text of the PDF."""
        it = self.page.get_by_role("link", name=link, exact=True).first
        it.evaluate("it => it.download = ''")
        with self.page.expect_download() as coming:
            it.click()
        data = Path(coming.value.path()).read_bytes()
        if PICTURES:
            with suppress(OSError):
                (Path(PICTURES) / "plan.pdf").write_bytes(data)
        assert data.startswith(b"%PDF-")
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def is_the_design_systems_own(rule: str, html: str) -> bool:
    """The NHS design system's script says of a radio whether the field it brings is open; screen readers do read it out."""
    return rule == "aria-allowed-attr" and "nhsuk-radios__input" in html and "aria-expanded" in html


def session_of(user: User) -> str:
    """A session in which this user has signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
