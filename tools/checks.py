"""Every check but the tests, each announced by a line; stops at the first that fails."""

import subprocess
import sys

CHECKS = {
    "Lint": ("-m", "ruff", "check", "--quiet", "."),
    "Layout": ("-m", "ruff", "format", "--check", "--quiet", "."),
    "Import contracts": ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"),
    "Types": ("-m", "mypy", "--no-error-summary"),
    "Missing migrations": ("manage.py", "makemigrations", "--check", "--dry-run"),
}


def main() -> int:
    """Run each check, and show what it printed only if it failed."""
    for name, words in CHECKS.items():
        print(f"{name} …", flush=True)
        done = subprocess.run([sys.executable, "-W", "error", *words], capture_output=True, text=True)
        if done.returncode:
            print(done.stdout + done.stderr, end="")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
