"""What every test may ask for."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from pytest_django import Settings

from .people import People
from .people import people as make_people

# How many random pathways are tried: a few hundred, always the same ones; thousands of new ones in the nightly profile.
SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "quick", max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile("nightly", max_examples=5000, deadline=None, suppress_health_check=SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True)
def plain_static_files(settings: Settings) -> None:
    """Static files without a manifest, so that no test needs collectstatic."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Argon2 is slow on purpose; tests that sign many people in need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def today() -> date:
    """The day as the pages know it."""
    return timezone.localdate()


@pytest.fixture
def people(db: None, today: date) -> People:
    """Asha, Ben, Carol and the others, and one woman."""
    return make_people(today)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent
