"""The birth: what will now move before it is saved; a baby that was forgotten; a birth entered wrongly; where a baby lives."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from pathway.actions import births, pregnancies
from pathway.actions.births import Newborn, Put
from pathway.births import after_birth
from pathway.local_packs import pack_of
from pathway.models import Baby, Information, Meeting, Pregnancy
from pathway.rules.telling import capitalised
from pathway.rules.words import MeetingKind

from . import her_page, separations
from .forms import PageForm, day, line, one_of, tick
from .pages import back_to_her_page, form_page
from .seeing import Request, sees

MOST_BABIES = 3
NOT_TYPED = {"csrfmiddlewaretoken", "seen", "back", "keep_dates"}

AFTER_HER_LOSS = "After her loss there is nothing to record about a birth."


class BirthForm(PageForm):
    """When she gave birth, and the babies' names if there are any yet."""

    born = day("Day of the birth", "Give the day of the birth.")
    babies = one_of(
        "How many babies", [(str(n), str(n)) for n in range(1, MOST_BABIES + 1)], "Say how many.", inline=True
    )
    name_1 = line("Baby’s name", max_length=60)
    name_2 = line("Second baby’s name", max_length=60)
    born_2 = day("Second baby’s day of birth", hint="Only if it was another day.")
    name_3 = line("Third baby’s name", max_length=60)
    born_3 = day("Third baby’s day of birth", hint="Only if it was another day.")

    def arguments(self) -> dict[str, Any]:
        """Each baby with its day and name."""
        typed, number = self.cleaned_data, int(self.cleaned_data["babies"])
        days = [typed["born"], *(typed[f"born_{n}"] or typed["born"] for n in range(2, number + 1))]
        return {"babies": [Newborn(born, typed[f"name_{n}"]) for n, born in enumerate(days, 1)]}


def birth_record(request: Request, pk: int) -> HttpResponse:
    """Record the birth: first its days and babies, then what will now move, then it is saved."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    if request.method != "POST" and not pregnancy.is_expecting:
        return no_birth_to_come(request, pregnancy)
    form = BirthForm.of(request, initial={"born": today, "babies": "1"})
    if "back" in request.POST:
        form.is_valid()
    elif "seen" in request.POST:
        keep, seen = "keep_dates" in request.POST, request.POST["seen"]
        version = int(seen) if seen.isascii() and seen.isdigit() else None
        given = {"pregnancy": pregnancy, "by": request.user, "today": today}
        if form.carry_out(births.record, move_dates=not keep, version=version, **given):
            messages.success(request, "The birth is recorded. Check that none of her promises ends too soon.")
            return redirect("pregnancy_show", pk)
    elif form.carry_out(births.foresee, pregnancy=pregnancy, by=request.user, today=today):
        return birth_foreseen(request, pregnancy, form)
    return form_page(
        request,
        form,
        "Record the birth",
        pregnancy,
        template="births/record.html",
        submit="Go on: see which dates change",
    )


def no_birth_to_come(request: Request, pregnancy: Pregnancy) -> HttpResponse:
    """To where a birth that is recorded is corrected; to her page after a loss without one."""
    if pregnancy.born is None:
        return back_to_her_page(request, pregnancy, AFTER_HER_LOSS)
    messages.info(request, f"The birth is recorded already, on {pregnancy.born:%-d %B %Y}. Here it can be corrected.")
    return redirect("birth_correct", pregnancy.pk)


def birth_foreseen(request: Request, pregnancy: Pregnancy, form: BirthForm) -> HttpResponse:
    """What will now move; nothing is saved yet."""
    today = timezone.localdate()
    babies = form.arguments()["babies"]
    born = min(baby.born for baby in babies)
    pack = pack_of(pregnancy.team.service.trust)
    context = {
        "pregnancy": pregnancy, "today": today, "babies": babies, "born": born, "foreseen": form.done,
        "follows": after_birth(born, conference_known(pregnancy), pack, today),
        "late": late_conferences(pregnancy, born),
        "typed": [(name, request.POST[name]) for name in request.POST if name not in NOT_TYPED],
    }  # fmt: skip
    return render(request, "births/foreseen.html", context)


def conference_known(pregnancy: Pregnancy) -> bool:
    """A pre-birth conference is needed, and the user may know of it."""
    return pregnancy.conference_needed and Information.CHILD_PROTECTION in sees(pregnancy)


def late_conferences(pregnancy: Pregnancy, born: Any) -> list[Meeting]:
    """Pre-birth conferences that are booked for the day of the birth or after it, for those who see meetings."""
    if Information.CHILD_PROTECTION not in sees(pregnancy):
        return []
    rows = Meeting.objects.filter(pregnancy=pregnancy, kind=MeetingKind.INITIAL_CONFERENCE)
    return list(rows.filter(day__gte=born, cancelled__isnull=True))


class AddForm(PageForm):
    """Another baby of the same birth."""

    born = day("Day of the birth", "Give the day of the birth.")
    name = line("Baby’s name", max_length=60)


def no_birth(pregnancy: Pregnancy, sentence: str) -> str:
    """Why a page about a birth makes no sense; after a loss in words that do not ask for one."""
    return AFTER_HER_LOSS if pregnancy.lost_on else sentence


def baby_add(request: Request, pk: int) -> HttpResponse:
    """Record another baby of the same birth."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    if request.method != "POST" and pregnancy.born is None:
        return back_to_her_page(
            request, pregnancy, no_birth(pregnancy, "No birth is recorded, so no baby can be added.")
        )
    form, lost = AddForm.of(request, initial={"born": pregnancy.born}), pregnancy.lost_on
    if form.carry_out(births.add, pregnancy=pregnancy, by=request.user, today=today):
        lives = "The baby is recorded, and lives with her until a move is recorded."
        messages.success(request, "The baby is recorded. If the baby has died, record that next." if lost else lives)
        return redirect("pregnancy_show", pk)
    intro = "Born on the same day or a later one."
    if lost:
        intro += (
            " This is for a baby who was born alive, also for one who died later: add the baby here, and then record the "
            "death as a loss. A baby who was stillborn is only recorded as a loss."
        )
    return form_page(request, form, "Add another baby from this birth", pregnancy, intro=intro, submit="Add the baby")


class CorrectForm(PageForm):
    """Each baby as it should stand, and why."""

    because = line("Why it is corrected", "Say in a few words why it is corrected.", max_length=200)
    keep_dates = tick(
        "Leave the dates of her promises as they are", hint="Otherwise dates counted from the birth move with it."
    )

    def __init__(self, *args: Any, babies: list[Baby], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.babies = babies
        for number, baby in enumerate(babies, 1):
            called = baby.name or (f"Baby {number}" if len(babies) > 1 else "The baby")
            self.fields[f"born_{baby.pk}"] = day(
                f"{called}: day of the birth", f"{called}: give the day of the birth.", initial=baby.born
            )
            self.fields[f"name_{baby.pk}"] = line(f"{called}: name", max_length=60)
            self.fields[f"name_{baby.pk}"].initial = baby.name
            if not baby.died:
                self.fields[f"mistaken_{baby.pk}"] = tick(f"{called} was entered by mistake")
        self.order_fields([name for name in self.fields if name not in ("because", "keep_dates")])

    def arguments(self) -> dict[str, Any]:
        """Each baby put right."""
        typed = self.cleaned_data
        babies = [
            Put(baby, typed[f"born_{baby.pk}"], typed[f"name_{baby.pk}"], typed.get(f"mistaken_{baby.pk}", False))
            for baby in self.babies
        ]
        given = {"babies": babies, "because": typed["because"], "move_dates": not typed["keep_dates"]}
        return given | ({"version": typed["version"]} if "version" in typed else {})


def birth_correct(request: Request, pk: int) -> HttpResponse:
    """Put a birth right that was entered wrongly."""
    today = timezone.localdate()
    pregnancy = her_page.find(request.user, pk, today)
    if request.method != "POST" and pregnancy.born is None:
        sentence = no_birth(pregnancy, "No birth is recorded, so there is none to correct.")
        return back_to_her_page(request, pregnancy, sentence)
    babies = list(pregnancy.babies.standing().select_related("pregnancy"))
    form = CorrectForm.of(request, babies=babies, version=pregnancy.version)
    if form.carry_out(births.correct, pregnancy=pregnancy, by=request.user, today=today):
        messages.success(request, "The birth is corrected. What stood before is kept in the history.")
        return redirect("pregnancy_show", pk)
    intro = "What stood before is kept, with who changed it and why."
    died = [
        f" {capitalised(baby.called)} died on {baby.died:%-d %B %Y}, and stays in her record."
        for baby in babies
        if baby.died
    ]
    intro += "".join(died) or (
        " If you tick “entered by mistake” for every baby, the birth is taken out of her record."
    )
    return form_page(
        request, form, "Correct the birth", pregnancy, intro=intro, template="births/correct.html", record=pregnancy,
        submit="Save the correction",
    )  # fmt: skip


WITH_HER = [("yes", "Yes, with her"), ("no", "No, apart from her")]


class MoveForm(PageForm):
    """Where a baby lives, with whom, and since when."""

    where = line("Where", hint="Such as “at home”, “a parent and baby placement”, “a foster home nearby”.")
    with_whom = line("With whom", hint="Such as “her sister” or “foster carers”. Leave empty if only with her.")
    start = day("Lives there since", "Give the first day.")

    def __init__(self, *args: Any, called: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_her"] = one_of(
            f"Does {called} live with her?", WITH_HER, "Say whether the baby lives with her."
        )
        self.order_fields(["with_her"])

    def arguments(self) -> dict[str, Any]:
        """The move, with a plain yes or no."""
        return self.cleaned_data | {"with_her": self.cleaned_data["with_her"] == "yes"}


def baby_move(request: Request, pk: int) -> HttpResponse:
    """Record that a baby lives elsewhere, or with her again; where that separates them, who is there for her is asked next."""
    today = timezone.localdate()
    rows = Baby.objects.visible_to(request.user, today).standing()
    baby = get_object_or_404(rows.select_related("pregnancy__mother", "pregnancy__team__service__trust"), pk=pk)
    form = MoveForm.of(request, called=baby.called, initial={"start": today})
    parts = form.is_valid() and form.cleaned_data["with_her"] == "no" and baby.apart_since() is None
    if parts:
        return separations.ask_who_comes(request, baby, form.cleaned_data)
    home = baby.home()
    if form.carry_out(pregnancies.move_baby, baby=baby, by=request.user, today=today):
        again = form.done.with_her and home and not home.with_her
        said = "Her own support goes on. Agree her plan anew with her." if again else ""
        messages.success(request, f"Where the baby lives is recorded. {said}".strip())
        return redirect("pregnancy_show", baby.pregnancy_id)
    return form_page(
        request, form, f"Where {baby.called} lives", baby.pregnancy, hidden_title="Where her baby lives", submit="Go on",
        template="births/move.html", home=home,
    )  # fmt: skip
