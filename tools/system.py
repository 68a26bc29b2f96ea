"""What comes from the operating system, libraries and programs: found, installed where that is allowed, else named."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.telling import step, stop

QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts")


@dataclass(frozen=True)
class Need:
    """Debian packages, what they are for, and how to see that they are there already."""

    packages: tuple[str, ...]
    purpose: str
    there: Callable[[], bool]


def loads(*names: str) -> bool:
    """Whether a shared library can be loaded under one of these names."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def pango_there() -> bool:
    """Whether WeasyPrint will find what it lays out text with."""
    pango = loads("libpango-1.0.so.0", "libpango-1.0.dylib")
    return pango and loads("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")


def font_there() -> bool:
    """Whether the machine has any font at all to print with."""
    return any(next(Path(folder).rglob("*.[to]t[fc]"), None) for folder in FONT_FOLDERS)


def program_there(*names: str) -> bool:
    """Whether one of these programs is installed."""
    return any(shutil.which(name) for name in names)


def postgres_there() -> bool:
    """Whether a PostgreSQL server can be started."""
    return program_there("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


TO_RUN = (
    Need(("libpango-1.0-0", "libpangoft2-1.0-0"), "to print plans", pango_there),
    Need(("fonts-dejavu-core",), "to print plans", font_there),
)
TO_TEST = (
    Need(("chromium",), "for journeys in a real browser", lambda: program_there("chromium", "google-chrome")),
    Need(("redis-server",), "to test against Redis", lambda: program_there("redis-server")),
    Need(("postgresql",), "to test against PostgreSQL", postgres_there),
    Need(("poppler-utils",), "to read PDFs back", lambda: program_there("pdftotext")),
)


def make_ready(needs: tuple[Need, ...]) -> str:
    """Install what is missing. Returns a sentence naming what still is, or nothing."""
    missing = [need for need in needs if not need.there()]
    if missing and (apt_get := allowed_apt_get()):
        install([package for need in missing for package in need.packages], apt_get)
        missing = [need for need in missing if not need.there()]
    if not missing:
        return ""
    purposes = ", ".join(dict.fromkeys(need.purpose for need in missing))
    packages = " ".join(package for need in missing for package in need.packages)
    return f"Missing from this machine {purposes}: sudo apt-get install {packages}"


def allowed_apt_get() -> list[str]:
    """The words that start apt-get here without asking for a password, or nothing where it may not be used."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return ["apt-get"]
    may = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"] if may else []


def install(packages: list[str], apt_get: list[str]) -> None:
    """Install Debian packages; whoever calls looks afterwards whether what was needed is there."""
    with step(f"Installing {' '.join(packages)} with apt-get; this can take a minute or two"):
        for words in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            done = subprocess.run([*apt_get, "-qq", *words], env=QUIET, capture_output=True, text=True, check=False)
            if done.returncode:
                print("  " + "\n  ".join(done.stderr.strip().splitlines()[-3:]))


def give_venv_module() -> None:
    """Make `python -m venv` work where the distribution has split it off."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if apt_get := allowed_apt_get():
        install([package], apt_get)
    if not venv_works():
        stop(f"This Python cannot make virtual environments: sudo apt-get install {package} (or python3-venv)")


def venv_works() -> bool:
    """Whether this Python can make a virtual environment with pip in it."""
    return subprocess.run([sys.executable, "-c", "import venv, ensurepip"], capture_output=True).returncode == 0
