"""The clock: a Celery app and its whole schedule. A task finds its work, calls one action, and holds nothing else."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pathway.settings")

app = Celery("alongside")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.include = ["tasks.flags", "tasks.plans", "tasks.tallies", "tasks.thresholds"]
# A tick that nobody took within its hour is worthless: the next one finds the same work.
MINUTE, HOUR = 60, 3600
app.conf.beat_schedule = {
    "reassess whoever is due": {
        "task": "tasks.flags.reassess_due",
        "schedule": crontab(minute="2"),
        "options": {"expires": HOUR},
    },
    "escalate what nobody acknowledged": {
        "task": "tasks.flags.escalate_unacknowledged",
        "schedule": crontab(minute="12"),
        "options": {"expires": HOUR},
    },
    "count the promises kept of each team": {
        "task": "tasks.tallies.count_promises",
        "schedule": crontab(minute="32"),
        "options": {"expires": HOUR},
    },
    "make the papers that a team asked for": {
        "task": "tasks.plans.make_asked_for",
        "schedule": MINUTE,
        "options": {"expires": MINUTE},
    },
    "make papers overnight": {
        "task": "tasks.plans.make_overnight",
        "schedule": crontab(hour="2-5", minute="2-52/10"),  # again and again: a worker that died goes on where it was
        "options": {"expires": 10 * MINUTE},
    },
    "judge anew where a rule pack changed": {
        "task": "tasks.thresholds.reassess_by_new_packs",
        "schedule": MINUTE,
        "options": {"expires": MINUTE},
    },
    "look for rule packs that an upgrade brought": {
        "task": "tasks.thresholds.find_new_packs",
        "schedule": crontab(minute="22"),
        "options": {"expires": HOUR},
    },
}
