"""What got in the way, as far as somebody may see it: that it did not feel safe is told only to those who see her safety."""

from collections.abc import Iterable
from datetime import date

from .models import Contact, NotSafe, User


def reveal(contacts: Iterable[Contact], user: User, today: date) -> None:
    """Let the records and moves fetched with these contacts say where it did not feel safe, if this user may see that.

    One query for any number of contacts; without it every one of them says that she would rather not say.
    """
    rows = list(contacts)
    told = list(NotSafe.objects.visible_to(user, today).filter(contact__in=rows)) if rows else []
    of_record, of_move = {row.record_id: row for row in told}, {row.move_id: row for row in told}
    for contact in rows if told else ():
        for record in contact.records.all():
            record.unsafe = of_record.get(record.pk)
        for move in contact.moves.all():
            move.unsafe = of_move.get(move.pk)
