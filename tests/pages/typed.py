"""What a person types into a form, and what the page answers."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)


def typed(name: str, day: date) -> dict[str, str]:
    """A date as it is typed into three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def send(client: Client, page: str, pk: int | None = None, /, **fields: Any) -> Any:
    """Send a form."""
    return client.post(reverse(page, args=[] if pk is None else [pk]), fields)


def page_text(client: Client, page: str, pk: int, **query: Any) -> str:
    """A page, by its address with this query; the spaces inside its dates as one types them."""
    response = client.get(reverse(page, args=[pk]), query)
    assert response.status_code == 200
    return str(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def refused(response: Any, *sentences: str, status: int = 200) -> str:
    """The page of a form that was not carried out, which says each of these."""
    page = str(response.content.decode())
    assert response.status_code == status
    assert "Please look at this again" in page
    for sentence in sentences:
        assert sentence in page
    return page
