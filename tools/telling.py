"""What set-up says: one line before each long step, how long it took if it was long, and nothing when all is done."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

NOTICEABLE = 2  # seconds


@contextmanager
def step(doing: str) -> Iterator[None]:
    """Say what is being done and, when it is done, how many seconds it took if that was noticeable."""
    print(f"{doing} …", flush=True)
    started = time.monotonic()
    yield
    if (seconds := time.monotonic() - started) > NOTICEABLE:
        print(f"  done in {seconds:.0f} s", flush=True)


def stop(sentence: str) -> NoReturn:
    """End set-up with one sentence that says what to mend."""
    print(sentence, file=sys.stderr)
    raise SystemExit(1)
