"""Signing in with email and password; nobody can sign themselves up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from pathway.actions import passwords

from .forms import PageForm, show
from .pages import form_page
from .seeing import Request


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


def password(label: str, needed: str, *, hint: str = "", autocomplete: str) -> Any:
    """A password, kept to the letter and never sent back."""
    field = forms.CharField(
        label=label, help_text=hint, strip=False, max_length=200, widget=forms.PasswordInput,
        error_messages={"required": needed, "max_length": f"{label}: shorten this to 200 characters."},
    )  # fmt: skip
    return show(field, autocomplete=autocomplete)


class PasswordForm(PageForm):
    """The password that holds now, and another one twice."""

    old = password("Your password now", "Give your password.", autocomplete="current-password")
    new = password(
        "New password", "Choose a new password.", autocomplete="new-password",
        hint="At least 8 characters. Three words that only you would put together are easy to remember.",
    )  # fmt: skip
    again = password("The new password once more", "Write the new password once more.", autocomplete="new-password")


def password_change(request: Request) -> HttpResponse:
    """Change one's own password."""
    form = PasswordForm.of(request)
    if form.carry_out(passwords.change, user=request.user):
        update_session_auth_hash(request, request.user)
        messages.success(
            request, "Your password is changed. Wherever else you were signed in, you have to sign in again."
        )
        return redirect("today")
    return form_page(request, form, "Change your password", back=reverse("keys"))
