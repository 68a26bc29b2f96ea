"""Long lists, a page at a time."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """Fifty rows a page, up to two hundred if asked."""

    page_size_query_param = "page_size"
    max_page_size = 200
