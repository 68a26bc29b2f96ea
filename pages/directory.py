"""Where help is to be found near here: for workers to search, and to print for anybody without a name on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway.actions import services
from pathway.models import Service, Trust
from pathway.permissions import administered, trusts
from pathway.printing.sheets import directory_pdf, words_on

from .forms import PageForm, line, tick
from .pages import form_page
from .seeing import Request
from .thresholds import trust_or_404

FILTERS = {
    "drop_in": "No appointment needed",
    "baby_welcome": "Baby welcome",
    "women_only": "Women only",
    "mainstream": "In an everyday place",
    "discreet": "Discreet",
    "takes_families": "Takes families to stay",
}


def asked_for(request: Request) -> list[str]:
    """The filters that the address names."""
    return [name for name in FILTERS if request.GET.get(name)]


def listed(trust: Trust, asked: list[str]) -> list[Service]:
    """The trust's services that are known to be all that was asked for, by what the list calls them."""
    found = Service.objects.filter(trust=trust, **dict.fromkeys(asked, True)).order_by("name")
    return sorted(found, key=lambda service: service.in_plain_words.casefold())


def to_print(trust: Trust, asked: list[str]) -> list[Service]:
    """Those of them that say how one gets there: a number, a place or times."""
    return [service for service in listed(trust, asked) if service.phone or service.place or service.hours]


def directory(request: Request) -> HttpResponse:
    """The directories of the trusts for which this user works."""
    theirs = trusts(request.user, timezone.localdate())
    if len(theirs) == 1:
        return redirect("trust_directory", theirs[0].pk)
    return render(request, "directory/trusts.html", {"trusts": theirs})


def trust_directory(request: Request, pk: int) -> HttpResponse:
    """A trust's services, by what one needs them to be."""
    trust, asked = trust_or_404(request, pk), asked_for(request)
    context = {
        "trust": trust,
        "filters": [(name, label, name in asked) for name, label in FILTERS.items()],
        "asked": asked,
        "entries": [(service, words_on(service)) for service in listed(trust, asked)],
        "administers": trust in administered(request.user, timezone.localdate()),
        "query": request.GET.urlencode(),
    }
    return render(request, "directory/directory.html", context)


def directory_print(request: Request, pk: int) -> HttpResponse:
    """The same list on paper, without anybody's name."""
    trust = trust_or_404(request, pk)
    paper = directory_pdf(trust, to_print(trust, asked_for(request)), timezone.localdate())
    headers = {"Content-Disposition": 'inline; filename="help-near-you.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


class EntryForm(PageForm):
    """What the directory and mothers' papers say of a service."""

    plain_name = line(
        "Its name on a mother’s paper", hint="Such as “the family team”. It must not give away what it is for."
    )
    does = line("What they can help with", max_length=300)
    cannot = line("What they cannot do", max_length=300, hint="So that nobody hopes for it in vain.")
    phone = line("Phone", max_length=40, width=20)
    place = line("Where it is", max_length=200)
    hours = line("When it is open", max_length=200, hint="Such as “Tuesdays 10 to 3, not in school holidays”.")
    drop_in = tick("Anybody may come without an appointment")
    baby_welcome = tick("Babies and children may come along")
    women_only = tick("For women only, or with times for women only")
    mainstream = tick("In a place everybody goes to, such as a children’s centre")
    discreet = tick("Nobody can see from outside what it is for")
    takes_families = tick("A place to stay with one’s baby or children")


def entry_change(request: Request, pk: int) -> HttpResponse:
    """Change what is said of a service."""
    today = timezone.localdate()
    theirs = administered(request.user, today)
    service = get_object_or_404(Service.objects.select_related("trust"), pk=pk, trust__in=theirs)
    initial: dict[str, Any] = EntryForm.values(service)
    form = EntryForm.of(request, version=service.version, initial=initial)
    if form.carry_out(services.change_service, service=service, by=request.user, today=today):
        messages.success(request, "The entry is changed.")
        return redirect("trust_directory", service.trust_id)
    intro = "Tick only what you know to be so. An empty box says “not known”."
    back = reverse("trust_directory", args=[service.trust_id])
    return form_page(
        request,
        form,
        f"What the directory says: {service}",
        intro=intro,
        record=service,
        cancel_to=back,
        back_words="Back to the directory",
    )
