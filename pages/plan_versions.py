"""Agreeing her plan, and the versions of it: one whole, and any two side by side."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pathway.actions import plans
from pathway.comparing import Sign, sections, whole
from pathway.models import HerView, Information, PlanVersion, Pregnancy
from pathway.plan_content import content_of, fingerprint, for_reader, promises_of

from . import her_page, previews
from .forms import PageForm, day, one_of, words
from .pages import form_page
from .plan_builder import parts_of
from .seeing import Request, sees

NOW = "now"


class AgreeForm(PageForm):
    """Her view of the plan as it stands."""

    agreed = day("Agreed on", "Give the day.")
    her_view = one_of("Her view", HerView.choices, "Say whether she gave her view.")
    her_words = words("What she says about it, in her own words", hint="It is printed on her plan as she said it.")


def plan_agree(request: Request, pk: int) -> HttpResponse:
    """The plan as it stands, with what it makes of her year, becomes the next version."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = AgreeForm.of(request, initial={"agreed": today})
    seen = request.POST.get("seen", "")
    if form.carry_out(plans.agree, pregnancy=pregnancy, by=request.user, today=today, seen=seen):
        messages.success(request, f"Version {form.done.number} is agreed. Next: print it and give it to her.")
        return redirect("pregnancy_show", pk)
    context = {
        "seen": fingerprint(pregnancy, today, sees(pregnancy)),
        **parts_of(pregnancy, today),
        **previews.of_plan(pregnancy, today),
    }
    return form_page(
        request, form, "Agree the plan with her", pregnancy, template="plans/agree.html", submit="Agree this plan",
        **context,
    )  # fmt: skip


def version_or_404(request: Request, pk: int) -> PlanVersion:
    """A version, if this user may see it."""
    rows = PlanVersion.objects.visible_to(request.user, timezone.localdate())
    version: PlanVersion = get_object_or_404(rows.select_related("agreed_by").prefetch_related("given"), pk=pk)
    return version


def plan_version(request: Request, pk: int) -> HttpResponse:
    """One version, whole, as it was agreed."""
    version = version_or_404(request, pk)
    pregnancy = her_page.find(request.user, version.pregnancy_id, timezone.localdate())
    kept = of_version(version, pregnancy)
    context = {
        "pregnancy": pregnancy,
        "version": version,
        "sections": sections(kept, kept),
        "cliff": version.content.get("cliff", []),
        "needs": version.content.get("needs", []) if Information.NEEDS in sees(pregnancy) else [],
        "others": pregnancy.plan_versions.exclude(pk=pk).order_by("-number"),
    }
    return render(request, "plans/version.html", context)


def of_version(version: PlanVersion, pregnancy: Pregnancy) -> dict[str, Any]:
    """A version as one compares it, as far as this user may see it."""
    return whole(version.promises, for_reader(version.content, pregnancy, sees(pregnancy)))


def plan_compare(request: Request, pk: int) -> HttpResponse:
    """Any two versions side by side, or one beside the plan as it stands now."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    versions = {str(version.number): version for version in pregnancy.plan_versions.order_by("number")}
    if not versions:
        raise Http404("No version has been agreed yet.")
    first, second = chosen(request, list(versions))
    both = [
        of_version(versions[name], pregnancy) if name != NOW else as_it_stands(pregnancy) for name in (first, second)
    ]
    found = sections(*both)
    counted = Counter(line.sign for section in found if section.kept for line in section.differs)
    context = {
        "pregnancy": pregnancy,
        "versions": versions.values(),
        "first": first,
        "second": second,
        "before": versions.get(first),
        "after": versions.get(second),
        "sections": found,
        "tally": [(sign, counted[sign]) for sign in Sign if counted[sign]],
    }
    return render(request, "plans/compare.html", context)


def chosen(request: Request, numbers: list[str]) -> tuple[str, str]:
    """The two that the address asks for, the older first; the last agreed and the plan of today where it does not say."""
    asked = [request.GET.get("from", ""), request.GET.get("to", "")]
    first = asked[0] if asked[0] in numbers else numbers[-1]
    second = asked[1] if asked[1] in numbers else NOW
    return (second, first) if second != NOW and int(second) < int(first) else (first, second)


def as_it_stands(pregnancy: Pregnancy) -> dict[str, Any]:
    """The plan of today as a version would keep it, as far as this user may see it."""
    today = timezone.localdate()
    return whole(promises_of(pregnancy, today), for_reader(content_of(pregnancy, today), pregnancy, sees(pregnancy)))
