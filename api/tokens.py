"""A token stands for a person, for some days. Apart from the views, as REST framework reads this before it reads them."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from rest_framework.authentication import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed


class Expired(AuthenticationFailed):
    """A token whose days are over."""

    default_detail = "This token has expired. POST /api/token/ gives a new one."


class TokenUntil(TokenAuthentication):
    """A token that is good for some days; then whoever holds it signs in again."""

    def authenticate_credentials(self, key: str) -> tuple[Any, Any]:
        """Whose token it is, if its days are not over."""
        user, token = super().authenticate_credentials(key)
        if timezone.now() >= until(token):
            raise Expired
        return user, token


def until(token: Any) -> datetime:
    """When it ends."""
    return cast(datetime, token.created) + timedelta(days=settings.API_TOKEN_DAYS)


@transaction.atomic
def token_of(user: Any) -> Any:
    """The token of a person, or a new one where it has ended."""
    from rest_framework.authtoken.models import Token

    Token.objects.filter(user=user, created__lte=timezone.now() - timedelta(days=settings.API_TOKEN_DAYS)).delete()
    return Token.objects.get_or_create(user=user)[0]
