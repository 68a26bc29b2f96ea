"""The forms of the booking conversation's steps: topics, people of hers, safe ways; saved together or not at all."""

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from pathway.actions import assessments
from pathway.conversation import ASKED_WHETHER_HELP, MEETING, PEOPLE, Step, question
from pathway.models import Asked, HerPerson, Need, Pregnancy, Route, SafeContact, Topic

from .beside import Beside
from .fields import told
from .forms import TOO_LONG, PageForm, line, one_of, words
from .seeing import Request

YES_NO = [("yes", "Yes"), ("no", "No")]
AS_BOOL = {"yes": True, "no": False}
AS_WORD = {True: "yes", False: "no", None: ""}
HINTS: dict[str, str] = {
    Topic.MATTERS: "In her own words. This is the first thing on her plan.",
    Topic.GOING_WELL: "Large or small: a walk every day, food in, a friend who rings.",
    Topic.LATE: "Such as: nobody gave a date, fear of what would be written down, no way to get there, not knowing.",
    Topic.HOME: "Room, repairs, neighbours, how long she can stay.",
    Topic.PLACES: "Such as: at home before three, at her mother’s, at the library; where she would rather not be seen.",
    Topic.HEALTH: "Illness, pain, sleep, teeth, medicines, what a doctor looks after.",
    Topic.FEELINGS: "Now, and round earlier births. Who she has talked with, and what helped.",
    Topic.PAST: "What services did that helped, and what they did that did not.",
    Topic.CARE: "Such as: a woman, the same midwife, tell me before you touch me, the door open. This can go on her plan.",
}
HINTS_AFTER_LOSS: dict[str, str] = {
    Topic.PLACES: "Such as: at home before three, at her mother’s, in a café; where she would rather not be seen.",
    Topic.FEELINGS: "Now, and before. Who she has talked with, and what helped.",
    Topic.CARE: "Such as: a woman, the same person, tell me before you touch me, the door open. This can go on her plan.",
}
GO_ON, RATHER_NOT, LATER, STOP, ADD = "go_on", "rather_not", "later", "stop", "add"
"""What is to happen with what was left empty, and where to go then."""


WRONG = {
    "max_length": TOO_LONG,
    "invalid_choice": "choose one of those listed.",
}
CALLED = {"needs_help": "would help be good", "her_words": "her words"}
"""The fields of each question, where something is to be mended."""


class TopicForm(PageForm):
    """One question: whether help would be good, and her words. What is left empty is not answered."""

    needs_help = one_of("Would help with this be good?", YES_NO, inline=True, unmarked=True)
    her_words = words("Her words", unmarked=True)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, topic: Topic, need: Need | None, then: str, pregnancy: Pregnancy, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"needs_help": "", "her_words": ""} if need is None else self.values(need)
        initial["was"] = fingerprint(initial)
        super().__init__(*args, prefix=topic.value, initial=initial, version=need.version if need else 0, **kwargs)
        self.topic, self.need, self.question, self.then = topic, need, question(topic, pregnancy), then
        self.fields["her_words"].help_text = (HINTS | HINTS_AFTER_LOSS if pregnancy.lost_on else HINTS).get(topic, "")
        for name, called in CALLED.items():  # several questions stand on one page: each says which it is
            which = f"“{self.question}” – {called}"
            self.fields[name].error_messages |= {code: told(which, said) for code, said in WRONG.items()}
        if topic == Topic.INTERPRETER:
            self.fields["needs_help"].label = "An interpreter"
        if topic not in ASKED_WHETHER_HELP:
            del self.fields["needs_help"]

    @property
    def before(self) -> str:
        """Whether it had been asked."""
        return self.need.asked if self.need else Asked.NOT_ASKED

    def asked(self) -> str:
        """An answer was asked for; an empty one is declined or left for later as the button says, or stays as it was."""
        if self.cleaned_data.get("needs_help") or self.cleaned_data["her_words"].strip():
            return Asked.ASKED
        return {RATHER_NOT: Asked.RATHER_NOT_SAY, LATER: Asked.NOT_ASKED}.get(self.then, self.before)

    def has_changed(self) -> bool:
        """Something was written since the page was opened, or the button changes what an empty answer means."""
        opened = str(self.cleaned_data["was"] or self.initial["was"])
        return fingerprint(self.cleaned_data) != opened or self.asked() != self.before

    @classmethod
    def values(cls, need: Need) -> dict[str, Any]:
        """What stands in the record, in the form's words."""
        return {"needs_help": AS_WORD[need.needs_help], "her_words": need.her_words}

    def arguments(self) -> dict[str, Any]:
        """The answer; an empty choice is no answer."""
        cleaned = self.cleaned_data
        return {
            "topic": self.topic,
            "asked": self.asked(),
            "needs_help": AS_BOOL.get(cleaned.get("needs_help", "")),
            "her_words": cleaned["her_words"],
            "version": cleaned["version"] or None,
        }

    def save(self, pregnancy: Pregnancy, by: Any, today: date) -> bool:
        """Whether the answer, if it changed, is saved."""
        return self.carry_out(assessments.answer_need, pregnancy=pregnancy, by=by, today=today)


def fingerprint(values: dict[str, Any]) -> str:
    """What an answer said, so short that a hidden field can hold it."""
    said = [str(values.get(name) or "") for name in ("needs_help", "her_words")]
    return hashlib.sha256("|".join(" ".join(words.split()) for words in said).encode()).hexdigest()[:16]


class PersonForm(PageForm):
    """Somebody who helps her."""

    name = line("Name, or what she calls them", "Write the name, or what she calls them.", max_length=80)
    relation = line("Who they are to her", hint="Such as “my sister” or “next door”.", max_length=80, unmarked=True)
    helps_with = line("What they help with", max_length=200, unmarked=True)
    may_talk = one_of("Does she say that we may talk with them about her?", YES_NO, inline=True, unmarked=True)

    @classmethod
    def values(cls, person: HerPerson) -> dict[str, Any]:
        """What stands in the record."""
        return super().values(person) | {"may_talk": AS_WORD[person.may_talk]}

    def arguments(self) -> dict[str, Any]:
        """No choice: nobody knows, which is not yes."""
        return self.cleaned_data | {"may_talk": AS_BOOL.get(self.cleaned_data["may_talk"])}


class NewPersonForm(PersonForm):
    """One more person, if something is written."""

    name = line("Name, or what she calls them", max_length=80, unmarked=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="person", **kwargs)

    def save(self, pregnancy: Pregnancy, by: Any, today: date) -> bool:
        """Whether the person is added."""
        return self.carry_out(assessments.add_person, pregnancy=pregnancy, by=by, today=today)


WAYS = [("yes", "Safe"), ("no", "Not safe")]


class WaysForm(PageForm):
    """Each way of reaching her: safe, not safe, or not asked."""

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, prefix="way", **kwargs)
        self.latest: dict[str, SafeContact] = {answer.route: answer for answer in pregnancy.safe_contacts.all()}
        for route, label in Route.choices:
            self.fields[route] = one_of(label, WAYS, inline=True, small=True, unmarked=True)
            known = self.latest.get(route)
            self.fields[route].initial = AS_WORD[known.safe] if known else ""

    def changed(self) -> dict[str, bool]:
        """The ways of which she says something new."""
        said = {route: AS_BOOL[self.cleaned_data[route]] for route in Route.values if self.cleaned_data[route]}
        known = {route: answer.safe for route, answer in self.latest.items()}
        return {route: safe for route, safe in said.items() if known.get(route) != safe}

    def has_changed(self) -> bool:
        """She says something new."""
        return bool(self.changed())

    def save(self, pregnancy: Pregnancy, by: Any, today: date) -> bool:
        """Write down each new answer."""
        for route, safe in self.changed().items():
            assessments.record_safe_contact(
                pregnancy=pregnancy, route=route, safe=safe, answered_on=today, by=by, today=today
            )
        return True


class StepForms:
    """All forms of one step of the conversation with her."""

    def __init__(self, request: Request, pregnancy: Pregnancy, step: Step) -> None:
        data = request.POST if request.method == "POST" else None
        self.then = request.POST.get("then", GO_ON)
        known = {need.topic: need for need in pregnancy.needs.filter(topic__in=step.topics)}
        self.topics = [
            TopicForm(data, topic=topic, need=known.get(topic), then=self.then, pregnancy=pregnancy)
            for topic in step.topics
        ]
        self.person = NewPersonForm(data) if step.slug == PEOPLE else None
        self.ways = WaysForm(data, pregnancy=pregnancy) if step.slug == MEETING else None

    @property
    def all(self) -> list[Any]:
        """Every form, in the order of the page."""
        return [form for form in (*self.topics, self.person, self.ways) if form]

    def errors(self) -> bool:
        """Something is to be mended."""
        return any(form.is_bound and form.errors for form in self.all)

    def declined(self) -> bool:
        """She would rather not say any of it."""
        return self.then == RATHER_NOT

    def save(self, pregnancy: Pregnancy, by: Any, today: date) -> bool:
        """Save every form in which something changed, all of them or none; a problem stands on its form."""
        valid = [form.is_valid() for form in self.all]  # each says what to mend, not only the first
        if not all(valid):
            return False
        with transaction.atomic():
            saved = [form.save(pregnancy, by, today) for form in self.all if form.has_changed() or self.adds(form)]
            transaction.set_rollback(not all(saved))
        return all(saved)

    def adds(self, form: Any) -> bool:
        """It is the person whom the button adds, named or not."""
        return self.then == ADD and form is self.person

    def theirs(self) -> Beside | None:
        """What somebody else has saved meanwhile, laid beside what was typed; None where nobody has."""
        laid = [topic.beside(topic.need) for topic in self.topics if topic.theirs and topic.need]
        differs = [row for one in laid for row in one.differs]
        taken = [row for one in laid for row in one.taken]
        return Beside(differs, taken) if laid else None
