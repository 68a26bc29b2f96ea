"""What she tells in confidence: alcohol and drugs, and safety. No rule sees any of it, so nothing is reassessed."""

from datetime import date

from django.db import transaction

from ..models import Asked, Goal, Information, Pregnancy, SafetyDetail, SubstanceKind, SubstanceTalk, SubstanceUse, User
from ..models.assessments import MANY_OF_A_KIND
from ..permissions import require
from .base import Problem, edit, record_event

ONLY_ALONE = "Ask this only when she is alone. If she was not, leave it as not asked yet."
NO_ANSWER_WRITTEN = "She said something, so it was asked: save it as her answer, or clear it."


@transaction.atomic
def talk_of_substances(
    *,
    pregnancy: Pregnancy,
    asked: str,
    by: User | None,
    today: date,
    her_words: str = "",
    version: int | None = None,
) -> SubstanceTalk:
    """Whether she was asked about alcohol and drugs, and what she says would help; `version` None where it is new."""
    require(by, pregnancy, today, Information.ALCOHOL_AND_DRUGS)
    if asked != Asked.ASKED and her_words.strip():
        raise Problem(NO_ANSWER_WRITTEN, "her_words")
    talk, new = SubstanceTalk.objects.get_or_create(pregnancy=pregnancy)
    if version is None and not new and talk.version > 1:
        version = 0 if by else None  # somebody else wrote while the form was open
    changes = edit(talk, version, "this answer", asked=asked, her_words=her_words.strip())
    record_event(
        "confidences.talk_of_substances", talk, pregnancy, by, information=Information.ALCOHOL_AND_DRUGS,
        changes=changes or None,
    )  # fmt: skip
    return talk


@transaction.atomic
def record_substance(
    *,
    pregnancy: Pregnancy,
    substance: str,
    by: User | None,
    today: date,
    kind: str = SubstanceKind.OTHER,
    prescribed: bool | None = None,
    her_goal: str = Goal.NOT_DECIDED,
    her_words: str = "",
) -> SubstanceUse:
    """What she tells of alcohol or a drug, and her own goal; a kind that stands on her list is kept as it is."""
    require(by, pregnancy, today, Information.ALCOHOL_AND_DRUGS)
    if not substance.strip():
        raise Problem("Name what she takes, in her words.", "substance")
    listed: SubstanceUse | None = SubstanceUse.objects.filter(pregnancy=pregnancy, kind=kind, over__isnull=True).first()
    if listed and kind not in MANY_OF_A_KIND:
        return listed
    use = SubstanceUse.objects.create(
        pregnancy=pregnancy, kind=kind, substance=substance.strip(), prescribed=prescribed, her_goal=her_goal,
        her_words=her_words.strip(), recorded_on=today,
    )  # fmt: skip
    record_event("confidences.record_substance", use, pregnancy, by, information=Information.ALCOHOL_AND_DRUGS)
    return use


@transaction.atomic
def change_substance(
    *,
    use: SubstanceUse,
    substance: str,
    her_goal: str,
    by: User | None,
    today: date,
    prescribed: bool | None = None,
    her_words: str = "",
    is_over: bool = False,
    version: int | None = None,
) -> SubstanceUse:
    """What she says of it now; the old words stay in the events. `is_over`: it is no longer part of her life."""
    require(by, use.pregnancy, today, Information.ALCOHOL_AND_DRUGS)
    if not substance.strip():
        raise Problem("Name what she takes, in her words.", "substance")
    if not is_over and use.over and use.kind not in MANY_OF_A_KIND and _stands(use):
        raise Problem("This is on her list already. Change that entry instead.", "is_over")
    over = (use.over or today) if is_over else None
    changes = edit(
        use, version, "what she said of this", substance=substance.strip(), prescribed=prescribed, her_goal=her_goal,
        her_words=her_words.strip(), over=over,
    )  # fmt: skip
    record_event(
        "confidences.change_substance", use, use.pregnancy, by, information=Information.ALCOHOL_AND_DRUGS,
        changes=changes,
    )  # fmt: skip
    return use


def _stands(use: SubstanceUse) -> bool:
    """Another entry of the same kind stands on her list."""
    listed = SubstanceUse.objects.filter(pregnancy=use.pregnancy_id, kind=use.kind, over__isnull=True)
    return listed.exclude(pk=use.pk).exists()


@transaction.atomic
def record_safety(
    *,
    pregnancy: Pregnancy,
    asked: str,
    by: User | None,
    today: date,
    asked_alone: bool | None = None,
    her_words: str = "",
    what_keeps_her_safer: str = "",
    not_to_say_again: str = "",
) -> SafetyDetail:
    """What she tells of violence or control, in its own compartment. No rule and no print sees it."""
    require(by, pregnancy, today, Information.SAFETY)
    if asked == Asked.ASKED and not asked_alone:
        raise Problem(ONLY_ALONE, "asked_alone")
    _told_only_if_asked(asked, her_words, what_keeps_her_safer, not_to_say_again)
    detail = SafetyDetail.objects.create(
        pregnancy=pregnancy, asked=asked, asked_alone=asked_alone, her_words=her_words.strip(),
        what_keeps_her_safer=what_keeps_her_safer.strip(), not_to_say_again=not_to_say_again.strip(),
        recorded_on=today,
    )  # fmt: skip
    record_event("confidences.record_safety", detail, pregnancy, by, information=Information.SAFETY)
    return detail


def _told_only_if_asked(asked: str, *told: str) -> None:
    if asked != Asked.ASKED and any(words.strip() for words in told):
        raise Problem(NO_ANSWER_WRITTEN, "her_words")


@transaction.atomic
def change_safety(
    *,
    detail: SafetyDetail,
    by: User | None,
    today: date,
    her_words: str = "",
    what_keeps_her_safer: str = "",
    not_to_say_again: str = "",
    version: int | None = None,
) -> SafetyDetail:
    """Put right what was written of one talk; the old words stay in the events."""
    require(by, detail.pregnancy, today, Information.SAFETY)
    _told_only_if_asked(detail.asked, her_words, what_keeps_her_safer, not_to_say_again)
    changes = edit(
        detail, version, "what she said", her_words=her_words.strip(),
        what_keeps_her_safer=what_keeps_her_safer.strip(), not_to_say_again=not_to_say_again.strip(),
    )  # fmt: skip
    record_event(
        "confidences.change_safety", detail, detail.pregnancy, by, information=Information.SAFETY, changes=changes
    )
    return detail
