"""What tests of printing may ask for."""

import pytest

from .women import Place, a_place


@pytest.fixture
def place(db: None) -> Place:
    """A trust with its services."""
    return a_place()
