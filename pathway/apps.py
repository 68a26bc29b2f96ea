"""The core's Django app."""

from django.apps import AppConfig


class PathwayConfig(AppConfig):
    """Tables, rules and actions."""

    name = "pathway"
    default_auto_field = "django.db.models.BigAutoField"
