"""A baby goes to live apart from her: who is there for her, what was explored before, on what legal ground."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from pathway.actions import separations
from pathway.births import after_separation, first_contact_limit
from pathway.local_packs import pack_of
from pathway.models import Baby, Explored, Information, Loss, Option, Pregnancy, Separation
from pathway.models.separations import Route

from . import her_page
from .fields import told
from .forms import PageForm, day, line, one_of, record_of
from .pages import form_page
from .people import workers_near
from .seeing import Request, require_class, sees


class PersonForm(PageForm):
    """Who is there for her, and by when first."""

    named_person = record_of(
        "Who will be there for her?", "Choose who will be there for her.",
        hint="Somebody she knows, if there is anybody. They are there for her, not to check on her.",
    )  # fmt: skip
    first_contact_by = day("First contact with her by", "Give the day of the first contact.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(
            "named_person", workers_near(pregnancy, today), lambda worker: f"{worker.name}, {worker.service.name}"
        )


def person_form(request: Request, named: Loss | Separation, pregnancy: Pregnancy, since: date) -> PersonForm:
    """Who is there for her, to be changed; where the day kept for the first contact has passed, the next one is offered."""
    today = timezone.localdate()
    form = PersonForm.of(
        request, pregnancy=pregnancy, today=today, version=named.version, initial=PersonForm.values(named)
    )
    if named.first_contact_by < today:
        pack = pack_of(pregnancy.team.service.trust)
        form.initial["first_contact_by"] = first_contact_limit(pack, since, today)
    return form


class OptionsForm(PageForm):
    """What was explored before: one answer for each option, and why not where it was not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for option in Option:
            self.fields[option.value] = one_of(
                option.label, Explored.choices, told(option.label, "say how far this went."),
                reveals={Explored.NOT_EXPLORED.value: f"{option}_reason"}, small=True,
            )  # fmt: skip
            self.fields[f"{option}_reason"] = line(
                "Why not?",
                called=f"{option.label} – why not",
                max_length=300,
                revealed=True,
                hint="Such as “no place within 60 miles” or “decided in one night”.",
            )

    def options(self) -> dict[str, tuple[str, str]]:
        """How far each option went, and why not."""
        typed = self.cleaned_data
        return {option.value: (typed[option.value], typed[f"{option}_reason"]) for option in Option}


def grounds_for(pregnancy: Pregnancy) -> list[tuple[str, str]]:
    """The legal grounds, as they are called in the nation of her trust."""
    return Route.named_in(pregnancy.team.service.trust.pack)


def legal_ground() -> Any:
    """On what ground; the form's __init__ offers those of her nation."""
    return one_of(
        "On what legal ground does the baby live apart from her?",
        [],
        "Choose the legal ground, or that it is not known yet.",
        small=True,
    )


class ApartForm(OptionsForm, PersonForm):
    """Since when, where and with whom; who is there for her; and, for those who see it, what was explored and on what ground."""

    start = day("Apart from her since", "Give the first day.")
    where = line("Where the baby lives", hint="Such as “a foster home nearby”.")
    with_whom = line("With whom", hint="Such as “her sister” or “foster carers”.")
    route = legal_ground()

    def __init__(self, *args: Any, all_classes: bool, apart_already: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [name for option in Option for name in (option.value, f"{option}_reason")]
        self.order_fields(["start", "where", "with_whom", "named_person", "first_contact_by", *options, "route"])
        self.fields["route"].choices = grounds_for(kwargs["pregnancy"])  # type: ignore[attr-defined]
        self.all_classes = all_classes
        left_out = ["start", "where", "with_whom"] if apart_already else []
        left_out += (
            [] if all_classes else ["route", *(name for option in Option for name in (option, f"{option}_reason"))]
        )
        for name in left_out:
            del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        """The separation; the options as one argument."""
        names = ("start", "where", "with_whom", "named_person", "first_contact_by", "route")
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return given | ({"options": self.options()} if self.all_classes else {})


def baby_or_404(request: Request, pk: int, today: date) -> Baby:
    """The baby, if this user may see it."""
    rows = Baby.objects.visible_to(request.user, today).standing()
    rows = rows.select_related("pregnancy__mother", "pregnancy__team__service__trust")
    baby: Baby = get_object_or_404(rows, pk=pk)
    return baby


def baby_apart(request: Request, pk: int) -> HttpResponse:
    """The baby lives apart from her: record it, and who is there for her."""
    today = timezone.localdate()
    baby = baby_or_404(request, pk, today)
    since = baby.apart_since()
    form = apart_form(request, baby, today, ApartForm.of)
    action = separations.begin if since else separations.separate
    if form.carry_out(action, baby=baby, by=request.user, today=today):
        person = form.done.named_person
        messages.success(
            request,
            f"Noted. {person.name} is there for her, first by {form.done.first_contact_by:%-d %B %Y}. Her own support goes on.",
        )
        return redirect("pregnancy_show", baby.pregnancy_id)
    return apart_page(request, baby, form, today)


def ask_who_comes(request: Request, baby: Baby, typed: dict[str, Any]) -> HttpResponse:
    """The same page, filled with what was typed on the page before it."""
    today = timezone.localdate()
    limit = first_contact_limit(pack_of(baby.pregnancy.team.service.trust), typed["start"], today)
    initial = {name: typed[name] for name in ("start", "where", "with_whom")} | {"first_contact_by": limit}
    form = apart_form(request, baby, today, lambda _, **given: ApartForm(**(given | {"initial": initial})))
    return apart_page(request, baby, form, today)


def apart_form(request: Request, baby: Baby, today: date, make: Any) -> ApartForm:
    """The form as this user fills it in."""
    pregnancy = her_page.find(request.user, baby.pregnancy_id, today)
    limit = first_contact_limit(pack_of(baby.pregnancy.team.service.trust), baby.apart_since() or today, today)
    form: ApartForm = make(
        request, pregnancy=pregnancy, today=today, all_classes=Information.CHILD_PROTECTION in sees(pregnancy),
        apart_already=baby.apart_since() is not None, initial={"start": today, "first_contact_by": limit},
    )  # fmt: skip
    return form


def apart_page(request: Request, baby: Baby, form: ApartForm, today: date) -> HttpResponse:
    """Who is there for her, and what follows from the separation by the trust's own limits."""
    pack = pack_of(baby.pregnancy.team.service.trust)
    typed = form.cleaned_data.get("start") if form.is_bound else form.initial.get("start")
    since = baby.apart_since() or typed or today
    return form_page(
        request, form, f"{baby.called[:1].upper()}{baby.called[1:]} lives apart from her", baby.pregnancy,
        hidden_title="Her baby lives apart from her", template="separations/apart.html", baby=baby, today=today,
        follows=after_separation(since, baby.born, pack, today), action_page="baby_apart", submit="Save",
        from_today=not (baby.apart_since() or typed),
    )  # fmt: skip


def separation_or_404(request: Request, pk: int, today: date) -> Separation:
    """The separation, if this user may see it."""
    rows = Separation.objects.visible_to(request.user, today)
    rows = rows.select_related("baby__pregnancy__mother", "residence", "named_person")
    separation: Separation = get_object_or_404(rows, pk=pk)
    return separation


def separation_person(request: Request, pk: int) -> HttpResponse:
    """Another person is there for her from now on."""
    today = timezone.localdate()
    separation = separation_or_404(request, pk, today)
    pregnancy = separation.baby.pregnancy
    form = person_form(request, separation, pregnancy, separation.residence.start)
    if form.carry_out(separations.name_another, separation=separation, by=request.user, today=today):
        messages.success(request, f"{form.done.named_person.name} is there for her from now on. Tell her who it is.")
        return redirect("pregnancy_show", pregnancy.pk)
    return form_page(request, form, "Who is there for her", pregnancy, record=separation)


class GroundForm(OptionsForm):
    """What was explored before, and the legal ground from a day on."""

    route = legal_ground()
    since = day("This has been the legal ground since", "Give the day.")

    def __init__(self, *args: Any, pregnancy: Pregnancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in ("route", "since")])
        self.fields["route"].choices = grounds_for(pregnancy)  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """The options as one argument, and the ground."""
        given = {name: self.cleaned_data[name] for name in ("route", "since", "version")}
        return given | {"options": self.options()}

    @classmethod
    def values(cls, separation: Separation) -> dict[str, Any]:
        """What stands in the record."""
        return ground_of(separation)


def separation_ground(request: Request, pk: int) -> HttpResponse:
    """What was explored before the separation, and on what legal ground the baby lives apart from her."""
    today = timezone.localdate()
    separation = separation_or_404(request, pk, today)
    pregnancy = her_page.find(request.user, separation.baby.pregnancy_id, today)
    require_class(pregnancy, Information.CHILD_PROTECTION)
    form = GroundForm.of(request, pregnancy=pregnancy, initial=ground_of(separation), version=separation.version)
    if form.carry_out(separations.set_ground, separation=separation, by=request.user, today=today):
        messages.success(request, "What was explored and the legal ground are recorded.")
        return redirect("pregnancy_show", pregnancy.pk)
    return form_page(
        request, form, "What was explored before, and the legal ground", pregnancy, record=separation,
        template="separations/ground.html", hidden_title="Her baby lives apart from her",
    )  # fmt: skip


def ground_of(separation: Separation) -> dict[str, Any]:
    """What stands now, as the form shows it."""
    rows = {row.option: row for row in separation.options.all()}
    initial: dict[str, Any] = {option: row.explored for option, row in rows.items()}
    initial |= {f"{option}_reason": row.reason for option, row in rows.items()}
    route = separation.routes.last()
    return initial | ({"route": route.route, "since": route.since} if route else {"since": separation.residence.start})
