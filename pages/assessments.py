"""What she needs, says and asks for: the booking conversation, safe ways to reach her, her answers, practical help."""

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pathway.actions import assessments, requests
from pathway.models import Answer, Asked, Information, Need, PracticalRequest, Pregnancy, Route, Topic
from pathway.models.assessments import KIND_OF, TopicKind, class_of

from . import her_page
from .forms import PageForm, day, line, one_of, record_of, words
from .pages import form_page
from .plans import services_near
from .seeing import Request, require_class

YES_NO = [("yes", "Yes"), ("no", "No")]
QUESTIONS = {
    Topic.MATTERS: "What matters most to you just now?",
    Topic.GOING_WELL: "What is going well?",
    Topic.PEOPLE: "Who is around you that helps?",
    Topic.HOME: "How is it where you live? Will it do with a baby?",
    Topic.MONEY: "Do you have what you need for yourself and the baby?",
    Topic.CHILDCARE: "Is there somebody to look after your children when you have appointments?",
    Topic.TRANSPORT: "Can you get to appointments?",
    Topic.INTERPRETER: "Would an interpreter help?",
    Topic.CARE: "Is there anything we should know so that care feels all right for you?",
    Topic.PAST: "How has it been with services before? What should we do differently?",
    Topic.LATE: "What got in the way of coming to us earlier?",
    Topic.HOME_AFTER: "Do you know where you and the baby will live when you leave hospital?",
    Topic.PLACES: "Where and when is it good to meet?",
    Topic.HEALTH: "How is your health?",
    Topic.FEELINGS: "How are you feeling in yourself?",
    Topic.CULTURE: "Is there anything about faith, family or customs that we should know?",
    Topic.WORK: "Work, learning, plans: what would you like?",
}


class TopicForm(PageForm):
    """One topic: asked or not, whether she needs help with it, her words."""

    asked = one_of("Asked?", Asked.choices, "Say whether you asked.", inline=True)
    needs_help = one_of("Does she need help with this?", YES_NO, inline=True)
    her_words = words("Her words")
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, topic: Topic, need: Need | None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"asked": Asked.NOT_ASKED} if need is None else self.values(need)
        initial["was"] = fingerprint(initial)
        super().__init__(*args, prefix=topic.value, initial=initial, version=need.version if need else 0, **kwargs)
        self.topic, self.need, self.question = topic, need, QUESTIONS[topic]
        if KIND_OF[topic] == TopicKind.STRENGTH:
            del self.fields["needs_help"]

    def has_changed(self) -> bool:
        """Whether this topic was changed since the page was opened; what another saved meanwhile is no change of ours."""
        opened = str(self.cleaned_data["was"] or self.initial["was"])
        return fingerprint(self.cleaned_data) != opened

    @classmethod
    def values(cls, need: Need) -> dict[str, Any]:
        """What stands in the record, in the form's words."""
        helped = {True: "yes", False: "no", None: ""}[need.needs_help]
        return {"asked": need.asked, "needs_help": helped, "her_words": need.her_words}

    def arguments(self) -> dict[str, Any]:
        """The answer; an empty choice is no answer."""
        cleaned = self.cleaned_data
        return {
            "asked": cleaned["asked"],
            "needs_help": {"yes": True, "no": False}.get(cleaned.get("needs_help", "")),
            "her_words": cleaned["her_words"],
            "version": cleaned["version"] or None,
            "topic": self.topic,
        }


def fingerprint(values: dict[str, Any]) -> str:
    """What an answer said, so short that a hidden field can hold it."""
    said = [str(values.get(name) or "") for name in ("asked", "needs_help", "her_words")]
    return hashlib.sha256("|".join(" ".join(words.split()) for words in said).encode()).hexdigest()[:16]


def topic_forms(request: Request, pregnancy: Pregnancy) -> list[TopicForm]:
    """One form for each topic, in the order of the conversation."""
    known = {need.topic: need for need in pregnancy.needs.all()}
    data = request.POST if request.method == "POST" else None
    topics = [topic for topic in Topic if class_of(topic) == Information.NEEDS]
    return [TopicForm(data, topic=topic, need=known.get(topic)) for topic in topics]


def save_topics(topics: list[TopicForm], pregnancy: Pregnancy, by: Any, today: date) -> bool:
    """Save every topic that changed, all of them or none; a problem stands on its topic."""
    valid = [topic.is_valid() for topic in topics]  # each topic says what to mend, not only the first
    if not all(valid):
        return False
    with transaction.atomic():
        saved = [
            topic.carry_out(assessments.answer_need, pregnancy=pregnancy, by=by, today=today)
            for topic in topics
            if topic.has_changed()
        ]
        transaction.set_rollback(not all(saved))
    return all(saved)


def needs_record(request: Request, pk: int) -> HttpResponse:
    """The booking conversation: each topic asked, not asked yet, or she would rather not say."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.NEEDS)
    topics = topic_forms(request, pregnancy)
    if request.method == "POST" and save_topics(topics, pregnancy, request.user, today):
        messages.success(request, "Her answers are saved. You can go on with the others another day.")
        return redirect("pregnancy_show", pk)
    theirs = {topic.topic: topic.beside(topic.need) for topic in topics if topic.theirs and topic.need}
    context = {"pregnancy": pregnancy, "topics": topics, "theirs": theirs}
    return render(request, "assessments/needs.html", context, status=409 if theirs else 200)


class SafeForm(PageForm):
    """Whether a way of reaching her is safe."""

    route = one_of("Way of reaching her", Route.choices, "Choose a way of reaching her.")
    safe = one_of(
        "Does she say it is safe?", [("yes", "Safe"), ("no", "Not safe")], "Say whether it is safe.", inline=True
    )
    note = line("Anything to know", hint="Such as “only before three”.", max_length=300)
    answered_on = day("She said so on", "Give the day.")

    def arguments(self) -> dict[str, Any]:
        """Her answer, as a plain yes or no."""
        return self.cleaned_data | {"safe": self.cleaned_data["safe"] == "yes"}


def safe_contact_record(request: Request, pk: int) -> HttpResponse:
    """Record what she says is safe."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = SafeForm.of(request, initial={"answered_on": today})
    if form.carry_out(assessments.record_safe_contact, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Recorded. Ask again from time to time: what is safe can change.")
        return redirect("pregnancy_show", pk)
    intro = "Ask her when she is alone. What nobody has asked counts as not safe."
    return form_page(request, form, "Safe ways to reach her", pregnancy, intro=intro)


GETTING = Answer._meta.get_field("getting").choices


class AnswerForm(PageForm):
    """Her answer."""

    getting = one_of("Are you getting the support you were promised?", GETTING, "Choose all, some or none.")
    her_words = words("Her words")
    day = day("She said so on", "Give the day.")


def answer_record(request: Request, pk: int) -> HttpResponse:
    """Record whether she is getting the support she was promised."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    form = AnswerForm.of(request, initial={"day": today})
    if form.carry_out(assessments.record_answer, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Her answer is recorded.")
        return redirect("pregnancy_show", pk)
    return form_page(request, form, "Her answer", pregnancy)


class AskForm(PageForm):
    """What she asks for, and whom."""

    what = line("What she asks for", "Say what she asked for.", hint="Such as “a nursery place”.", max_length=200)
    service = record_of("Which service", "Choose the service she asks.")
    asked = day("Asked on", "Give the day.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("service", services_near(pregnancy))


def request_ask(request: Request, pk: int) -> HttpResponse:
    """Record practical help that she asks for."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.NEEDS)
    form = AskForm.of(request, pregnancy=pregnancy, initial={"asked": today})
    if form.carry_out(requests.ask, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Recorded. Alongside asks again if nobody answers within two weeks.")
        return redirect("pregnancy_show", pk)
    return form_page(request, form, "What she asks for", pregnancy)


class RequestAnswerForm(PageForm):
    """The service's answer."""

    answer = line("The answer", hint="Such as “a place from 1 September”.", max_length=300)
    answered = day("Answered on", "Give the day.")


def request_answer(request: Request, pk: int) -> HttpResponse:
    """Record the answer to what she asked for."""
    today = timezone.localdate()
    rows = PracticalRequest.objects.visible_to(request.user, today).select_related("pregnancy__mother", "service")
    asked = get_object_or_404(rows, pk=pk)
    form = RequestAnswerForm.of(request, initial={"answered": today})
    if form.carry_out(requests.answer, request=asked, by=request.user, today=today):
        messages.success(request, "The answer is recorded. Please tell her, if nobody has.")
        return redirect("pregnancy_show", asked.pregnancy_id)
    intro = f"{asked.what}, asked {asked.service} on {asked.asked:%-d %B %Y}"
    return form_page(request, form, "The answer to what she asked", asked.pregnancy, intro=intro)
