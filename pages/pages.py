"""What all pages share: the page around a form, and a list cut into pages."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pathway.models import Pregnancy

from .forms import PageForm


def form_page(
    request: HttpRequest,
    form: PageForm,
    title: str,
    pregnancy: Pregnancy | None = None,
    *,
    template: str = "form_page.html",
    record: Model | None = None,
    **more: Any,
) -> HttpResponse:
    """A page with one form; where somebody else was faster it shows what `record` says now, and what was typed stays."""
    theirs = form.beside(record) if record is not None and form.theirs else None
    context = {"form": form, "title": title, "pregnancy": pregnancy, "theirs": theirs, "submit": "Save", **more}
    return render(request, template, context, status=409 if form.theirs else 200)


def back_to_her_page(request: HttpRequest, pregnancy: Pregnancy, sentence: str) -> HttpResponse:
    """To her page, where `sentence` says why what was opened makes no sense as things stand."""
    messages.info(request, sentence)
    return redirect("pregnancy_show", pregnancy.pk)


def page_of(request: HttpRequest, rows: Any, size: int, count: int | None = None) -> Page[Any]:
    """The page of a list that the address asks for; `count` where the number of rows is known already."""
    pages = Paginator(rows, size)
    if count is not None:
        pages.count = count  # where the paginator keeps its own
    return pages.get_page(request.GET.get("page"))


def address_of_page(request: HttpRequest, number: int) -> str:
    """This address with another page number."""
    query = request.GET.copy()
    query["page"] = str(number)
    query.pop("recorded", None)
    return f"?{query.urlencode()}"


def around(request: HttpRequest, page: Page[Any]) -> dict[str, Any]:
    """The links to the pages before and after, for {% nhsuk "pagination" %}."""
    links: dict[str, Any] = {}
    if page.has_previous():
        number = page.previous_page_number()
        links["previous"] = {"href": address_of_page(request, number), "labelText": f"Page {number}"}
    if page.has_next():
        number = page.next_page_number()
        links["next"] = {"href": address_of_page(request, number), "labelText": f"Page {number}"}
    return links
