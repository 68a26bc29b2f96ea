"""Signing in with email and password; nobody can sign themselves up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # the package has no types
    """Closed sign-up, and plain sentences where signing in does not work."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This email address and password do not go together. Check both and try again.",
        "too_many_login_attempts": (
            "There were too many wrong tries for this email address. Wait five minutes, then try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator only."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """The account has been switched off."""
        return render(request, "account/switched_off.html", status=403)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Signing in and out needs no message."""


class SignInForm(LoginForm):  # type: ignore[misc]
    """Email address and password, with sentences of our own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email, password = self.fields["login"], self.fields["password"]
        email.label, password.help_text = "Email address", ""
        email.error_messages |= {
            "required": "Give your email address.",
            "invalid": "Write your email address like name@example.nhs.uk.",
        }
        password.error_messages |= {"required": "Give your password."}
