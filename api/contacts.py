"""Contacts: booked ahead or recorded; each ends in one outcome or stays visibly without one.

Nearest in FHIR: Appointment, whose `minutes_duration`, `subject` and `performer` it borrows. Its `outcome` is ours: FHIR has
no word that tells a visit cancelled by the service from one that she cancelled.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, cast

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from pathway.actions import contacts, moves
from pathway.actions.base import Problem, long_date
from pathway.models import AskedBy, Contact, Move, OutcomeRecord, Support, Worker
from pathway.models.contacts import OUTCOME_WORDS, WHY_OF_SERVICE, WHY_OPEN
from pathway.rules.words import Help, Mode, Outcome

from .base import Narrowing, Reads
from .fields import Body, ClockTime, Day, Key, OneOf, Text, TrueOrFalse, Whole, clean
from .schema import reads
from .sendings import SENT_ONCE, once
from .shapes import Constant, Link, Named, Shape, Subject

OUTCOMES = [outcome.value for outcome in Outcome]
OUTCOME_HELP = "; ".join(f"{outcome}: {words[0].lower()}{words[1:]}" for outcome, words in OUTCOME_WORDS.items())
LONGEST_NOTE = 4000
IDLE_WITH_OUTCOME = (("at", "minutes_duration"), "This goes with a booking. Leave it out where there is an outcome.")
IDLE_WITHOUT_OUTCOME = (("note",), "This goes with an outcome. Say what happened, or leave it out.")


class Recorded(Shape):
    """How the outcome came to stand as it does: its latest record."""

    on = serializers.DateField(source="recorded_on")
    by = serializers.CharField(source="by.name", default=None, allow_null=True, help_text="null: loaded, not typed.")
    note = serializers.CharField(help_text="What she said matters; empty where nothing was written.")
    because = serializers.CharField(help_text="Why it was corrected; empty where it was not.")


REASONS = [why.value for why in [*WHY_OF_SERVICE, *WHY_OPEN]]
REASON_HELP = (
    "What got in the way. That it did not feel safe is neither told nor taken here; it stands on her page, for those whose "
    "role sees her safety, and here she would rather not say."
)


class Moved(Shape):
    """One move of a contact to another day or time."""

    on = serializers.DateField(source="moved_on")
    by = serializers.CharField(source="by.name", default=None, allow_null=True, help_text="null: loaded, not typed.")
    from_day = serializers.DateField()
    from_at = ClockTime(allow_null=True)
    to_day = serializers.DateField()
    to_at = ClockTime(allow_null=True)
    asked_by = serializers.ChoiceField(choices=AskedBy.values, help_text="Who asked for it.")
    reason = serializers.ChoiceField(choices=["", *REASONS], help_text=f"{REASON_HELP} Empty: not said.")


class ContactSerializer(Shape):
    """One contact of a support."""

    resource_type = Constant("contact")
    id = serializers.IntegerField(source="pk")
    version = serializers.IntegerField(help_text="Counts its edits.")
    status = serializers.SerializerMethodField(
        help_text="booked: still to come; unrecorded: its day has come and nobody has said what happened; "
        "recorded: see outcome, which on a day to come says who called it off; "
        "entered-in-error: it should never have been booked."
    )
    outcome = serializers.ChoiceField(choices=OUTCOMES, allow_null=True, help_text=f"null: none yet. {OUTCOME_HELP}.")
    subject = Subject(source="support.pregnancy")
    support = Link("support-detail", "reference")
    service = Named(source="support.service")
    day = serializers.DateField()
    at = ClockTime(allow_null=True)
    minutes_duration = serializers.IntegerField(source="minutes", allow_null=True)
    booked_on = serializers.DateField(
        source="known", help_text="When it was booked, or moved to its day; its own day where it was not booked ahead."
    )
    mode = serializers.ChoiceField(choices=[mode.value for mode in Mode], help_text="clinic: she travels to it.")
    help = serializers.SerializerMethodField(help_text="What is arranged so that she can come.")
    needs_her = serializers.BooleanField(help_text="Whether she has to be there.")
    performer = Named(source="worker", allow_null=True, help_text="The worker who comes, or came.")
    recorded = serializers.SerializerMethodField(help_text="null: no outcome has been recorded.")
    moves = Moved(many=True, source="moves.all", help_text="Each move to another day or time, the first one first.")
    entered_in_error = serializers.CharField(help_text="Why it should not have been booked; empty: it stands.")

    def get_status(self, contact: Contact) -> Literal["booked", "unrecorded", "recorded", "entered-in-error"]:
        """Where it stands today."""
        if contact.entered_in_error:
            return "entered-in-error"
        if contact.outcome:
            return "recorded"
        return "unrecorded" if contact.day <= self.today else "booked"

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=[help_.value for help_ in Help])))
    def get_help(self, contact: Contact) -> list[str]:
        """Childcare, transport, interpreter."""
        return [help_.value for help_ in Help if getattr(contact, f"with_{help_.value}")]

    @extend_schema_field(Recorded(allow_null=True))
    def get_recorded(self, contact: Contact) -> Any:
        """The latest record counts; an outcome that was taken back is none."""
        return Recorded(contact.told).data if contact.outcome and contact.told else None


class ContactNarrowing(Narrowing):
    """Which contacts."""

    lookups = {
        "pregnancy": "support__pregnancy", "support": "support", "service": "support__service", "outcome": "outcome",
        "recorded": "outcome__isnull", "since": "day__gte", "until": "day__lte",
    }  # fmt: skip

    pregnancy = Key(required=False, help_text="With this woman: the `id` of her pregnancy.")
    support = Key(required=False, help_text="Of this support: its `id`.")
    service = Key(required=False, help_text="Of this service: its `id`.")
    outcome = OneOf(choices=OUTCOMES, required=False, help_text=f"With this outcome. {OUTCOME_HELP}.")
    recorded = TrueOrFalse(required=False, help_text="true: an outcome is recorded; false: none is yet.")
    since = Day(required=False, help_text="On this day or later.")
    until = Day(required=False, help_text="On this day or earlier.")

    def validate_recorded(self, recorded: bool) -> bool:
        """The lookup asks whether it is missing."""
        return not recorded


class OutcomeBody(Body):
    """What became of a booked contact, or who called it off before its day."""

    outcome = OneOf(
        choices=OUTCOMES, help_text=f"{OUTCOME_HELP}. Before its day: only that the service or she cancelled it."
    )
    worker = Key(
        required=False,
        help_text="Who came, if not the one booked: the `id` of a worker of that service, as `performer` tells it.",
    )
    note = Text(required=False, allow_blank=True, max_length=LONGEST_NOTE, help_text="What did she say matters?")


class MoveBody(Body):
    """Another day or time for a booked contact."""

    day = Day(help_text="The new day: today or later.")
    at = ClockTime(required=False, help_text="The new time; leave it out where none is fixed yet.")
    asked_by = OneOf(choices=AskedBy.values, help_text="Who asked for it.")
    reason = OneOf(choices=REASONS, required=False, help_text=REASON_HELP)
    version = Whole(
        required=False,
        min_value=1,
        help_text="The `version` that you read: if somebody was faster, nothing is written.",
    )


class ContactBody(Body):
    """A contact that took place or did not (with an outcome), or one that is booked ahead (without)."""

    support = Key(help_text="The `id` of the support that it belongs to.")
    day = Day(
        help_text="With an outcome: today or earlier; later only of one that is booked and called off. Without: today or later."
    )
    outcome = OneOf(choices=OUTCOMES, required=False, help_text=f"{OUTCOME_HELP}. Leave it out to book ahead.")
    worker = Key(
        required=False,
        help_text="Who comes, or came: the `id` of a worker of that service, as `performer` tells it. Unless said, the support's own.",
    )
    note = Text(
        required=False,
        allow_blank=True,
        max_length=LONGEST_NOTE,
        help_text="What did she say matters? With an outcome only.",
    )
    at = ClockTime(required=False, help_text="When it begins. For a booking only.")
    minutes_duration = Whole(
        required=False, min_value=1, max_value=1440, help_text="How long it is. For a booking only."
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        """Nothing that was typed is passed over."""
        recording = "outcome" in given
        idle, words = IDLE_WITH_OUTCOME if recording else IDLE_WITHOUT_OUTCOME
        if faults := {name: [words] for name in idle if given.get(name) not in (None, "")}:
            raise serializers.ValidationError(faults)
        return given


@reads("contacts", "a contact")
class Contacts(Reads):
    """The contacts of the supports of the women with whom you are involved today, by day."""

    queryset = Contact.objects.order_by("day", "at", "pk")
    serializer_class = ContactSerializer
    narrowing = ContactNarrowing
    sent_as = {"on": "day", "minutes": "minutes_duration"}

    def whole(self, rows: QuerySet[Contact]) -> QuerySet[Contact]:
        """With her name, its support, its worker and how its outcome was recorded."""
        records = OutcomeRecord.objects.select_related("by").order_by("pk")
        return rows.select_related("support__pregnancy__mother", "support__service", "worker").prefetch_related(
            Prefetch("records", records), Prefetch("moves", Move.objects.select_related("by").order_by("pk"))
        )

    @extend_schema(
        summary="Record or book a contact",
        request=ContactBody,
        responses={201: ContactSerializer},
        parameters=[SENT_ONCE],
    )
    def create(self, request: Request) -> Response:
        """Record what became of a contact today or earlier, or book one for today or later.

        With an outcome, the contact booked for that day and still without an outcome is recorded; if there is none, a new
        one is made. A repeated request therefore makes a second contact, unless both bring the same Idempotency-Key.
        """
        given = clean(ContactBody, request)
        support = self._support(given["support"])
        worker = self._worker(given.get("worker"), support, given["day"])
        if "outcome" in given:
            return self._once(self._record, given, support=support, on=given["day"], worker=worker)
        return self._once(self._book, given, support=support, worker=worker)

    @extend_schema(
        summary="Record the outcome of a booked contact", request=OutcomeBody, responses={201: ContactSerializer},
        parameters=[SENT_ONCE],
    )  # fmt: skip
    @action(detail=True, methods=["post"])
    def outcome(self, request: Request, pk: int) -> Response:
        """Record what became of this contact. It can be done once, so a repeated request does no harm."""
        contact = self.get_object()
        given = clean(OutcomeBody, request)
        worker = self._worker(given.get("worker"), contact.support, contact.day)
        return self._once(self._record, given, support=contact.support, on=contact.day, contact=contact, worker=worker)

    @extend_schema(
        summary="Move a booked contact to another day or time", request=MoveBody, responses={201: ContactSerializer},
        parameters=[SENT_ONCE],
    )  # fmt: skip
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: int) -> Response:
        """Move this contact; it stays the one contact, and the move stays with it. One with an outcome cannot be moved."""
        return self._once(self._move, clean(MoveBody, request), contact=self.get_object())

    def _once(self, write: Callable[..., Contact], given: dict[str, Any], **about: Any) -> Response:
        """Write it, once for each Idempotency-Key, and tell the contact as it now stands."""
        made, before = once(self.request, self.user, lambda: write(given, **about))
        row = self.get_queryset().get(pk=made)
        headers = {"Location": reverse("contact-detail", args=[row.pk])} | (
            {"Idempotency-Replayed": "true"} if before else {}
        )
        return Response(self.get_serializer(row).data, 201, headers=headers)

    def _record(self, given: dict[str, Any], **about: Any) -> Contact:
        note = given.get("note", "")
        return contacts.record(outcome=given["outcome"], note=note, by=self.user, today=self.today, **about)

    def _move(self, given: dict[str, Any], contact: Contact) -> Contact:
        return moves.move(contact=contact, by=self.user, today=self.today, **given)

    def _book(self, given: dict[str, Any], **about: Any) -> Contact:
        if given["day"] < self.today:
            raise Problem("This day has passed. Say what happened (outcome), or give a later day.", "outcome")
        at, minutes = given.get("at"), given.get("minutes_duration")
        return contacts.book(day=given["day"], at=at, minutes=minutes, by=self.user, today=self.today, **about)

    def _support(self, key: int) -> Support:
        """A support in scope; no other can be told from one that does not exist."""
        rows = Support.objects.visible_to(self.user, self.today)
        if found := rows.select_related("pregnancy", "service").filter(pk=key).first():
            return cast(Support, found)
        raise Problem(f"There is no support {key} that you may see. GET /api/supports/ lists them.", "support")

    def _worker(self, key: int | None, support: Support, day: date) -> Worker | None:
        """A worker of the support's service, in post on that day."""
        if key is None:
            return None
        if found := support.service.workers.working(day).filter(pk=key).first():
            return found
        raise Problem(
            f"No worker {key} is in post at {support.service} on {long_date(day)}. Check the number.", "worker"
        )
