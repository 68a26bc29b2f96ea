"""Asking for one class of information about a woman whose page is open to this user."""

from django.http import Http404

from pathway.models import Pregnancy


def require_class(pregnancy: Pregnancy, information: str) -> None:
    """As if it were not there, for those who may not see this class of her (`sees` from her_page.find)."""
    if information not in pregnancy.sees:  # type: ignore[attr-defined]
        raise Http404("This is not open to you.")
