"""The rules as they judge in a trust: every threshold with its source; its administrators change them and watch what follows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pathway import packs
from pathway.actions import thresholds as actions
from pathway.actions.base import Problem
from pathway.local_packs import pack_of
from pathway.models import Reassessment, Stumble, Threshold, Trust
from pathway.permissions import administered, trusts
from pathway.rules import ALL
from pathway.rules.pack import limits_of
from pathway.rules.rule import Rule

from .forms import PageForm, number, words
from .pages import form_page
from .seeing import Request

RULES = {rule.code: rule for rule in ALL}


def trust_or_404(request: Request, pk: int, *, to_administer: bool = False) -> Trust:
    """A trust for which this user works, or which they administer."""
    today = timezone.localdate()
    theirs = administered(request.user, today) if to_administer else trusts(request.user, today)
    if pk not in {trust.pk for trust in theirs}:
        raise Http404("This is not open to you.")
    return get_object_or_404(Trust, pk=pk)


def rules(request: Request) -> HttpResponse:
    """The rules of the trusts for which this user works."""
    today = timezone.localdate()
    theirs = trusts(request.user, today)
    if len(theirs) == 1:
        return redirect("trust_rules", theirs[0].pk)
    return render(request, "thresholds/trusts.html", {"trusts": theirs})


def trust_rules(request: Request, pk: int) -> HttpResponse:
    """Every rule of a trust in its own sentence, with its thresholds."""
    trust = trust_or_404(request, pk)
    administers = trust in administered(request.user, timezone.localdate())
    own = {str(row): row for row in Threshold.objects.filter(trust=trust).select_related("by")}
    shown = [(rule, rows_of(rule, trust, own)) for rule in ALL]
    context = {"trust": trust, "pack": pack_of(trust), "shown": shown, "administers": administers}
    return render(request, "thresholds/rules.html", context)


def rows_of(rule: Rule, trust: Trust, own: dict[str, Threshold]) -> list[dict[str, Any]]:
    """A rule's thresholds: in words, the value here, where it comes from."""
    values, shipped = pack_of(trust).values[rule.code], packs.load(trust.pack).values[rule.code]
    return [
        {
            "name": name,
            "limit": limit,
            "value": values[name],
            "said": limit.said(values[name].value),
            "shipped": shipped[name],
            "own": own.get(f"{rule.code}.{name}"),
        }
        for name, limit in limits_of(rule).items()
    ]


class ThresholdForm(PageForm):
    """A value, or none to go back to the pack's; and why."""

    value = number(
        "Value for this trust",
        hint="Leave it empty to go back to the pack's own value.",
        at_least=0,
        at_most=9999,
        width=5,
    )
    because = words(
        "Why this value",
        "Say why the trust decided on this value, in a few words.",
        hint="Who decided, and on what ground.",
        max_length=300,
    )


def threshold_change(request: Request, pk: int, rule: str, name: str) -> HttpResponse:
    """The trust's own value of a threshold."""
    trust, today = trust_or_404(request, pk, to_administer=True), timezone.localdate()
    limit = limits_of(RULES[rule]).get(name) if rule in RULES else None
    if limit is None:
        raise Http404("There is no such threshold.")
    now = pack_of(trust).values[rule][name].value
    form = ThresholdForm.of(request, initial={"value": now})
    if form.carry_out(actions.change, trust=trust, rule=rule, name=name, by=request.user, today=today):
        messages.success(request, "Saved. Everybody it touches is checked anew; you can watch it here.")
        return redirect("reassessments", trust.pk)
    return form_page(
        request, form, RULES[rule].sentence, caption="Change a threshold", hidden_title="Change a threshold",
        intro=f"{limit.words}: {limit.said(now)}.", cancel_to=reverse("trust_rules", args=[pk]),
        back_words="Back to the rules",
    )  # fmt: skip


def reassessments(request: Request, pk: int) -> HttpResponse:
    """How far a reassessment has come, those before it, and who could not be judged."""
    trust = trust_or_404(request, pk, to_administer=True)
    found = list(Reassessment.objects.filter(trust=trust).select_related("asked_by", "stopped_by")[:20])
    running = next((row for row in found if not row.finished_at and not row.stopped_at), None)
    context = {
        "trust": trust,
        "running": running,
        "done": actions.done(running) if running else 0,
        "past": [row for row in found if row is not running],
        "left": actions.left_of(trust),
        "stumbles": Stumble.objects.filter(pregnancy__team__service__trust=trust).order_by("pk")[:50],
    }
    return render(request, "thresholds/reassessments.html", context)


@require_POST
def reassessment_stop(request: Request, pk: int) -> HttpResponse:
    """Stop it after the chunks in hand."""
    reassessment = get_object_or_404(Reassessment, pk=pk)
    trust = trust_or_404(request, reassessment.trust_id, to_administer=True)
    try:
        actions.stop(reassessment=reassessment, by=request.user, today=timezone.localdate())
        messages.success(
            request, "Stopped. Who is left keeps the verdict of the older pack until her record is checked next."
        )
    except Problem as problem:
        messages.info(request, problem.sentence)
    return redirect("reassessments", trust.pk)


@require_POST
def reassessment_resume(request: Request, pk: int) -> HttpResponse:
    """Go on with those who are left."""
    trust = trust_or_404(request, pk, to_administer=True)
    actions.resume(trust=trust, by=request.user, today=timezone.localdate())
    messages.success(request, "Going on with those who are left.")
    return redirect("reassessments", trust.pk)
