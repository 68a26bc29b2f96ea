"""What every view of the API shares: JSON in and out, the day read once, rows in scope, lists narrowed by what was asked."""

import json
from datetime import date
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar, cast

from django.db.models import Model, QuerySet
from django.utils import timezone
from rest_framework import mixins, viewsets
from rest_framework.exceptions import APIException, NotFound, ParseError, ValidationError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from pathway.models import User

from .fields import Key, Query

Row = TypeVar("Row", bound=Model)
LARGEST_PAGE = 200


class Json(JSONParser):
    """JSON is UTF-8, whatever the header says of its characters; however deep it is, it is read or refused."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """The value; ParseError says where the JSON breaks."""
        try:
            return json.loads(stream.read().decode(), parse_constant=_not_json, object_pairs_hook=_each_once)
        except json.JSONDecodeError as fault:
            where = f"line {fault.lineno}, column {fault.colno}"
            raise ParseError(f"This is not JSON: {fault.msg} at {where}.") from fault
        except RecursionError as fault:
            raise ParseError("This JSON is nested too deeply. Send one plain object.") from fault
        except ValueError as fault:
            raise ParseError("This is not JSON in UTF-8. Check its characters and numbers.") from fault


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; no name twice in it, as nobody could say which one counts."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ParseError("A name stands twice in one object. Send each once.")
    return found


def _not_json(constant: str) -> NoReturn:
    raise ValueError(constant)


class LengthRequired(APIException):
    """A body that comes in chunks."""

    status_code = HTTPStatus.LENGTH_REQUIRED
    default_detail = "Say how long the body is, in the header Content-Length, and do not send it in chunks."


class Api(APIView):
    """A view that reads the clock once, takes JSON and gives JSON."""

    parser_classes = [Json]
    metadata_class = None
    sent_as: dict[str, str] = {}
    """An action's argument: the field in which it was sent, where the two differ."""
    today: date

    @property
    def user(self) -> User:
        """Who asks; permissions have seen to it that somebody does."""
        return cast(User, self.request.user)

    def initialize_request(self, request: Any, *args: Any, **kwargs: Any) -> Request:
        """Addresses are UTF-8, whatever character set the request claims."""
        request.encoding = "utf-8"
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Before every answer."""
        self.today = timezone.localdate()
        if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
            raise LengthRequired  # Django reads no body whose length it is not told
        super().initial(request, *args, **kwargs)


class Nowhere(Api):
    """Every address that is not in the schema."""

    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        """There is nothing here, whatever was asked."""
        raise NotFound("There is nothing at this address. Addresses end in a slash; /api/docs/ lists them.")


class Narrowing(Query):
    """What every list takes: the page, and how many rows stand on one."""

    lookups: dict[str, str] = {}
    """A parameter: the lookup that narrows the list by its value."""

    page = Key(required=False, help_text="The page of the list; the first is 1.")
    page_size = Key(
        required=False, max_value=LARGEST_PAGE, help_text=f"Rows a page: 50 unless said, {LARGEST_PAGE} at most."
    )

    def narrow(self, rows: QuerySet[Row]) -> QuerySet[Row]:
        """The rows that were asked for."""
        asked = {
            lookup: self.validated_data[name] for name, lookup in self.lookups.items() if name in self.validated_data
        }
        return rows.filter(**asked)


def only_once(request: Request) -> dict[str, str]:
    """The parameters of the address; none twice, as nobody could say which one counts."""
    given = dict(request.query_params.lists())
    if twice := [name for name, values in given.items() if len(values) > 1]:
        raise ValidationError({name[:60]: ["This is given more than once. Give it once."] for name in twice[:10]})
    return {name: values[0] for name, values in given.items()}


class Reads(Api, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """A table's rows that this user may see today, as a list and one by one; all others are not found."""

    narrowing: type[Narrowing] = Narrowing
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Any]:
        """Rows in scope."""
        rows: Any = super().get_queryset()
        if getattr(self, "swagger_fake_view", False):
            return cast(QuerySet[Any], rows.none())
        return self.whole(rows.visible_to(self.user, self.today))

    def whole(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with all that an answer tells of them, in a fixed number of queries."""
        raise NotImplementedError

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Rows in scope that were asked for, a page at a time."""
        asked = self.narrowing(data=only_once(request))
        asked.is_valid(raise_exception=True)
        page = self.paginate_queryset(asked.narrow(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
