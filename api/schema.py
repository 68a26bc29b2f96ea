"""The schema, written from the code that answers."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from .base import Api, Reads
from .problems import MEDIA_TYPE

PROBLEM = {
    "type": "object",
    "description": "Problem details (RFC 9457): what went wrong, in words that say what to mend.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string", "description": "The name of the HTTP status."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What went wrong, and what to do."},
        "errors": {
            "type": "array",
            "description": "There only where single fields can be named.",
            "items": {
                "type": "object",
                "required": ["field", "detail"],
                "properties": {
                    "field": {"type": "string", "description": "The name under which it was sent; empty: the whole."},
                    "detail": {"type": "string", "description": "What to mend."},
                },
            },
        },
    },
}
MEANINGS = {
    "400": "What was sent cannot be read: JSON, a parameter, a name, a number, a day.",
    "401": "Nobody is signed in, or the token or password is not right.",
    "404": "There is nothing at this address, or nothing that you may see.",
    "409": "Somebody else changed the record meanwhile. Read it again.",
    "422": "It can be read, but not done: the sentence says why and what to mend.",
    "429": "Too many tries. The header Retry-After says how many seconds to wait.",
    "default": "Any other problem, in the same shape.",
}
WRITES = ("post", "put", "patch")


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: every operation's problems, and bodies that take no other names."""
    schemas = result["components"]["schemas"]
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            operation["responses"] |= {status: _problem(status) for status in _problems_of(path, method)}
            if "requestBody" in operation:
                _close(operation["requestBody"], schemas)
    schemas["Problem"] = PROBLEM
    _tidy(result)
    return result


def _problems_of(path: str, method: str) -> list[str]:
    """The statuses worth a word of their own at this address."""
    signing_in = path.endswith("/token/")
    statuses = ["400", "401", *([] if signing_in else ["404"])]
    if method in WRITES:
        statuses += ["429"] if signing_in else ["409", "422"]
    return [*statuses, "default"]


def _problem(status: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": MEANINGS[status], "content": {MEDIA_TYPE: {"schema": schema}}}


def _close(request: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Names that the schema does not have are refused, so the schema says so."""
    for content in request["content"].values():
        schemas[content["schema"]["$ref"].rsplit("/", 1)[1]]["additionalProperties"] = False


def _tidy(part: Any) -> None:
    """Take out the generator's own marks."""
    if isinstance(part, dict):
        part.pop("x-spec-enum-id", None)
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _tidy(inner)


@cache
def whole() -> dict[str, Any]:
    """The schema; it is the same until the server starts anew."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    return cast(dict[str, Any], generator.get_schema(request=None, public=True))  # type: ignore[no-untyped-call]


def reads(nouns: str, noun: str) -> Callable[[type[Reads]], type[Reads]]:
    """Tell of a view's list and of its single rows in the schema."""

    def describe(view: type[Reads]) -> type[Reads]:
        many = extend_schema(summary=f"List {nouns}", description=view.__doc__, parameters=[view.narrowing])
        one = extend_schema(summary=f"Read {noun}", description="By the `id` that another answer gave.")
        return extend_schema_view(list=many, retrieve=one)(view)

    return describe


class Schema(Api):
    """The OpenAPI schema as JSON."""

    schema = None

    def get(self, request: Request) -> Response:
        """The whole schema, the same for everybody who signs in."""
        return Response(whole())
