"""Makes everything ready to run or test: system libraries, the virtual environment, the front-end packages."""

import sys

from tools import front_end, packages, system
from tools.telling import stop


def main(arguments: list[str]) -> None:
    """Set up to run, or with --dev to test as well."""
    if sentence := system.make_ready(system.TO_RUN):
        stop(sentence)
    packages.make_ready("dev" if "--dev" in arguments else "run")
    front_end.make_ready()
    if "--dev" in arguments and (sentence := system.make_ready(system.TO_TEST)):
        print(sentence)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        stop("Stopped. The next run goes on from here.")
