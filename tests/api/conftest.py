"""Who calls the API, and how."""

from collections.abc import Callable

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from pathway.models import User

from ..people import People

SignedIn = Callable[[str], APIClient]


@pytest.fixture
def signed_in(people: People) -> SignedIn:
    """A client with a token of the person of this name; with "nobody", one without."""

    def client(name: str) -> APIClient:
        person: User | None = getattr(people, name, None)
        caller = APIClient()
        if person:
            caller.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.get_or_create(user=person)[0].key}")
        return caller

    return client


@pytest.fixture
def asha(signed_in: SignedIn) -> APIClient:
    """Asha, who is on the case."""
    return signed_in("asha")
