"""The loss of a pregnancy or of a baby, recorded with care; what she no longer needs; days she asked us to remember."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import losses
from pathway.births import after_loss, first_contact_limit
from pathway.local_packs import pack_of
from pathway.models import Contact, DayToRemember, Information, Loss, LossKind, Pregnancy, Support
from pathway.rules.telling import capitalised
from pathway.rules.words import Kind

from . import her_page
from .fields import RecordsField
from .forms import PageForm, day, line, one_of, show
from .pages import back_to_her_page, form_page
from .seeing import Request, require_class, sees
from .separations import PersonForm, person_form
from .templatetags.words import weekday, whole

PREGNANCY, STILLBORN = "pregnancy", "stillborn"
OF_A_PREGNANCY = [LossKind.MISCARRIAGE, LossKind.TERMINATION, LossKind.OTHER]


class LossForm(PersonForm):
    """What happened, when, and who is there for her."""

    what = one_of("What happened?", [], "Say what happened.", reveals={PREGNANCY: "kind", STILLBORN: "name"})
    kind = one_of(
        "What kind of loss", [], hint="Only those who see her health see this. It may stay empty.", revealed=True
    )
    name = line("Her baby’s name, if her baby has one", max_length=60, revealed=True)
    day = day("On which day", "Give the day.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, pregnancy=pregnancy, today=today, **kwargs)
        self.living = {f"baby-{baby.pk}": baby for baby in pregnancy.babies.standing().filter(died__isnull=True)}
        self.health = Information.HEALTH in sees(pregnancy)
        what = [(key, f"{baby.called[:1].upper()}{baby.called[1:]} died") for key, baby in self.living.items()]
        if not pregnancy.born:
            what.append((PREGNANCY, "She lost the pregnancy, or it was ended"))
        whose = "Another baby from this birth" if pregnancy.born else "Her baby"
        choices = [*what, (STILLBORN, f"{whose} was stillborn")]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["what"].initial = STILLBORN
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in OF_A_PREGNANCY]  # type: ignore[attr-defined]
        if not self.health or pregnancy.born:
            del self.fields["kind"]
            self.fields["what"].reveals = {STILLBORN: "name"}  # type: ignore[attr-defined]
        self.order_fields(["what", "kind", "name", "day", "named_person", "first_contact_by"])


def loss_record(request: Request, pk: int) -> HttpResponse:
    """Record the loss of a pregnancy, a stillbirth, or the death of a baby."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    known = standing_losses(pregnancy)
    if request.method != "POST" and pregnancy.lost_on and pregnancy.born is None:
        sentence = f"Her loss on {pregnancy.lost_on:%-d %B %Y} is recorded already. “Entered by mistake” takes it back."
        return back_to_her_page(request, pregnancy, sentence)
    pack = pack_of(pregnancy.team.service.trust)
    initial = {"first_contact_by": first_contact_limit(pack, today, today)}
    form = LossForm.of(request, pregnancy=pregnancy, today=today, initial=initial)
    if form.carry_out(recorded, form=form, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "It is recorded. Her own support goes on.")
        return redirect("loss_call_off", pk)
    typed = form.cleaned_data.get("day") if form.is_bound else None
    follows = after_loss(typed or today, pack, today, pregnancy.born)
    return form_page(
        request, form, "Record a loss", pregnancy, template="losses/record.html", follows=follows, today=today, from_today=not typed,
        known=known, hidden_title="Record what happened",
    )  # fmt: skip


def standing_losses(pregnancy: Pregnancy) -> QuerySet[Loss]:
    """The losses that are recorded, but for those entered by mistake."""
    return pregnancy.losses.filter(entered_in_error="").select_related("baby")


def recorded(*, form: LossForm, what: str, pregnancy: Pregnancy, kind: str = "", name: str = "", **given: Any) -> Loss:
    """What happened, as the action that it asks for."""
    if what == PREGNANCY:
        return losses.record_loss(pregnancy=pregnancy, kind=kind, **given)
    if what == STILLBORN:
        kind = LossKind.STILLBIRTH if form.health else ""
        return losses.record_stillbirth(pregnancy=pregnancy, name=name, kind=kind, **given)
    return losses.record_death(baby=form.living[what], kind=LossKind.DEATH if form.health else "", **given)


def loss_or_404(request: Request, pk: int, today: date) -> Loss:
    """The loss, if this user may see it."""
    rows = Loss.objects.visible_to(request.user, today).filter(entered_in_error="")
    loss: Loss = get_object_or_404(rows.select_related("pregnancy__mother", "named_person", "baby"), pk=pk)
    return loss


def loss_person(request: Request, pk: int) -> HttpResponse:
    """Another person is there for her from now on."""
    today = timezone.localdate()
    loss = loss_or_404(request, pk, today)
    form = person_form(request, loss, loss.pregnancy, loss.day)
    if form.carry_out(losses.name_another, loss=loss, by=request.user, today=today):
        messages.success(request, f"{form.done.named_person.name} is there for her from now on. Tell her who it is.")
        return redirect("pregnancy_show", loss.pregnancy_id)
    return form_page(request, form, "Who is there for her", loss.pregnancy, record=loss)


class TakeBackForm(PageForm):
    """Why it is taken back."""

    because = line("Why it is taken back", "Say in a few words why it is taken back.", max_length=200)


def loss_take_back(request: Request, pk: int) -> HttpResponse:
    """It was entered by mistake."""
    today = timezone.localdate()
    loss = loss_or_404(request, pk, today)
    form = TakeBackForm.of(request, version=loss.version)
    if form.carry_out(losses.take_back, loss=loss, by=request.user, today=today):
        messages.success(request, "It is taken back. The history keeps who did so and why.")
        return redirect("pregnancy_show", loss.pregnancy_id)
    what = f"{capitalised(loss.baby.called)}’s death" if loss.baby else "The loss of her pregnancy"
    intro = f"{what} on {loss.day:%-d %B %Y} will be taken back. If a birth was recorded with it, correct that too."
    title = "The loss was entered by mistake"
    return form_page(request, form, title, loss.pregnancy, record=loss, intro=intro, submit="Take it back")


class CallOffForm(PageForm):
    """What was meant for a birth or a baby, to be chosen one by one; what she keeps stays unticked."""

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, meetings: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        checks = pregnancy.supports.not_over(today).filter(kind=Kind.CHECK).select_related("service")
        coming = Contact.objects.standing().filter(
            ~Q(support__kind=Kind.SUPPORT), support__pregnancy=pregnancy, day__gte=today, outcome__isnull=True
        )
        there_for_her = standing_losses(pregnancy).order_by().values("named_person")
        theirs = Q(worker__in=there_for_her) | Q(worker__isnull=True, support__worker__in=there_for_her)
        coming = coming.exclude(theirs, support__kind=Kind.BOTH)
        self.choose("supports", "Promises of checks that stop today", checks, said_support)
        self.choose("appointments", "Appointments", coming.select_related("support__service"), said_contact)
        sittings = pregnancy.meetings.filter(day__gte=today, cancelled__isnull=True)
        if meetings:
            self.choose(
                "sittings", "Meetings", sittings, lambda row: whole(f"{row.get_kind_display()} on {row.day:%-d %B %Y}")
            )

    def choose(self, name: str, label: str, rows: Any, said: Any) -> None:
        """Boxes for these rows, if there are any."""
        if not rows:
            return
        field = RecordsField(rows, label=label, required=False, widget=forms.CheckboxSelectMultiple)
        self.fields[name] = show(field, unmarked=True)
        self.offer(name, rows, said)


def said_support(support: Support) -> str:
    """A promise in a few words."""
    return f"{support.service}: {support.what or 'a check'}"


def said_contact(contact: Contact) -> str:
    """An appointment in a few words."""
    what = f", {contact.support.what}" if contact.support.what else ""
    return f"{contact.support.service}{what}, {weekday(contact.day)}"


def loss_call_off(request: Request, pk: int) -> HttpResponse:
    """What she no longer needs since her loss, offered one by one; nothing is called off by itself."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    if request.method != "POST" and not standing_losses(pregnancy).exists():
        return back_to_her_page(request, pregnancy, "No loss is recorded, so nothing is called off because of one.")
    seen = Information.CHILD_PROTECTION in sees(pregnancy)
    form = CallOffForm.of(request, pregnancy=pregnancy, today=today, meetings=seen)
    if form.carry_out(losses.call_off, pregnancy=pregnancy, by=request.user, today=today):
        number = form.done
        messages.success(
            request,
            f"{number} called off. All else of hers goes on."
            if number
            else "Nothing is called off. All of hers goes on.",
        )
        return redirect("pregnancy_show", pk)
    intro = "Tick only what she does not need any more. Ask her first, if you can: some of it may be a comfort."
    return form_page(
        request,
        form,
        "What she no longer needs",
        pregnancy,
        intro=intro if form.fields else "",
        template="losses/call_off.html",
        submit="Call off what is ticked",
        cancel_words="Leave all as it is",
    )


class RememberForm(PageForm):
    """A day, what she calls it, and when she said that she wants it."""

    she_agreed_on = day("She said so on", "Give the day on which she said so.")
    words = line("What she calls it", "Say what she calls this day.", hint="In her own words, such as “Leo’s day”.")
    day = day("Which day", "Give the day that she wants remembered.", hint="It comes round each year.")
    field_order = ["day", "words", "she_agreed_on"]


def day_remember(request: Request, pk: int) -> HttpResponse:
    """A day near which she wants somebody to be in touch."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    require_class(pregnancy, Information.NEEDS)
    form = RememberForm.of(request, initial={"she_agreed_on": today})
    if form.carry_out(losses.remember, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "Noted. Whoever leads is reminded before the day. It is never printed.")
        return redirect("pregnancy_show", pk)
    intro = (
        "Some days are heavy: the day of a loss, a due date, a birthday. Ask her whether she wants somebody to be in "
        "touch then. Without her yes, nothing is noted here."
    )
    return form_page(request, form, "A day to remember", pregnancy, intro=intro)


class StopForm(PageForm):
    """Since when she no longer wants it."""

    on = day("She said so on", "Give the day.")


def day_stop(request: Request, pk: int) -> HttpResponse:
    """She no longer wants somebody to be in touch near this day."""
    today = timezone.localdate()
    rows = DayToRemember.objects.visible_to(request.user, today).select_related("pregnancy__mother")
    row = get_object_or_404(rows, pk=pk)
    form = StopForm.of(request, initial={"on": today}, version=row.version)
    if form.carry_out(losses.stop_remembering, row=row, by=request.user, today=today):
        messages.success(request, "Noted. Nobody is reminded of this day any more.")
        return redirect("pregnancy_show", row.pregnancy_id)
    intro = f"{row.day:%-d %B}: “{row.words}”. Nobody is to be in touch near this day any more."
    return form_page(request, form, "She no longer wants this", row.pregnancy, record=row, intro=intro)
