"""Makes the README's pictures afresh: a demonstration of its own, a real browser, and her printed plan as a picture."""

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from .telling import step

HOME = Path(__file__).resolve().parent.parent
PICTURES = HOME / "docs" / "pictures"
PATIENCE = 120  # seconds until the demonstration answers
WIDE, PHONE = ViewportSize(width=1280, height=820), ViewportSize(width=390, height=820)
STORY = "Bronagh Example"  # whose support falls away after the birth: stories/, seed 001


@contextmanager
def demonstration(var: Path) -> Iterator[str]:
    """The whole house with demonstration data; gives its address."""
    environment = os.environ | {"ALONGSIDE_VAR": str(var)}
    command = [sys.executable, "manage.py", "start", "--port", "8600"]
    with (var / "told").open("w") as told, subprocess.Popen(command, cwd=HOME, env=environment, stdout=told) as house:
        try:
            yield address_in(var / "told")
        finally:
            house.terminate()


def address_in(told: Path) -> str:
    """The address that the start prints, once it answers."""
    for _ in range(PATIENCE):
        time.sleep(1)
        if found := re.search(r"http://[\w.:]+", told.read_text()):
            with urllib.request.urlopen(f"{found[0]}/healthz", timeout=10):  # noqa: S310 – our own address
                return found[0]
    raise SystemExit("The demonstration did not start; run `make run` to see why.")


def sign_in(page: Page, home: str) -> None:
    """As Asha, who is a liaison midwife."""
    page.goto(f"{home}/sign-in/?next=/")
    page.fill("input[name=login]", "asha@example.test")
    page.fill("input[name=password]", "alongside demo")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Today')")


def take(home: str) -> None:
    """Today, a week strip, a phone, and the printed plan."""
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=WIDE)
        sign_in(page, home)
        page.screenshot(path=PICTURES / "today.png")
        page.goto(f"{home}/women/?name={STORY.replace(' ', '+')}")
        page.click(f"th a:has-text('{STORY.split()[0]}')")
        page.wait_for_selector("#strip-title")
        page.locator("section:has(> #strip-title)").screenshot(path=PICTURES / "week-strip.png")
        her = page.url
        plan = page.request.get(f"{her}plan.pdf").body()
        page.set_viewport_size(PHONE)
        page.goto(her)
        page.screenshot(path=PICTURES / "her-page-phone.png")
        browser.close()
    picture_of(plan)


def picture_of(plan: bytes) -> None:
    """The first page of a PDF, as a picture."""
    command = ["pdftoppm", "-r", "75", "-png", "-singlefile", "-", str(PICTURES / "printed-plan")]
    subprocess.run(command, input=plan, check=True)


def main() -> None:
    """All pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    doing = f"Making the pictures in {PICTURES.relative_to(HOME)}"
    with step(doing), tempfile.TemporaryDirectory() as var, demonstration(Path(var)) as home:
        take(home)


if __name__ == "__main__":
    main()
