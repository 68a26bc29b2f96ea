"""Long lists, a page at a time."""

from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """Fifty rows a page, up to two hundred if asked. The numbers are checked before (api/base.py, Narrowing)."""

    page_size_query_param = "page_size"
    max_page_size = 200
    template = None

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> list[Any] | None:
        """The rows of one page; a page past the last is not found."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except NotFound as fault:
            raise NotFound("The list ends before this page. Follow “next” from the first page instead.") from fault

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """They stand among the list's other parameters."""
        return []

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Every name is always there."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "How many there are on all pages."},
                "next": link | {"description": "The address of the next page; null on the last."},
                "previous": link | {"description": "The address of the page before; null on the first."},
                "results": schema,
            },
        }
