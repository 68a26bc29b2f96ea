"""The virtual environment and the Python packages in it, exactly as the locks say."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import system
from tools.telling import step, stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "alongside-set-up"
UV_LOCK = ROOT / "tools" / "uv.lock"
ENVIRONMENT = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
if CERTIFICATES.exists():  # uv and npm bring their own, which will not do behind a hospital's proxy
    ENVIRONMENT = {"UV_SYSTEM_CERTS": "1", "NODE_EXTRA_CA_CERTS": str(CERTIFICATES), **ENVIRONMENT}
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}


def make_ready(kind: str) -> None:
    """Install the lock of this kind ("run" or "dev"), unless it is installed already."""
    kind = "dev" if read_stamp().startswith("dev ") else kind
    wanted = stamp_for(kind)
    if read_stamp() == wanted and python_works():
        return
    make_venv()
    uv = find_uv()
    count = sum(line[:1].isalnum() for line in LOCKS[kind].read_text().splitlines())
    with step(f"Installing {count} Python packages"):
        sync(LOCKS[kind], uv)
    STAMP.write_text(wanted)


def stamp_for(kind: str) -> str:
    """What the stamp says once this kind is installed; another lock or another Python makes another stamp."""
    version = sys.version.split()[0]
    return f"{kind} {version} {hashlib.sha256(LOCKS[kind].read_bytes()).hexdigest()}"


def read_stamp() -> str:
    """What was installed last, or nothing."""
    return STAMP.read_text() if STAMP.exists() else ""


def python_works() -> bool:
    """Whether the environment's own Python still starts, and is new enough."""
    probe = [str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return PYTHON.exists() and subprocess.run(probe, capture_output=True).returncode == 0


def make_venv() -> None:
    """Make .venv, or make it afresh when its Python has gone."""
    if python_works():
        return
    if not system.venv_works():
        system.give_venv_module()
    with step("Making the virtual environment .venv"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def find_uv() -> str:
    """The path of uv, a much faster installer than pip: the machine's own, or one fetched for us, or nothing."""
    fetched = VENV / "installer"
    for candidate in (shutil.which("uv"), str(fetched / "bin" / "uv")):
        if candidate and runs(candidate, "--version"):
            return candidate
    fetch = ("-m", "pip", "install", "--quiet", "--require-hashes", "--target", str(fetched), "-r", str(UV_LOCK))
    return str(fetched / "bin" / "uv") if runs(str(PYTHON), *fetch) else ""


def runs(*command: str) -> bool:
    """Whether a command exists and succeeds."""
    try:
        return subprocess.run(command, env=ENVIRONMENT, capture_output=True).returncode == 0
    except OSError:
        return False


def sync(lock: Path, uv: str) -> None:
    """Make the environment hold the lock's packages, each with the hash that the lock gives."""
    with_uv = [uv, "pip", "sync", "--require-hashes", "--quiet", "--python", str(PYTHON), str(lock)]
    if uv and subprocess.run(with_uv, env=ENVIRONMENT).returncode == 0:
        return
    with_pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--require-hashes", "--no-deps", "-r", str(lock)]
    print("  with pip, which takes about half a minute")
    if subprocess.run(with_pip, env=ENVIRONMENT).returncode:
        stop("The Python packages could not be installed. The lines above say why; is the network there?")


def install_beside(folder: Path, lock: Path) -> bool:
    """Install a lock's packages into a folder of their own. Returns whether that worked."""
    target = ("--quiet", "--require-hashes", "--target", str(folder), "-r", str(lock))
    if (uv := find_uv()) and runs(uv, "pip", "install", "--python", str(PYTHON), *target):
        return True
    return runs(str(PYTHON), "-m", "pip", "install", *target)
