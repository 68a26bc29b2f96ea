"""The booking conversation: where it has come to, one step a page, and the people of her own choice."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from pathway import conversation
from pathway.actions import assessments
from pathway.conversation import BY_SLUG, Step
from pathway.models import HerPerson, Information, Pregnancy

from . import her_page
from .forms import PageForm
from .pages import form_page
from .seeing import Request, require_class, sees
from .topics import ADD, STOP, PersonForm, StepForms

SAVED = "What she said is saved. You can go on another day, on any device."


def find_step(request: Request, pk: int, slug: str) -> tuple[Pregnancy, Step]:
    """Her pregnancy and the step; as if it were not there for those who may not see all of it."""
    pregnancy = her_page.find(request.user, pk, timezone.localdate())
    step = BY_SLUG.get(slug)
    if step is None or step not in conversation.steps_for(pregnancy, sees(pregnancy)):
        raise Http404("There is no such step for you.")
    return pregnancy, step


def go_on(pregnancy: Pregnancy, step: Step, then: str) -> HttpResponse:
    """To the next step; after the last one, or to stop for today, to where the conversation has come."""
    after = conversation.next_step(conversation.steps_for(pregnancy, sees(pregnancy)), step.slug)
    if then == ADD:
        return redirect("conversation_step", pregnancy.pk, step.slug)
    if then == STOP or after is None:
        return redirect("conversation_show", pregnancy.pk)
    return redirect("conversation_step", pregnancy.pk, after.slug)


def around(pregnancy: Pregnancy, step: Step) -> dict[str, Any]:
    """What stands around every step: how far the others have come, why we ask and who will see it."""
    steps = conversation.steps_for(pregnancy, sees(pregnancy))
    progress = conversation.progress(pregnancy, steps)
    return {
        "pregnancy": pregnancy,
        "step": step,
        "why": step.why_for(pregnancy),
        "progress": progress,
        "number": steps.index(step) + 1,
        "state": next(row for row in progress if row.step == step),
        "before": steps[steps.index(step) - 1] if step != steps[0] else None,
        "services": conversation.services_that_see(pregnancy, step, timezone.localdate()),
    } | conversation.how_far(progress)


def conversation_show(request: Request, pk: int) -> HttpResponse:
    """Where the conversation has come to, and what she said."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.NEEDS)
    return render(request, "conversation/show.html", her_page.told(pregnancy, today) | {"pregnancy": pregnancy})


def conversation_step(request: Request, pk: int, slug: str) -> HttpResponse:
    """One step: asked, skipped, left for later, or she would rather not say."""
    pregnancy, step = find_step(request, pk, slug)
    forms = StepForms(request, pregnancy, step)
    if request.method == "POST" and forms.save(pregnancy, request.user, timezone.localdate()):
        if forms.then == STOP:
            messages.success(request, SAVED)
        return go_on(pregnancy, step, forms.then)
    theirs = forms.theirs()
    people = HerPerson.objects.filter(pregnancy=pregnancy, removed__isnull=True)
    context = around(pregnancy, step) | {"form": forms, "forms": forms, "theirs": theirs, "people": people}
    return render(request, "conversation/step.html", context, status=409 if theirs else 200)


def find_person(request: Request, pk: int) -> HerPerson:
    """Somebody on her list."""
    rows = HerPerson.objects.visible_to(request.user, timezone.localdate()).filter(removed__isnull=True)
    person: HerPerson = get_object_or_404(rows.select_related("pregnancy__mother"), pk=pk)
    return person


def person_change(request: Request, pk: int) -> HttpResponse:
    """What she now says of somebody who helps her."""
    person = find_person(request, pk)
    form = PersonForm.of(request, initial=PersonForm.values(person), version=person.version)
    if form.carry_out(assessments.change_person, person=person, by=request.user, today=timezone.localdate()):
        return redirect("conversation_step", person.pregnancy_id, conversation.PEOPLE)
    back = reverse("conversation_step", args=[person.pregnancy_id, conversation.PEOPLE])
    return form_page(request, form, "Somebody who helps her", person.pregnancy, record=person, cancel_to=back)


class RemoveForm(PageForm):
    """Nothing to fill in: only her wish."""


def person_remove(request: Request, pk: int) -> HttpResponse:
    """She takes somebody off her list."""
    person = find_person(request, pk)
    form = RemoveForm.of(request, version=person.version)
    if form.carry_out(assessments.remove_person, person=person, by=request.user, today=timezone.localdate()):
        messages.success(request, "Done: no page and no paper names them from now on.")
        return redirect("conversation_step", person.pregnancy_id, conversation.PEOPLE)
    intro = "It is her choice, and she need not say why. No page and no paper names them from now on."
    return form_page(
        request, form, f"Take {person.name} off her list", person.pregnancy, record=person, intro=intro,
        hidden_title="Take somebody off her list", submit="Take off her list",
        cancel_to=reverse("conversation_step", args=[person.pregnancy_id, conversation.PEOPLE]),
    )  # fmt: skip
