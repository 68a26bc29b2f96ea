"""A person's own password: changed by nobody but themselves, with the old one at hand."""

from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ..models import User
from .base import Problem, record_event


@transaction.atomic
def change(*, user: User, old: str, new: str, again: str) -> User:
    """Another password from now on; whoever is signed in elsewhere, or holds a token, has to sign in again.

    The log keeps that it was changed, and nothing of either password.
    """
    if not user.check_password(old):
        raise Problem("This is not your password now. Check it and try again.", "old")
    if new != again:
        raise Problem("The two new passwords differ. Write the same one twice.", "again")
    if new == old:
        raise Problem("This is your password already. Choose another one.", "new")
    try:
        validate_password(new, user)
    except ValidationError as refused:
        raise Problem(" ".join(refused.messages), "new") from None
    user.set_password(new)
    user.save(update_fields=["password"])
    apps.get_model("authtoken", "Token")._base_manager.filter(user=user).delete()
    record_event("passwords.change", user, None, user, changes={"password": [None, "changed"]})
    return user
