"""Asks in the class of whoever requires them. Where nobody has said who does, closed until somebody says."""

from typing import Any

from django.db import migrations, models

CHILD_PROTECTION = "child_protection"
CONFINED = models.Q(("binding", "required")) & ~models.Q(("required_by", "other"))
WITH_ASKS = ("full", "large", "full_apart", "large_apart")
"""The variants of her plan in which asks stand."""


def close(apps: Any, schema_editor: Any) -> None:
    """Requirements, what events tell of them, and papers on which they stand."""
    ask, event = apps.get_model("pathway", "Ask"), apps.get_model("pathway", "Event")
    required = ask.objects.filter(binding="required")
    required.update(information=CHILD_PROTECTION)
    keys = [f"ask {pk}" for pk in required.values_list("pk", flat=True)]
    for start in range(0, len(keys), 500):
        event.objects.filter(record__in=keys[start : start + 500]).update(information=CHILD_PROTECTION)
    versions = apps.get_model("pathway", "PlanVersion").objects
    women = set(required.values_list("pregnancy", flat=True))
    for pk, pregnancy, content in versions.values_list("pk", "pregnancy", "content").iterator():
        asks = content.get("asks", []) if content else []
        if any(row["binding"] == "required" for row in asks):
            event.objects.filter(record=f"planversion {pk}", verb="plans.agree").update(information=CHILD_PROTECTION)
            close_papers(apps, pk)
        elif not content and pregnancy in women:  # papers of such a version show the asks of the day they were made
            close_papers(apps, pk)


def close_papers(apps: Any, version: int) -> None:
    """The papers of a version; where the same was made for both classes before, the opener one is told apart."""
    papers = apps.get_model("pathway", "Printout").objects.filter(version=version, variant__in=WITH_ASKS)
    for paper in papers.filter(information="needs").only("pk", "variant", "language"):
        twin = papers.filter(information=CHILD_PROTECTION, variant=paper.variant, language=paper.language).exists()
        subject = "before requirements had their own class" if twin else ""
        papers.filter(pk=paper.pk).update(information=CHILD_PROTECTION, subject=subject)


class Migration(migrations.Migration):
    dependencies = [
        ("pathway", "0018_letters_given"),
    ]

    operations = [
        migrations.AddField(
            model_name="ask",
            name="information",
            field=models.CharField(
                choices=[
                    ("pathway", "Pathway and promises"),
                    ("needs", "Needs"),
                    ("health", "Health"),
                    ("alcohol_and_drugs", "Alcohol and drugs"),
                    ("child_protection", "Child protection"),
                    ("safety", "Safety and abuse"),
                ],
                default="pathway",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="ask",
            name="required_by",
            field=models.CharField(
                blank=True,
                choices=[("social_care", "Children’s social care"), ("court", "A court"), ("other", "Somebody else")],
                default="",
                help_text="Empty: nobody has said, as before it was asked.",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    CONFINED & models.Q(("information", "child_protection")),
                    ~CONFINED & models.Q(("information", "pathway")),
                    _connector="OR",
                ),
                name="an_ask_is_in_the_class_of_whoever_requires_it",
            ),
        ),
    ]
