"""How forms look: the NHS design system's markup for every field."""

from django.forms.renderers import TemplatesSetting


class NhsRenderer(TemplatesSetting):
    """Fields and forms from templates/nhsuk/."""
