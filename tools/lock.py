"""Writes the locks: exact versions and hashes for Python 3.11 and newer, with no address of any package index."""

import subprocess

from tools import packages
from tools.telling import step, stop

OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-strip-markers", "--quiet")
PLAIN = ("--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-config")
SOURCES = {
    "requirements.lock": ("requirements.txt",),
    "requirements-dev.lock": ("requirements-dev.txt", "--constraints", "requirements.lock"),
    "tools/uv.lock": ("tools/uv.txt",),
    "tools/node.lock": ("tools/node.txt",),
}


def main() -> None:
    """Write every lock, the ones for running first, so that tests run on the same versions."""
    uv = packages.find_uv()
    if not uv:
        stop("The locks are made with uv, and none could be had.")
    for lock, source in SOURCES.items():
        with step(f"Resolving {lock}"):
            words = [uv, "pip", "compile", *OPTIONS, *PLAIN, *source, "--output-file", lock]
            subprocess.run(words, cwd=packages.ROOT, check=True)


if __name__ == "__main__":
    main()
