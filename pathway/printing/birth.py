"""What happens when her baby is born; what is not decided yet, with the day by which she will hear."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import BirthArrangement, BirthQuestion
from .records import Records
from .variants import Sheet
from .words import full_day, sentence

QUESTIONS = {
    BirthQuestion.WHO_WITH_HER: gettext_lazy("Who will be with you"),
    BirthQuestion.WHO_IS_TOLD: gettext_lazy("Who is told that your baby is born"),
    BirthQuestion.WHERE_BABY: gettext_lazy("Where your baby will be"),
    BirthQuestion.HOW_LONG_WATCHED: gettext_lazy("How long your baby is looked after on the ward"),
    BirthQuestion.WHO_VISITS: gettext_lazy("Who visits you in the first days"),
    BirthQuestion.WHO_DECIDES: gettext_lazy("Who decides if something has to change"),
}
NEAR = timedelta(weeks=12)
WEEKS_BEFORE = timedelta(weeks=6)
"""Where nobody has given a day, she hears by six weeks before the birth, or within a week if that is past."""


class Answer(NamedTuple):
    """One question about the birth, in words."""

    question: str
    answer: str


def birth(records: Records, sheet: Sheet) -> tuple[Answer, ...]:
    """Each question with its answer or blank, before the birth; nothing after it or after a loss."""
    if sheet.apart or not asked_now(records):
        return ()
    known = {row.question: row for row in records.seen(records.pregnancy.birth_arrangements.all())}
    return tuple(
        Answer(str(words), answer(known.get(question), question, records)) for question, words in QUESTIONS.items()
    )


def asked_now(records: Records) -> bool:
    """The birth is to come, and it is near or something is arranged for it."""
    woman = records.pregnancy
    if woman.born or woman.lost_on or woman.closed:
        return False
    return woman.due - records.today <= NEAR or woman.birth_arrangements.exists()


def answer(row: BirthArrangement | None, question: str, records: Records) -> str:
    """What is arranged; or that it is not decided yet, and by when she hears."""
    label = BirthQuestion(question).label
    if row and row.arranged:
        said = records.screen.passed(row.arranged, f"“{label}” at the birth")
        return sentence(said) or _("We have talked about this. Ask us to tell you again.")
    by = row.tell_by if row and row.tell_by else by_when(records)
    if by < records.today:
        words = _("Not decided yet. We said that we would tell you by %(day)s. We are sorry.")
    else:
        words = _("Not decided yet. We will tell you by %(day)s.")
    return words % {"day": full_day(by)}


def by_when(records: Records) -> date:
    """The day by which she hears where nobody has given one."""
    return max(records.pregnancy.due - WEEKS_BEFORE, records.today + timedelta(weeks=1))


def blanks(records: Records) -> list[str]:
    """The questions to which nobody has given an answer or a day."""
    if not asked_now(records):
        return []
    answered = set(records.pregnancy.birth_arrangements.values_list("question", flat=True))
    return [str(question.label) for question in BirthQuestion if question not in answered]
