"""Who asks: somebody signed in; and asking for one class of information about a woman whose page is open to them."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from pathway.models import Information, Pregnancy, User
from pathway.models.sharing import seen_by


class Request(HttpRequest):
    """A request by somebody who is signed in: LoginRequiredMiddleware lets no other through."""

    user: User


def with_classes(rows: QuerySet[Pregnancy], user: User, today: date) -> QuerySet[Pregnancy]:
    """The same pregnancies, each knowing which classes of information this user may see of her: see `sees`."""
    return rows.annotate(**{f"sees_{item}": seen_by(user, item, today) for item in Information})


def sees(pregnancy: Pregnancy) -> set[str]:
    """The classes of information that the user may see of her, for whom she was fetched `with_classes`."""
    return {item.value for item in Information if getattr(pregnancy, f"sees_{item}")}


def require_class(pregnancy: Pregnancy, information: str) -> None:
    """As if it were not there, for those who may not see this class of her."""
    if information not in sees(pregnancy):
        raise Http404("This is not open to you.")
