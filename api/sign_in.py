"""Signing in: email address and password give a token; wrong tries are counted by account, never by building."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.auth import authenticate
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.authtoken.models import Token
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle, SimpleRateThrottle

from .base import Api
from .fields import Body, Text, clean
from .tokens import token_of, until


class SignIn(Body):
    """What signs a person in."""

    email = Text(max_length=254, help_text="Your email address.")
    password = Text(max_length=1000, trim_whitespace=False, help_text="Your password.", write_only=True)


class TokenSerializer(serializers.Serializer[Token]):
    """What to send with every other request: the header “Authorization: Token …”."""

    token = serializers.CharField(source="key")
    expires = serializers.SerializerMethodField(help_text="From then on it is no longer good: sign in again before.")

    def get_expires(self, token: Any) -> datetime:
        """When it ends."""
        return until(token)


class WrongPair(AuthenticationFailed):
    """Told alike for a wrong password, an unknown address and an account that is switched off."""

    default_detail = "This email address and password do not go together. Check both and try again."


class Tries(SimpleRateThrottle):
    """Five tries in five minutes for one account; a right one clears the count."""

    rate = "5/5m"
    scope = "sign_in"

    def parse_rate(self, rate: str | None) -> tuple[int, int]:
        """Five, and 300 seconds."""
        return 5, 300

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        """By email address, in capitals: as a database compares addresses when it passes over case."""
        email = request.data.get("email") if isinstance(request.data, dict) else None
        if not isinstance(email, str):
            return None
        ident = sha256(email.strip().upper().encode(errors="replace")).hexdigest()
        return self.cache_format % {"scope": self.scope, "ident": ident}

    def forget(self, request: Request, view: Any) -> None:
        """Start counting afresh."""
        if key := self.get_cache_key(request, view):
            self.cache.delete(key)


class Tokens(Api):
    """A token stands for a person until it is taken back."""

    def get_authenticators(self) -> list[BaseAuthentication]:
        """To sign in, nobody need be signed in; an old token in the way does no harm."""
        return [] if self._signs_in() else super().get_authenticators()

    def get_authenticate_header(self, request: Request) -> str:
        """A wrong password is answered by 401, as a wrong token is."""
        return "Token"

    def get_permissions(self) -> Sequence[Any]:
        """Anybody may try."""
        return [AllowAny()] if self._signs_in() else super().get_permissions()

    def get_throttles(self) -> list[BaseThrottle]:
        """Only tries to sign in are counted."""
        return [Tries()] if self._signs_in() else []

    def _signs_in(self) -> bool:
        return bool(self.request) and self.request.method == "POST"

    @extend_schema(
        operation_id="token_create", summary="Sign in", request=SignIn, responses={200: TokenSerializer}, auth=[],
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        """Sign in with email address and password. Five tries in five minutes for one address.

        The token is good until `expires`; signing in before then gives the same one, later a new one.
        """
        user = authenticate(request._request, **clean(SignIn, request))
        if user is None:
            raise WrongPair
        Tries().forget(request, self)
        return Response(TokenSerializer(token_of(user)).data)

    @extend_schema(
        operation_id="token_destroy", summary="Take the token back", request=None,
        responses={204: OpenApiResponse(description="The token is no longer good.")},
    )  # fmt: skip
    def delete(self, request: Request) -> Response:
        """Take your token back; whoever holds it can do nothing more with it."""
        Token.objects.filter(user=self.user).delete()
        return Response(status=204)
