"""The tests of tables, writes, facts and the clock once more, on a real PostgreSQL that is started for them."""

import os
import subprocess
import sys

from bench.databases import postgresql, postgresql_programs

WHERE_DATABASES_DIFFER = (
    "tests/models",
    "tests/actions",
    "tests/tasks",
    "tests/test_facts.py",
    "tests/pages/test_services.py",
)


def main() -> int:
    """Run them; one line where PostgreSQL is not installed."""
    programs = postgresql_programs()
    if programs is None:
        print("PostgreSQL is not installed, so its tests are left out. Install the package postgresql to run them.")
        return 0
    with postgresql(programs) as address:
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile", *WHERE_DATABASES_DIFFER]
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
