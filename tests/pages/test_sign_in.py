"""Signing in and out, the clock's line, hiding the screen, and what machines may ask."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from rest_framework.authtoken.models import Token

from pathway.models import Event, Heartbeat
from tests import factories as make
from tests.pages.conftest import Browser
from tests.people import People

PASSWORD = "a long enough password"


def try_password(client: Client, email: str, password: str) -> str:
    typed = {"login": email, "password": password}
    return client.post(reverse("account_login"), typed, follow=True).content.decode()


@pytest.mark.django_db
def test_the_right_password_leads_to_today(client: Client) -> None:
    user = make.a_user("Asha Midwife", PASSWORD)
    assert "No woman’s record is open to you today" in try_password(client, user.email, PASSWORD)
    assert client.session.get_expire_at_browser_close()


@pytest.mark.django_db
def test_a_wrong_password_is_said_plainly_and_the_address_is_kept(client: Client) -> None:
    user = make.a_user("Asha Midwife", PASSWORD)
    page = try_password(client, user.email, "another password")
    assert "do not go together" in page
    assert f'value="{user.email}"' in page
    assert "another password" not in page
    assert "<title>Error:" in page


@pytest.mark.django_db
def test_too_many_wrong_tries_lock_one_person_and_nobody_else(client: Client) -> None:
    user, other = make.a_user("Asha Midwife", PASSWORD), make.a_user("Ben Midwife", PASSWORD)
    for _ in range(5):
        try_password(client, user.email, "wrong")
    assert "Wait five minutes" in try_password(client, user.email, PASSWORD)
    assert "No woman’s record is open to you today" in try_password(client, other.email, PASSWORD)


@pytest.mark.django_db
def test_an_account_that_is_switched_off_does_not_get_in(client: Client) -> None:
    user = make.a_user("Asha Midwife", PASSWORD)
    user.is_active = False
    user.save()
    page = try_password(client, user.email, PASSWORD)
    assert "This account is switched off" in page
    assert client.get(reverse("today")).status_code == 302


def test_nobody_can_sign_themselves_up() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_ends_it(asha: Client) -> None:
    asha.post(reverse("account_logout"))
    assert asha.get(reverse("today")).status_code == 302


def test_every_page_says_when_the_clock_came_by(asha: Client) -> None:
    at = timezone.localtime(Heartbeat.objects.get(part="reassess").at)
    for name in ("today", "caseload", "pregnancy_book"):
        page = asha.get(reverse(name)).content.decode()
        assert f"Checked at {at:%H:%M}" in page
        assert "The clock has stopped" not in page


def test_every_page_says_plainly_that_the_clock_has_stopped(people: People, as_: Browser) -> None:
    ben = as_(people.ben)
    assert "Nothing has been checked yet." in ben.get(reverse("today")).content.decode()
    for minutes, stopped in ((151, True), (149, False)):
        at = timezone.now() - timedelta(minutes=minutes)
        Heartbeat.objects.update_or_create(part="reassess", defaults={"at": at})
        for name in ("today", "caseload", "pregnancy_book"):
            page = ben.get(reverse(name)).content.decode()
            assert ("The clock has stopped" in page) is stopped
            assert (f"Nothing has been checked since {timezone.localtime(at):%H:%M}" in page) is stopped


@pytest.mark.django_db
def test_health_is_open_and_tells_nothing_about_anybody(client: Client, people: People) -> None:
    answer = client.get(reverse("healthz")).json()
    assert answer == {"database": "answers", "seconds_since_clock": None}
    Heartbeat.objects.create(part="reassess", at=timezone.now() - timedelta(seconds=90))
    assert 90 <= client.get(reverse("healthz")).json()["seconds_since_clock"] < 120


@pytest.mark.django_db
def test_the_blank_page_names_nothing(client: Client) -> None:
    assert "Alongside" not in client.get(reverse("blank")).content.decode()


def test_an_address_that_does_not_exist_is_answered_kindly(asha: Client) -> None:
    response = asha.get("/women/424242/")
    assert response.status_code == 404
    assert "There is nothing here for you to see" in response.content.decode()


def test_no_page_holds_script_or_style_of_its_own(asha: Client, people: People) -> None:
    for asked in (reverse("today"), reverse("pregnancy_show", args=[people.nadia.pk]), reverse("pregnancy_book")):
        response = asha.get(asked)
        page = response.content.decode()
        assert page.count("<script") == page.count('<script type="module" src=') == 1
        assert "<style" not in page
        assert " style=" not in page
        assert "unsafe" not in response.headers["Content-Security-Policy"]


NEW = "a purple kettle sings"


def change(client: Client, old: str, new: str, again: str | None = None) -> str:
    sent = {"old": old, "new": new, "again": new if again is None else again}
    return client.post(reverse("password_change"), sent, follow=True).content.decode()


@pytest.mark.django_db
def test_a_changed_password_holds_here_and_ends_every_other_sign_in_and_token(client: Client) -> None:
    user = make.a_user("Asha Midwife", PASSWORD)
    elsewhere = Client()
    for browser in (client, elsewhere):
        try_password(browser, user.email, PASSWORD)
    Token.objects.create(user=user)
    assert "Your password is changed" in change(client, PASSWORD, NEW)
    assert client.get(reverse("today")).status_code == 200
    assert elsewhere.get(reverse("today")).status_code == 302
    assert not Token.objects.exists()
    assert "do not go together" in try_password(Client(), user.email, PASSWORD)
    assert "No woman’s record is open to you today" in try_password(Client(), user.email, NEW)
    event = Event.objects.get(verb="passwords.change")
    assert (event.by, event.changes) == (user, {"password": [None, "changed"]})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("not it", NEW, NEW, "This is not your password now."),
        (PASSWORD, NEW, "a purple kettle", "The two new passwords differ."),
        (PASSWORD, PASSWORD, PASSWORD, "This is your password already."),
        (PASSWORD, "short", "short", "This password is too short."),
        (PASSWORD, "password1234", "password1234", "This password is too common."),
        (PASSWORD, "", "", "Choose a new password."),
    ],
)
def test_a_password_that_cannot_be_changed_stays_and_is_never_sent_back(
    old: str, new: str, again: str, said: str, client: Client
) -> None:
    user = make.a_user("Asha Midwife", PASSWORD)
    try_password(client, user.email, PASSWORD)
    page = change(client, old, new, again)
    assert said in page
    assert "<title>Error:" in page
    assert f'value="{NEW}"' not in page
    assert PASSWORD not in page
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not Event.objects.filter(verb="passwords.change").exists()
