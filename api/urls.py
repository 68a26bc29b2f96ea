"""Every address of the API."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from rest_framework.routers import SimpleRouter

from .base import Nowhere
from .contacts import Contacts
from .docs import docs
from .flags import Flags
from .plans import Supports
from .pregnancies import Pregnancies
from .schema import Schema
from .sign_in import Tokens

router = SimpleRouter(use_regex_path=False)
router.register("pregnancies", Pregnancies, basename="pregnancy")
router.register("supports", Supports, basename="support")
router.register("contacts", Contacts, basename="contact")
router.register("flags", Flags, basename="flag")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="api_docs")),
    path("docs/", docs, name="api_docs"),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("token/", Tokens.as_view(), name="api_token"),
    path("", include(router.urls)),
    re_path(r"[\s\S]*", Nowhere.as_view(schema=None)),
]
