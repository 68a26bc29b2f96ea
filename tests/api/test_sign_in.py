"""Signing in for a token, and giving it back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from pathway.models import User

PASSWORD = "correct horse battery staple"
ADDRESS = "/api/token/"


@pytest.fixture(autouse=True)
def fresh_count(db: None) -> Iterator[None]:
    """Tries are counted in the cache."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def kim() -> User:
    """Somebody with a password."""
    return User.objects.create_user("kim@example.test", PASSWORD, name="Kim Example")


def sign_in(email: str = "kim@example.test", password: str = PASSWORD, client: APIClient | None = None) -> Any:
    return (client or APIClient()).post(ADDRESS, {"email": email, "password": password}, format="json")


def test_a_token_opens_the_api_until_it_is_taken_back(kim: User) -> None:
    answer = sign_in()
    assert answer.status_code == 200
    client = APIClient(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    assert client.get("/api/flags/").status_code == 200
    assert client.delete(ADDRESS).status_code == 204
    assert client.get("/api/flags/").status_code == 401
    assert Token.objects.count() == 0


def test_signing_in_again_gives_the_same_token(kim: User) -> None:
    assert sign_in().json() == sign_in("KIM@example.test").json()


@pytest.mark.parametrize(("email", "password"), [
    ("kim@example.test", "wrong"), ("nobody@example.test", PASSWORD), ("kim@example.test", PASSWORD + " "), ("x", "x"),
])  # fmt: skip
def test_a_wrong_pair_is_told_alike_whoever_it_is(email: str, password: str, kim: User) -> None:
    answer = sign_in(email, password)
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Token"
    assert answer.json()["detail"].startswith("This email address and password do not go together.")
    assert Token.objects.count() == 0


def test_an_account_that_is_switched_off_gets_no_token_and_its_old_one_is_no_good(kim: User) -> None:
    client = APIClient(HTTP_AUTHORIZATION=f"Token {sign_in().json()['token']}")
    User.objects.update(is_active=False)
    assert sign_in().status_code == 401
    assert client.get("/api/flags/").status_code == 401


@pytest.mark.parametrize(("body", "field"), [
    ({}, "email"), ({"email": "kim@example.test"}, "password"), ({"email": 5, "password": "x"}, "email"),
    ({"email": "", "password": "x"}, "email"), ({"email": "a\x00b", "password": "x"}, "email"),
    ({"email": "a", "password": "x" * 1001}, "password"), ({"email": "a", "password": "x", "user": "a"}, "user"),
    ({"email": ["a"], "password": "x"}, "email"),
])  # fmt: skip
def test_what_cannot_be_an_account_is_told_by_field(body: dict[str, object], field: str) -> None:
    answer = APIClient().post(ADDRESS, body, format="json")
    assert answer.status_code == 400
    assert field in [error["field"] for error in answer.json()["errors"]]


def test_five_wrong_tries_close_one_account_and_no_other(kim: User) -> None:
    User.objects.create_user("sol@example.test", PASSWORD, name="Sol Example")
    assert [sign_in(password="wrong").status_code for _ in range(5)] == [401] * 5
    blocked = sign_in()
    assert (blocked.status_code, blocked["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(blocked["Retry-After"]) <= 300
    assert sign_in("KIM@Example.test ").status_code == 429
    assert sign_in("sol@example.test").status_code == 200


def test_a_right_try_clears_the_count(kim: User) -> None:
    for _ in range(3):
        assert [sign_in(password="wrong").status_code for _ in range(4)] == [401] * 4
        assert sign_in().status_code == 200


def test_an_old_token_is_not_in_the_way(kim: User) -> None:
    assert sign_in(client=APIClient(HTTP_AUTHORIZATION="Token nonsense")).status_code == 200


def test_nobody_takes_back_nothing() -> None:
    assert APIClient().delete(ADDRESS).status_code == 401
    assert APIClient().get(ADDRESS).status_code == 401


def test_a_token_ends_after_its_days_and_signing_in_gives_a_new_one(kim: User, settings: Any) -> None:
    first = sign_in().json()
    client = APIClient(HTTP_AUTHORIZATION=f"Token {first['token']}")
    almost = timezone.now() - timedelta(days=settings.API_TOKEN_DAYS) + timedelta(minutes=1)
    Token.objects.update(created=almost)
    assert client.get("/api/flags/").status_code == 200
    Token.objects.update(created=almost - timedelta(minutes=1))
    ended = client.get("/api/flags/")
    assert ended.status_code == 401
    assert ended.json()["detail"].startswith("This token has expired")
    second = sign_in().json()
    assert second["token"] != first["token"]
    assert datetime.fromisoformat(second["expires"]) > timezone.now()
    assert APIClient(HTTP_AUTHORIZATION=f"Token {second['token']}").get("/api/flags/").status_code == 200
