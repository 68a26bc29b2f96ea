"""The schema as a page to read: every address, what it takes, what it answers, and a request to copy."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .schema import whole

Json = dict[str, Any]
EXAMPLES: dict[str | None, Any] = {"date": "2026-03-14", "uri": "…", None: "…"}
WORDS: dict[tuple[str, str | None], str] = {
    ("string", None): "text",
    ("string", "date"): "day, such as 2026-03-14",
    ("string", "date-time"): "moment, such as 2026-03-14T10:30:00+00:00",
    ("string", "uri"): "address",
    ("string", "uri-reference"): "address",
    ("integer", None): "whole number",
    ("integer", "int64"): "whole number",
    ("boolean", None): "true or false",
}


class Row(NamedTuple):
    """A parameter or field: `link` is the shape it leads to, or empty."""

    name: str
    words: str
    link: str
    needed: bool
    meaning: str


class Answer(NamedTuple):
    """What an operation may answer with."""

    status: str
    meaning: str
    link: str


class Operation(NamedTuple):
    """One address and one method."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Row]
    body: list[Row]
    answers: list[Answer]
    command: str


class Shape(NamedTuple):
    """A JSON object by name."""

    name: str
    description: str
    rows: list[Row]


def docs(request: HttpRequest) -> HttpResponse:
    """The page; plain HTML, so it needs no script and can be printed."""
    schema, root = whole(), request.build_absolute_uri("/").rstrip("/")
    page = {"operations": list(operations(schema, root)), "shapes": list(shapes(schema)), "root": root}
    return render(
        request, "api/docs.html", page | {"version": schema["info"]["version"], "token_days": settings.API_TOKEN_DAYS}
    )


def operations(schema: Json, root: str) -> Iterator[Operation]:
    """Signing in first, then all others by their addresses."""
    for path, methods in sorted(schema["paths"].items(), key=lambda item: ("/token/" not in item[0], item[0])):
        for method, told in methods.items():
            body = _body(told, schema)
            yield Operation(
                id=told["operationId"],
                method=method.upper(),
                path=path,
                summary=told.get("summary", ""),
                description=told.get("description", "").replace("`", ""),
                parameters=[_parameter(parameter) for parameter in told.get("parameters", [])],
                body=list(rows(body)),
                answers=[_answer(status, answer) for status, answer in told["responses"].items()],
                command=command(method.upper(), root + path, body, signed_in=bool(told.get("security"))),
            )


def shapes(schema: Json) -> Iterator[Shape]:
    """The objects of the answers; a list's own shape and the bodies are told where they are used."""
    for name, shape in sorted(schema["components"]["schemas"].items()):
        if not name.startswith("Paginated") and not name.endswith("Request"):
            yield Shape(name, shape.get("description", ""), list(rows(shape)))


def rows(shape: Json) -> Iterator[Row]:
    """An object's fields."""
    for name, field in shape.get("properties", {}).items():
        words, link = words_of(field)
        yield Row(name, words, link, name in shape.get("required", ()), field.get("description", "").replace("`", ""))


def words_of(field: Json) -> tuple[str, str]:
    """What may stand there, in words, and the shape that it leads to."""
    parts = field.get("oneOf") or field.get("allOf") or field.get("anyOf")
    if parts:
        told = [words_of(part) for part in parts]
        return " or ".join(words for words, _ in told), next((link for _, link in told if link), "")
    if link := field.get("$ref", "").rsplit("/", 1)[-1]:
        return link, link
    kinds = field["type"] if isinstance(field.get("type"), list) else [field.get("type", "")]
    if "array" in kinds:
        words, link = words_of(field["items"])
        return f"list of {words}" + _or_null(kinds), link
    if "enum" in field:
        return ", ".join("null" if word is None else str(word) for word in field["enum"]), ""
    return _plain(field, kinds), ""


def _plain(field: Json, kinds: list[str]) -> str:
    if "null" in kinds and len(kinds) == 1:
        return "null"
    if "object" in kinds:
        return ", ".join(field.get("properties", {})) + _or_null(kinds)
    if "pattern" in field:
        return f"text such as {field['examples'][0]}" + _or_null(kinds)
    return WORDS[kinds[0], field.get("format")] + _or_null(kinds)


def _or_null(kinds: list[str]) -> str:
    return " or null" if "null" in kinds else ""


def _parameter(parameter: Json) -> Row:
    words, link = words_of(parameter["schema"])
    meaning = parameter.get("description", "") or "The id of the row."
    return Row(parameter["name"], words, link, parameter.get("required", False), meaning.replace("`", ""))


def _answer(status: str, answer: Json) -> Answer:
    content: Json = next(iter(answer.get("content", {}).values()), {})
    link = content.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
    meaning = answer["description"] or (
        "A page of a list: count, next, previous and results." if link.startswith("Paginated") else "Done as asked."
    )
    return Answer(
        "other" if status == "default" else status, meaning, link.removeprefix("Paginated").removesuffix("List")
    )


def _body(told: Json, schema: Json) -> Json:
    """The shape of the body that the operation takes; {} if it takes none."""
    content = told.get("requestBody", {}).get("content", {})
    name = next((body["schema"]["$ref"].rsplit("/", 1)[1] for body in content.values()), "")
    return schema["components"]["schemas"][name] if name else {}


def command(method: str, url: str, body: Json, *, signed_in: bool) -> str:
    """A request to copy into a terminal."""
    words = ["curl", *(["-X", method] if method not in ("GET", "POST") else [])]
    words += ['-H "Authorization: Token $TOKEN"'] if signed_in else []
    if body:
        sample = {name: example(field) for name, field in body["properties"].items() if name in body["required"]}
        words += ['-H "Content-Type: application/json"', f"-d '{json.dumps(sample, ensure_ascii=False)}'"]
    return " ".join([*words, url.replace("{id}", "12")])


def example(field: Json) -> Any:
    """A value that could stand there."""
    if "enum" in field:
        return field["enum"][0]
    return 12 if field["type"] == "integer" else EXAMPLES.get(field.get("format"), "…")
